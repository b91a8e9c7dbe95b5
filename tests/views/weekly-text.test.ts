import { expect, test } from 'vitest'
import type { Snapshot } from '../../src/domain/snapshot.ts'
import { type Language, translator } from '../../src/i18n/translate.ts'
import { summaryLetter } from '../../views/letters/summary.ts'
import { weeklyText } from '../../views/papers/weekly-text.ts'
import { overdueFor, proposalOf, reportsOf, toldWeek, totalsOf, weekBefore } from '../support/told-week.ts'

const link = 'https://socamket.example.vn/weekly/2022-W36?campaign=H-2022'

const textOf = (changes: Partial<Snapshot>, language: Language = 'vi') =>
  weeklyText({ language, t: translator(language), zone: 'Asia/Ho_Chi_Minh' }, toldWeek(changes), link)

const busy: Partial<Snapshot> = {
  totals: totalsOf({}, { done: 22, on_track: 130, at_risk: 21, behind: 10, overdue: 6 }),
  before: weekBefore({
    totals: totalsOf({}, { done: 19, on_track: 130, at_risk: 25, behind: 13, overdue: 9 }),
  }),
  discipline: { ...toldWeek().discipline, week: reportsOf({ on_time: 40, missing: 3 }) },
  proposals: [proposalOf({ waiting_days: 44 }), proposalOf()],
  targets: [13, 8, 7, 7, 5, 1].map((days) => overdueFor(days)),
}

test('the week at a glance: state, progress against last week, reports, what waits and what is longest overdue', () => {
  const frozen = { frozen: true, frozen_at: '2022-09-09T17:00:00+07:00', hash: '9f2c41a7'.padEnd(64, '0') }
  expect(textOf({ ...busy, ...frozen }).split('\n')).toEqual([
    'BÁO CÁO TUẦN 36 (5/9 – 11/9/2022) – Huyện ủy Hướng Hóa',
    'Đã chốt lúc 17:00, 9/9/2022. Mã đối chiếu: 9f2c41a7.',
    'Hoàn thành 22 (+3), đúng tiến độ 130, có nguy cơ hoặc chậm 31 (−7), quá hạn 6 (−3).',
    'Báo cáo đúng hạn: 40/43 đơn vị; chưa báo cáo: 3.',
    'Kiến nghị chờ trả lời: 2, lâu nhất 44 ngày.',
    'Quá hạn lâu nhất:',
    ...[13, 8, 7, 7, 5].map((days, n) => `${n + 1}) Thu ngân sách (xã Tân Liên), ${days} ngày`),
    '… và 1 chỉ tiêu, nhiệm vụ quá hạn khác',
    `Xem báo cáo: ${link}`,
  ])
})

test.each([
  ['vi', 'Đã chốt lúc 09:30, 12/9/2022. Mã đối chiếu: 9f2c41a7. Số liệu tính đến 17:00, 9/9/2022.'],
  ['en', 'Figures as of'],
] as const)(
  'a week frozen after its cut-off says of which moment its figures are, in %s',
  (language, words) => {
    const frozen = { frozen: true, frozen_at: '2022-09-12T09:30:00+07:00', hash: '9f2c41a7'.padEnd(64, '0') }
    const text = textOf({ ...busy, ...frozen }, language)
    expect(text.split('\n')[1]).toContain(words)
    const long = { title: 'Rà soát '.repeat(60), unit_name: 'Phòng '.repeat(40) }
    const longest = textOf({ ...busy, ...frozen, targets: Array(40).fill(overdueFor(900, long)) }, language)
    expect([...longest].length).toBeLessThan(700)
    const told = toldWeek({ ...busy, ...frozen })
    const letter = summaryLetter(told, { address: 'https://socamket.example.vn', zone: 'Asia/Ho_Chi_Minh' })
    const to = { language, name: 'VPTU', by: 'Văn phòng', addedAt: 0, formats: ['xlsx'], leftOut: [] }
    expect(letter(to).body).toContain(language === 'vi' ? 'Số liệu tính đến 17:00, 9/9/2022.' : words)
  },
)

test('a quiet first week says no more than there is', () => {
  expect(textOf({ totals: totalsOf({}, { on_track: 2 }) }).split('\n')).toEqual([
    'BÁO CÁO TUẦN 36 (5/9 – 11/9/2022) – Huyện ủy Hướng Hóa',
    'Số liệu tạm, chưa chốt (đến 17:00, 9/9/2022).',
    'Hoàn thành 0, đúng tiến độ 2, có nguy cơ hoặc chậm 0, quá hạn 0.',
    'Tuần này không có đơn vị nào phải báo cáo.',
    `Xem báo cáo: ${link}`,
  ])
})

test.each(['vi', 'en'] as const)(
  'stays below 700 characters in %s whatever the names, and ends with the link',
  (language) => {
    const long = { title: 'Rà soát '.repeat(60), unit_name: 'Phòng '.repeat(40) }
    const text = textOf(
      {
        ...busy,
        targets: Array.from({ length: 40 }, () => overdueFor(900, long)),
        owner: { code: 'H', name: 'Ủy ban '.repeat(50), kind: 'agency' },
      },
      language,
    )
    expect([...text].length).toBeLessThan(700)
    expect(text.endsWith(link)).toBe(true)
    expect(text).toMatch(language === 'vi' ? /1\) Rà soát .*…, 900 ngày|1\) Rà soát .*900 ngày/ : /900 days/)
  },
)
