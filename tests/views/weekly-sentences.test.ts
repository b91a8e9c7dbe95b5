import { describe, expect, test } from 'vitest'
import type { Snapshot } from '../../src/domain/snapshot.ts'
import { directionOf, overdueFor, proposalOf, targetOf, toldWeek } from '../support/told-week.ts'
import { disciplineOf, nowOverdue, said, wasOverdue, written } from '../support/weekly-paper.ts'

describe('III', () => {
  test.each([
    ['none in the first week', {}, 'Không có chỉ tiêu, nhiệm vụ quá hạn.'],
    ['none, as before', { before: wasOverdue(0) }, 'Không có chỉ tiêu, nhiệm vụ quá hạn.'],
    ['none any more', { before: wasOverdue(2) }, 'Không có chỉ tiêu, nhiệm vụ quá hạn (tuần trước 2).'],
    [
      'one, the first ever',
      {
        totals: nowOverdue(1),
        targets: [overdueFor(5, { progress_before: 'on_track' })],
        before: wasOverdue(0),
      },
      'Có 1 chỉ tiêu, nhiệm vụ quá hạn (tuần trước không có): Thu ngân sách (xã Tân Liên), 5 ngày. Danh sách tại Phụ\u00a0lục\u00a01.',
    ],
    [
      'the same ones',
      { totals: nowOverdue(1), targets: [overdueFor(5)], before: wasOverdue(1) },
      'Có 1 chỉ tiêu, nhiệm vụ quá hạn (tuần trước 1; không thay đổi): Thu ngân sách (xã Tân Liên), 5 ngày. Danh sách tại Phụ\u00a0lục\u00a01.',
    ],
    [
      'some came and some went',
      {
        totals: nowOverdue(2),
        targets: [
          overdueFor(5),
          overdueFor(13, { title: 'Rà soát đất rừng', progress_before: 'behind' }),
          targetOf({ progress_before: 'overdue' }),
        ],
        before: wasOverdue(2),
      },
      'Có 2 chỉ tiêu, nhiệm vụ quá hạn của 1 đơn vị (tuần trước 2; mới quá hạn 1, không còn quá hạn 1). Quá hạn lâu nhất: Rà soát đất rừng (xã Tân Liên), 13 ngày. Danh sách tại Phụ\u00a0lục\u00a01.',
    ],
  ] as [string, Partial<Snapshot>, string][])('overdue: %s', (_, changes, line) => {
    expect(said('III', changes)).toEqual([line])
  })

  test('no more than ten stand in the annex, and it says where the rest is', () => {
    const targets = Array.from({ length: 12 }, (_, n) => overdueFor(n + 1))
    const [annex] = written(toldWeek({ targets })).annexes
    expect(annex).toMatchObject({
      heading: 'Phụ lục 1',
      section: {
        heading: '10 chỉ tiêu, nhiệm vụ quá hạn lâu nhất',
        note: 'Danh sách đầy đủ tại Biểu 02 kèm theo.',
      },
    })
    expect(annex!.section.rows).toHaveLength(10)
  })

  test('what falls due', () => {
    const due = targetOf({ days_left: 14 })
    expect(said('III.2', { targets: [targetOf({ days_left: 15 })] })).toEqual([
      'Trong 14 ngày tới không có chỉ tiêu, nhiệm vụ đến hạn.',
    ])
    expect(said('III.2', { targets: [due] })[0]).toContain(
      'Trong 14 ngày tới có 1 chỉ tiêu, nhiệm vụ đến hạn.',
    )
  })
})

test('IV names the most frequent cause first and the unnamed ones last', () => {
  const causes = ['other', 'other', 'other', 'land', 'weather', 'weather'] as const
  const targets = causes.map((cause) => targetOf({ cause }))
  expect(said('IV', { targets: [...targets, targetOf({ cause: 'land', progress: 'done' })] })).toEqual([
    'Có 6 chỉ tiêu, nhiệm vụ chưa hoàn thành của 1 đơn vị gặp khó khăn, vướng mắc, theo nguyên nhân: thời tiết, thiên tai 2; đất đai, giải phóng mặt bằng 1; nguyên nhân khác 3.',
  ])
  expect(said('IV', {})).toEqual(['Các đơn vị không báo cáo khó khăn, vướng mắc.'])
})

const fresh = proposalOf({ is_new: true, waiting_days: 0 })
const answered = proposalOf({
  is_waiting: false,
  waiting_days: null,
  is_newly_answered: true,
  status: 'answered',
})
const upward = proposalOf({ unit: 'H', unit_name: 'Huyện ủy Hướng Hóa', waiting_days: 1 })

test.each([
  ['none', [], ['Trong tuần không có kiến nghị mới; không có kiến nghị đang chờ trả lời.']],
  [
    'new only',
    [fresh],
    [
      'Trong tuần có 1 kiến nghị mới, chưa có kiến nghị nào được trả lời; 1 kiến nghị đang chờ trả lời.',
      'Đề nghị Ban Thường vụ Huyện ủy Hướng Hóa chỉ đạo, đôn đốc việc trả lời 1 kiến nghị của các đơn vị. Danh sách tại Phụ\u00a0lục\u00a01.',
    ],
  ],
  [
    'answered only',
    [answered],
    [
      'Trong tuần không có kiến nghị mới, 1 kiến nghị được trả lời; không còn kiến nghị chờ trả lời.',
      '- UBND huyện đã trả lời kiến nghị của xã Tân Liên: Đo lại ranh giới.',
    ],
  ],
  [
    'waiting for the district and for the province',
    [proposalOf({ waiting_days: 44 }), upward],
    [
      'Trong tuần không có kiến nghị mới, chưa có kiến nghị nào được trả lời; 2 kiến nghị đang chờ trả lời, lâu nhất 44 ngày.',
      'Đề nghị Ban Thường vụ Huyện ủy Hướng Hóa chỉ đạo, đôn đốc việc trả lời 1 kiến nghị của các đơn vị; tiếp tục đề nghị cấp trên sớm trả lời 1 kiến nghị của Huyện ủy Hướng Hóa. Danh sách tại Phụ\u00a0lục\u00a01.',
    ],
  ],
])('V with proposals: %s', (_, proposals, lines) => {
  expect(said('V', { proposals })).toEqual(lines)
})

test.each([
  ['none', [], ['Trong tuần không có ý kiến chỉ đạo mới; không có ý kiến chỉ đạo đang theo dõi.']],
  [
    'one new, not yet handed over',
    [directionOf({ is_new: true, status: 'recorded' })],
    [
      'Trong tuần có 1 ý kiến chỉ đạo mới; đang theo dõi 1 ý kiến (không có ý kiến nào quá hạn, 1 chưa giao).',
      '- Rà soát tiến độ (chưa giao; dự kiến chủ trì: xã Tân Liên).',
    ],
  ],
  [
    'carried out, none left',
    [directionOf({ status: 'closed', is_newly_closed: true })],
    [
      'Trong tuần không có ý kiến chỉ đạo mới, 1 ý kiến đã hoàn thành; không còn ý kiến chỉ đạo đang theo dõi.',
    ],
  ],
  [
    'overdue',
    [directionOf({ due_on: '2022-09-02', days_late: 7 })],
    [
      'Trong tuần không có ý kiến chỉ đạo mới; đang theo dõi 1 ý kiến (1 quá hạn).',
      '- Quá hạn 7 ngày: Rà soát tiến độ (chủ trì: xã Tân Liên).',
    ],
  ],
])('VI with directions: %s', (_, directions, lines) => {
  expect(said('VI', { directions })).toEqual(lines)
})

describe('II', () => {
  const number = { headline: 1, as_of: '2022-08-31', percent_low: '60', percent_high: '60' } as const
  test('says by how many points an indicator is ahead or behind, and what a month must bring', () => {
    const ahead = targetOf({
      ...number,
      points_behind: '-23.83',
      points_low: '-23.83',
      points_high: '-23.83',
    })
    const behind = targetOf({
      ...number,
      ...{ headline: 2, title: 'Giải ngân', measure: '%', progress: 'behind', range_kind: 'sources' },
      ...{ percent_low: '40', percent_high: '49', points_behind: '26.58' },
      ...{ points_low: '17.58', points_high: '26.58', need_low: '12.75', need_high: '15' },
      ...{ effort_low: '2.08', effort_high: '3' },
    })
    expect(said('II', { targets: [behind, ahead] })).toEqual([
      'Cao hơn tiến độ: Thu ngân sách (23,83 điểm phần trăm).',
      'Giải ngân: đạt từ 40 – 49% kế hoạch (tùy nguồn vốn), thấp hơn tiến độ 17,58 – 26,58 điểm phần trăm; từ nay đến 31/12 bình quân mỗi tháng phải đạt thêm 12,75 – 15 điểm phần trăm, gấp 2,08 – 3 lần bình quân từ đầu kỳ.',
    ])
    const heading = (targets: Snapshot['targets']) => written(toldWeek({ targets })).sections[1]!.heading
    expect(heading([ahead, behind])).toBe('II. Các chỉ tiêu chủ yếu (số liệu đến ngày 31/8/2022)')
    expect(heading([ahead, { ...behind, as_of: '2022-07-31' }])).toBe('II. Các chỉ tiêu chủ yếu')
  })

  test('no more than twelve, and a sentence where none was chosen', () => {
    const targets = Array.from({ length: 14 }, (_, n) => targetOf({ headline: n + 1 }))
    expect(written(toldWeek({ targets })).sections[1]!.rows).toHaveLength(12)
    expect(said('II', {})).toEqual(['Chưa có chỉ tiêu chủ yếu nào được chọn.'])
  })
})

test('VII is what the office wrote, else what the figures call for; VIII stands only where a figure changed', () => {
  expect(said('VII', { next_week: ['Họp giao ban ngày 12/9.'] })).toEqual(['Họp giao ban ngày 12/9.'])
  const next_week = ['- Tiếp tục theo dõi, đôn đốc các đơn vị thực hiện cam kết.']
  expect(said('VII', { next_week }, 'en')).toEqual(['- Continue to follow up the commitments of the units.'])
  expect(said('VII', {})).toEqual(['- Tiếp tục theo dõi, đôn đốc các đơn vị thực hiện cam kết.'])
  expect(said('VII', { targets: [overdueFor(3)], ...disciplineOf({ missing: 1 }) })).toEqual([
    '- Đôn đốc 1 đơn vị có chỉ tiêu, nhiệm vụ quá hạn: xã Tân Liên.',
    '- Đôn đốc 1 đơn vị không báo cáo tuần này.',
  ])
  const change = { kind: 'figure_corrected', code: 'CK-H-A-01', unit: 'H-A', title: 'Thu ngân sách' } as const
  const sides = { of: 'value', before: '60', after: '55..58', measure: 'tỷ đồng', at: null } as const
  expect(said('VIII', { changes: [{ ...change, ...sides, reason: 'Cộng trùng.' }] })).toEqual([
    'Điều chỉnh 1 số liệu đã nêu trong báo cáo trước:',
    '- Thu ngân sách (xã Tân Liên): 60\u00a0tỷ đồng điều chỉnh thành 55 – 58\u00a0tỷ đồng; lý do: Cộng trùng.',
  ])
  const dated = [{ ...change, ...sides, reason: null, as_of: '2022-08-31' as const }]
  expect(said('VIII', { changes: dated })[1]).toBe(
    '- Thu ngân sách (xã Tân Liên, số liệu đến ngày 31/8/2022): 60\u00a0tỷ đồng điều chỉnh thành 55 – 58\u00a0tỷ đồng.',
  )
  expect(said('VIII', { changes: dated }, 'en')[1]).toContain('figure of 31 Aug 2022): 60')
  expect(written(toldWeek()).sections.map(({ name }) => name)).not.toContain('VIII')
})
