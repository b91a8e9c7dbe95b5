import { describe, expect, test } from 'vitest'
import type { Day } from '../../src/domain/day.ts'
import { standingOf } from '../../src/domain/standing.ts'
import type { Span, Target } from '../../src/domain/target.ts'
import { warningOf } from '../../src/domain/warning.ts'
import { type Language, translator } from '../../src/i18n/translate.ts'
import type { Reader } from '../../views/reader.ts'
import type { Warned } from '../../views/targets/shapes.ts'
import { runsOutWords } from '../../views/warning/runs-out.ts'
import { shortWarning } from '../../views/warning/short.ts'
import { doneWords, forecastWords, warningPhrase } from '../../views/warning/words.ts'
import { facts, moment, rules, target, update, zone } from '../domain/facts.ts'

const today = '2022-09-07'
const readerIn = (language: Language): Reader => ({
  language,
  today,
  now: moment(today).instant,
  zone,
  t: translator(language),
  at: (path) => path,
  asset: (name) => name,
})

interface Told extends Partial<Target> {
  title?: string
  measure?: string
}

function told(changes: Told, figures: [Day, number | Span][], language: Language = 'vi'): Warned {
  const { title = 'Thu ngân sách', measure = 'tỷ đồng', ...more } = changes
  const all = facts(
    target(more),
    figures.map(([day, value]) => update(day, value)),
  )
  const standing = standingOf(all, rules, moment(today))
  return {
    reader: readerIn(language),
    target: { ...all.target, title, measure },
    standing,
    warning: warningOf(all, standing),
    day: today,
    isPast: false,
  }
}

const plain = (text: string | null) => text?.replaceAll('\u00a0', ' ') ?? null
const disbursement: Told = { title: 'Giải ngân các nguồn vốn', measure: '%', valueKind: 'percent' }
const seed: [Day, Span][] = [['2022-08-31', { low: 40, high: 49 }]]

describe('in the words of a leader', () => {
  test('the disbursement of the seed', () => {
    expect(plain(warningPhrase(told(disbursement, seed)))).toBe(
      'từ nay đến 31/12 bình quân mỗi tháng phải giải ngân thêm 12,75 – 15 điểm phần trăm, gấp 2,08 – 3 lần bình quân 8 tháng',
    )
    expect(plain(warningPhrase(told(disbursement, seed, 'en')))).toBe(
      'from now to 31 Dec an average of 12.75 – 15 percentage points must be disbursed every month, 2.08 – 3 times the average of 8 months',
    )
    expect(plain(doneWords(told(disbursement, seed)))).toBe(
      'Trong 8 tháng qua bình quân mỗi tháng được 5 – 6,125 điểm phần trăm; còn 4 tháng.',
    )
  })

  test('an amount keeps its measure', () => {
    const revenue = told({ plan: 730_223, decimals: 3 }, [['2022-08-31', 660_191]])
    expect(plain(warningPhrase(revenue))).toContain('phải thực hiện thêm 17,508 tỷ đồng, bằng 0,21 lần')
    expect(plain(forecastWords(revenue))).toContain(
      'nếu giữ mức bình quân ba tháng gần nhất; sẽ đạt kế hoạch',
    )
  })

  test.each([
    [
      'in time',
      [
        ['2022-06-02', 30],
        ['2022-08-31', 60],
      ],
      'Nếu giữ mức bình quân ba tháng gần nhất thì đạt kế hoạch vào ngày 29/12/2022, trước thời hạn 2 ngày.',
      'If the average of the last three months goes on, the plan will be reached on 29 Dec 2022, 2 days before the deadline.',
    ],
    [
      'late',
      [
        ['2022-06-02', 30],
        ['2022-08-31', 45],
      ],
      'Nếu giữ mức bình quân ba tháng gần nhất thì đến ngày 27/7/2023 mới đạt kế hoạch, chậm 208 ngày so với thời hạn.',
      'If the average of the last three months goes on, the plan will only be reached on 27 Jul 2023, 208 days after the deadline.',
    ],
    [
      'a range says both ends',
      [
        ['2022-06-02', 30],
        ['2022-08-31', { low: 45, high: 60 }],
      ],
      'Nếu giữ mức bình quân ba tháng gần nhất thì đạt kế hoạch vào khoảng 29/12/2022 – 27/7/2023, sớm nhất trước thời hạn 2 ngày, muộn nhất chậm 208 ngày.',
      'If the average of the last three months goes on, the plan will be reached between 29 Dec 2022 and 27 Jul 2023: 2 days before the deadline at best, 208 days after it at worst.',
    ],
    [
      'never',
      [
        ['2022-05-01', 40],
        ['2022-08-31', 40],
      ],
      'Nếu giữ mức bình quân ba tháng gần nhất thì sau hai năm vẫn chưa đạt kế hoạch.',
      'If the average of the last three months goes on, the plan will not be reached within two years.',
    ],
    [
      'at the earliest',
      [
        ['2022-06-02', { low: 40, high: 30 }],
        ['2022-08-31', { low: 40, high: 45 }],
      ],
      'Nếu giữ mức bình quân ba tháng gần nhất thì sớm nhất ngày 27/7/2023 mới đạt kế hoạch, chậm ít nhất 208 ngày so với thời hạn; theo mức thấp thì sau hai năm vẫn chưa đạt.',
      'If the average of the last three months goes on, the plan will be reached on 27 Jul 2023 at the earliest, at least 208 days after the deadline; at the lower rate not within two years.',
    ],
  ] as [string, [Day, number | Span][], string, string][])('the day: %s', (_, figures, vi, en) => {
    expect(runsOutWords(told({}, figures))).toBe(vi)
    expect(runsOutWords(told({}, figures, 'en'))).toBe(en)
  })

  test('the day on which an allowance is used up', () => {
    const ceiling = { direction: 'down', plan: 10, measure: 'vụ' } as const
    expect(
      runsOutWords(
        told(ceiling, [
          ['2022-06-02', 5],
          ['2022-08-31', 8],
        ]),
      ),
    ).toBe(
      'Nếu giữ mức bình quân ba tháng gần nhất thì đến ngày 30/10/2022 hết mức được phép, trước thời hạn 62 ngày.',
    )
    expect(
      runsOutWords(
        told(ceiling, [
          ['2022-06-02', 4],
          ['2022-08-31', 5],
        ]),
      ),
    ).toBe('Nếu giữ mức bình quân ba tháng gần nhất thì đến hết thời hạn 31/12/2022 vẫn trong mức được phép.')
  })
})

describe('in one line of the desk', () => {
  test.each([
    [
      disbursement,
      seed,
      'Thấp hơn tiến độ 17,6 – 26,6 điểm phần trăm; mỗi tháng phải giải ngân thêm 12,75 – 15 điểm phần trăm, gấp 2,08 – 3 lần bình quân 8 tháng.',
    ],
    [{ direction: 'down', plan: 4 }, [['2022-08-31', 5]], 'Đã vượt mức không được vượt.'],
    [
      { direction: 'within', plan: null, planLow: 10, planHigh: 20 },
      [['2022-08-31', 25]],
      'Ngoài khoảng phải giữ.',
    ],
    [{ valueKind: 'point', plan: 95 }, [['2022-08-31', 90]], 'Chưa đạt mức phải đạt.'],
    [{}, [['2022-08-31', 90]], null],
  ] as [Told, [Day, number | Span][], string | null][])('%j', (changes, figures, line) => {
    expect(plain(shortWarning(told(changes, figures)))).toBe(line)
  })
})
