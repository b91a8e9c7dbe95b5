import { describe, expect, test } from 'vitest'
import { ratesOf } from '../../src/domain/rates.ts'
import type { SnapshotUnit } from '../../src/domain/snapshot.ts'
import { translator } from '../../src/i18n/translate.ts'
import { rateCell } from '../../views/papers/scribe.ts'
import { unitsTable } from '../../views/papers/weekly/units.ts'
import { toldWeek, totalsOf } from '../support/told-week.ts'

const scribe = { language: 'vi', t: translator('vi'), zone: 'Asia/Ho_Chi_Minh' } as const

function unit(
  order: number,
  block: string,
  by: Parameters<typeof totalsOf>[0],
  supplementing = 0,
): SnapshotUnit {
  const { units, ...totals } = totalsOf(by)
  const name = `Xã ${order}`
  return {
    ...{ code: `H-${order}`, name, short_name: name, kind: 'commune', block, order, supplementing },
    ...{ commitments: [], head_post: null, due_soon: 0, overdue_before: null },
    ...totals,
    rates: ratesOf(totals.by_class),
  }
}

describe('Biểu 01', () => {
  const units = [
    unit(1, 'Khối xã', { done_on_time: 1, transferred: 2 }),
    unit(2, 'Khối xã', { open_in_time: 3, cancelled: 1 }, 1),
    unit(3, 'Khối cơ quan', { open_overdue: 1, transferred: 1 }),
  ]
  const { columns, rows } = unitsTable(scribe, toldWeek({ units }))
  const at = (key: string) => columns.findIndex((column) => column.key === key)

  test('notes of the total and of each block what its columns do not hold', () => {
    const noted = rows.filter(({ role }) => role).map(({ cells }) => [cells[1], cells[at('note')]])
    expect(noted).toEqual([
      ['Tổng cộng', 'đang bổ sung: 1; chuyển giao: 3; hủy: 1'],
      ['Khối xã', 'đang bổ sung: 1; chuyển giao: 2; hủy: 1'],
      ['Khối cơ quan', 'chuyển giao: 1'],
    ])
  })

  test('adds up with it', () => {
    const counts = ['done', 'open', 'suspended'].map((key) => rows[0]!.cells[at(key)])
    expect([rows[0]!.cells[at('total')], ...counts]).toEqual([
      { count: 9 },
      { count: 1 },
      { count: 4 },
      { count: 0 },
    ])
  })
})

test('a rate too small for two decimals never reads as more than it is', () => {
  expect(rateCell({ percent: '<0.01' })).toBe('<0,01%')
  expect(rateCell({ percent: '<0.01' }, { language: 'en' })).toBe('<0.01%')
  expect(rateCell({ percent: '0.01' })).toEqual({ percent: 1, decimals: 2, signed: false })
})
