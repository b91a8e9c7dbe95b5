import { describe, expect, test } from 'vitest'
import { letterheadOf } from '../../src/domain/letterhead.ts'
import { plainText, type Text } from '../../src/domain/paper.ts'
import type { Snapshot } from '../../src/domain/snapshot.ts'
import {
  directionOf,
  overdueFor,
  proposalOf,
  targetOf,
  toldWeek,
  totalsOf,
  weekBefore,
} from '../support/told-week.ts'
import { disciplineOf, nowOverdue, said, wasOverdue, written } from '../support/weekly-paper.ts'

describe('I counts out what there is, and says so where there is nothing', () => {
  test.each([
    ['nothing at all', totalsOf(), 'Chưa có chỉ tiêu, nhiệm vụ nào được theo dõi.'],
    [
      'nothing done yet',
      totalsOf({ open_in_time: 3 }, { on_track: 3 }),
      'Trong tổng số 3 chỉ tiêu, nhiệm vụ: chưa có chỉ tiêu, nhiệm vụ nào hoàn thành; 3 đang thực hiện (trong hạn 3).',
    ],
    [
      'everything done',
      totalsOf({ done_on_time: 2, done_late: 1 }),
      'Trong tổng số 3 chỉ tiêu, nhiệm vụ: 3 hoàn thành (đúng hạn 2, quá hạn 1); không còn chỉ tiêu, nhiệm vụ nào đang thực hiện.',
    ],
    [
      'some put aside',
      totalsOf({ done_on_time: 1, open_overdue: 1, open_no_deadline: 1, suspended: 1, cancelled: 1 }),
      'Trong tổng số 5 chỉ tiêu, nhiệm vụ: 1 hoàn thành (đúng hạn 1); 2 đang thực hiện (quá hạn 1, không thời hạn 1); 2 tạm dừng, chuyển giao hoặc hủy, không tính vào các tỷ lệ.',
    ],
  ])('%s', (_, totals, line) => {
    expect(said('I', { totals })[0]).toBe(line)
  })

  test.each([
    [
      { on_track: 4, at_risk: 1, behind: 2, overdue: 3 },
      1,
      '4 đúng tiến độ (trong đó 1 không có số liệu mới), 1 có nguy cơ, 2 chậm tiến độ, 3 quá hạn',
    ],
    [{ on_track: 10 }, 0, '10 đúng tiến độ'],
    [{ at_risk: 10 }, 0, '10 có nguy cơ'],
  ])('progress %o', (levels, stale, words) => {
    const totals = totalsOf({ open_in_time: 10 }, levels, stale)
    expect(said('I', { totals })[1]).toBe(`Về tiến độ, trong 10 chỉ tiêu, nhiệm vụ đang thực hiện: ${words}.`)
  })

  test.each([
    [
      'all in time',
      disciplineOf({ on_time: 43 }),
      'Về chế độ báo cáo: 43/43 (100%) đơn vị báo cáo đúng hạn.',
    ],
    [
      'late and missing',
      disciplineOf({ on_time: 39, late: 2, missing: 2 }),
      'Về chế độ báo cáo: 39/43 (90,7%) đơn vị báo cáo đúng hạn, 2 đơn vị báo cáo chậm, 2 đơn vị chưa báo cáo.',
    ],
    [
      'some need not',
      disciplineOf({ on_time: 2, exempt: 1 }),
      'Về chế độ báo cáo: 2/2 (100%) đơn vị báo cáo đúng hạn, 1 đơn vị không phải báo cáo.',
    ],
    [
      'none in time',
      disciplineOf({ missing: 4 }),
      'Về chế độ báo cáo: không có đơn vị nào báo cáo đúng hạn, tỷ lệ 0/4 (0%), 4 đơn vị chưa báo cáo.',
    ],
    [
      'still time',
      disciplineOf({ on_time: 1, pending: 3 }),
      'Về chế độ báo cáo: 1/4 (25%) đơn vị đã báo cáo, 3 đơn vị chưa gửi (hạn gửi 16 giờ 00 ngày 09/9/2022).',
    ],
    [
      'nobody yet',
      disciplineOf({ pending: 4 }),
      'Về chế độ báo cáo: chưa có đơn vị nào báo cáo, 4 đơn vị chưa gửi (hạn gửi 16 giờ 00 ngày 09/9/2022).',
    ],
    ['nobody need', disciplineOf({ exempt: 4 }), 'Tuần này không có đơn vị nào phải báo cáo.'],
    ['no reporting week', disciplineOf({}, { reporting: false }), 'Tuần này không phải tuần báo cáo.'],
  ])('reports: %s', (_, changes, line) => {
    expect(said('I', changes)[1]).toBe(line)
  })

  test('the table adds up when some are put aside, and has no week before in the first week', () => {
    const totals = totalsOf({ open_in_time: 3, suspended: 1 })
    const rowsOf = (changes: Partial<Snapshot>) => written(toldWeek(changes)).sections[0]!.rows
    expect(rowsOf({ totals }).map(({ cells }) => cells.slice(1))).toEqual(
      [0, 0, 0, 3, 0, 0, 1, 4].map((n) => [{ count: n }]),
    )
    const later = rowsOf({ totals, before: weekBefore({ totals: totalsOf({ open_in_time: 4 }) }) })
    expect(later.at(-2)).toEqual({
      cells: ['Tạm dừng, chuyển giao, hủy', { count: 1 }, { count: 0 }, { count: 1, signed: true }],
      of: [null, 'apart', 'before:apart', 'apart'],
    })
  })
})

const fresh = proposalOf({ is_new: true, waiting_days: 0 })

describe('around the text', () => {
  test('a draft of the day of its figures until it has a number, then of the day it was issued', () => {
    expect(written(toldWeek())).toMatchObject({
      day: '2022-09-09',
      draft: 'DỰ THẢO',
      subtitle: 'từ ngày 05/9 đến ngày 11/9/2022',
      mark: 'Số liệu tạm, chưa chốt',
      head: { number: 'Số …-BC/HU', placeAndDay: 'Hướng Hóa, ngày 09 tháng 9 năm 2022' },
      closing: ['Trên đây là kết quả thực hiện cam kết trách nhiệm tuần 36.'],
    })
    const issued = written(
      toldWeek({
        ...{ frozen: true, number: '45', issued_on: '2022-09-12' },
        signature: { lines: ['CHÁNH VĂN PHÒNG'], name: 'Họ và tên' },
      }),
    )
    expect(issued).toMatchObject({
      ...{ day: '2022-09-12', draft: null },
      head: { number: 'Số 45-BC/HU', placeAndDay: 'Hướng Hóa, ngày 12 tháng 9 năm 2022' },
      signature: { lines: ['CHÁNH VĂN PHÒNG'], name: 'Họ và tên' },
    })
    expect(issued.mark).toBeUndefined()
  })

  test('the subject of a state paper begins with a capital, as no sentence does that names it', () => {
    const state = letterheadOf({ name: 'UBND huyện Hướng Hóa', kind: 'agency', upperName: null })
    expect(state.form).toBe('state')
    expect(written(toldWeek(), 'vi', state)).toMatchObject({
      subject: 'Kết quả thực hiện cam kết trách nhiệm tuần 36',
      closing: ['Trên đây là kết quả thực hiện cam kết trách nhiệm tuần 36.'],
    })
    expect(written(toldWeek()).subject).toBe('kết quả thực hiện cam kết trách nhiệm tuần 36')
  })

  test('a report that is issued again says which one it replaces', () => {
    const replaces = { number: '44', issued_on: '2022-09-09' } as const
    expect(written(toldWeek({ replaces })).opening[0]).toBe(
      'Báo cáo này thay thế Báo cáo số 44-BC/HU ngày 09/9/2022.',
    )
  })

  test('the translation is marked as one, and leaves names, head and signature as they are', () => {
    const paper = written(toldWeek(), 'en')
    expect(paper).toMatchObject({
      ...{ language: 'en', kind: 'REPORT', subtitle: 'from 5 Sep to 11 Sep 2022' },
      mark: 'Provisional figures, not frozen. Translation for information; the Vietnamese text is the official one',
      head: { motto: 'ĐẢNG CỘNG SẢN VIỆT NAM', placeAndDay: 'Hướng Hóa, ngày 09 tháng 9 năm 2022' },
    })
  })
})

test('English chooses its words by the number', () => {
  const one = { totals: nowOverdue(1), targets: [overdueFor(1)], proposals: [{ ...fresh, waiting_days: 1 }] }
  expect(
    said(
      'I',
      { totals: totalsOf({ done_on_time: 1, open_in_time: 2 }, { on_track: 1, behind: 1 }) },
      'en',
    ).slice(0, 2),
  ).toEqual([
    'Of 3 targets and tasks, 1 is completed (1 on time); 2 are in progress (2 within the deadline).',
    'Of the 2 in progress, 1 is on track, 1 behind schedule.',
  ])
  expect(said('III', one, 'en')[0]).toContain(
    '1 target or task is overdue: Thu ngân sách (Xã Tân Liên), 1 day.',
  )
  expect(said('V', one, 'en')[0]).toBe(
    'This week 1 new proposal was made, none was answered; 1 is waiting for an answer, for 1 day.',
  )
  expect(said('VII', { targets: [overdueFor(3)] }, 'en')).toEqual([
    '- Follow up 1 unit with overdue targets and tasks: Xã Tân Liên.',
  ])
  expect(said('I', disciplineOf({ on_time: 2, pending: 1 }), 'en')[1]).toContain('1 has not yet')
})

const namedIn = (texts: readonly Text[]) =>
  texts
    .flatMap((text) => (typeof text === 'string' ? [] : text))
    .flatMap((part) => (typeof part === 'string' ? [] : [`${part.text} ${part.of}`]))

test('what was signed and what was given in addition are told apart, each with its name', () => {
  const targets = [targetOf(), targetOf({ ordered_at: '2022-08-01T09:00:00+07:00' })]
  const { opening } = written(toldWeek({ totals: totalsOf({ open_in_time: 2 }), targets }))
  expect(plainText(opening[0]!)).toContain(
    '1 chỉ tiêu, nhiệm vụ thuộc 1 nhóm nhiệm vụ và 1 nhiệm vụ giao thêm',
  )
  expect(namedIn(opening)).toEqual(['2 units', '1 targets.signed', '1 groups', '1 targets.ordered'])
})

test('how long a direction is overdue leads to those that are', () => {
  const late = directionOf({ status: 'in_progress', days_late: 7 })
  const section = written(toldWeek({ directions: [late] })).sections.find(({ name }) => name === 'VI')!
  expect(namedIn(section.paragraphs!)).toEqual([
    ...['1 directions.open', '1 directions.overdue'],
    '7 directions.overdue',
  ])
})

test('figures in sentences carry the names under which they are explained', () => {
  const totals = totalsOf({ done_on_time: 1, open_overdue: 1 }, { done: 1, overdue: 1 })
  const week = toldWeek({ totals, targets: [overdueFor(2)], before: wasOverdue(3) })
  const { opening, sections } = written(week)
  expect(namedIn([...opening, ...sections.flatMap(({ paragraphs = [] }) => paragraphs)])).toEqual([
    ...['2 units', '2 targets', '1 groups'],
    '2 targets',
    ...['1 done', '1 done_on_time', '1 open', '1 open_overdue', '1 open', '1 progress.overdue'],
    ...['1 overdue', '3 before:overdue', '2 target.CK-H-A-01', '1 overdue'],
  ])
})

test('what somebody wrote is never taken for a place in a sentence', () => {
  const title = 'Thu {days} \ue0001\ue001 & <b>'
  expect(said('III', { targets: [overdueFor(2, { title })] })[0]).toContain(`${title} (xã Tân Liên), 2 ngày`)
})
