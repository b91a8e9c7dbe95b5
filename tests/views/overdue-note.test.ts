import { expect, test } from 'vitest'
import type { SnapshotTarget } from '../../src/domain/snapshot/target.ts'
import type { Snapshot } from '../../src/domain/snapshot.ts'
import { translator } from '../../src/i18n/translate.ts'
import { dataTable } from '../../views/papers/weekly/data.ts'
import { overdueTable } from '../../views/papers/weekly/overdue.ts'

const scribe = { language: 'vi', t: translator('vi'), zone: 'Asia/Ho_Chi_Minh' } as const

const nothing = {
  value_low: null,
  value_high: null,
  due_original: null,
  due_on: null,
  last_reminded_on: null,
}
const counts = { days_late: 5, extensions: 0, reminders: 0, proposals: [] }

/** Just enough of a week for its table of overdue targets. */
const weekOf = (target: Partial<SnapshotTarget>) =>
  ({
    frozen_at: null,
    targets: [{ progress: 'overdue', ...nothing, ...counts, ...target }],
  }) as unknown as Snapshot
const noteOf = (target: Partial<SnapshotTarget>) => overdueTable(scribe, weekOf(target)).rows[0]!.cells.at(-1)

test('table 02 notes how far a deadline was moved, what was late before, and what is asked for', () => {
  expect(noteOf({ slip_days: 21, days_late_before: 5, extension_asked: '2022-11-30' })).toBe(
    'lùi 21 ngày so với hạn gốc; đã quá hạn 5 ngày trước khi gia hạn; đang xin gia hạn đến 30/11/2022',
  )
  expect(noteOf({ slip_days: null, days_late_before: 0, extension_asked: null })).toBeNull()
})

test('a week frozen before these were told of is still written', () => {
  const old = weekOf({ extension_asked: null })
  expect(noteOf({ extension_asked: null })).toBeNull()
  expect(dataTable(old).rows[0]!.cells.slice(-2)).toEqual([null, null])
})
