import { describe, expect, test } from 'vitest'
import { writeAmount, writeSpan } from '../../src/i18n/numbers.ts'
import type { Language } from '../../src/i18n/translate.ts'
import { readValue, type TypedValue, type TypingOptions } from '../../src/i18n/typing.ts'

const read = (text: string, options: Partial<TypingOptions> = {}): TypedValue =>
  readValue(text, { language: 'vi', decimals: 3, measure: 'tỷ đồng', ...options })

/** An outcome in one line, so that the cases below can be tables. */
function brief(typed: TypedValue): string {
  if (typed.kind === 'blank') return 'blank'
  if (typed.kind === 'refused') return `refused ${typed.reason}${typed.hint ? ` ${typed.hint}` : ''}`
  const span = (of: { low: number | null; high: number | null }) =>
    of.low === of.high ? `${of.low}` : `${of.low}..${of.high}`
  if (typed.kind === 'ambiguous')
    return `${span(typed.thousands)} or ${span(typed.decimal)}, ${typed.likelier}`
  return `${span(typed.span)}${typed.qualifier === 'exact' ? '' : ` ${typed.qualifier}`}${typed.unusual ? ' ?' : ''}`
}

describe('separators', () => {
  const cases: [Language, number, string, string][] = [
    ['vi', 1, '4.203,1', '42031'],
    ['vi', 1, '4203,1', '42031'],
    ['vi', 1, '4 203,1', '42031'],
    ['vi', 1, '4\u00a0203,1', '42031'],
    ['vi', 1, '4\u202f203,1', '42031'],
    ['vi', 1, '4\u2009203,1', '42031'],
    ['vi', 1, '  4.203,1\t', '42031'],
    ['vi', 1, '4,203.1', 'refused wrong_separator 4.203,1'],
    ['vi', 1, '-4,203.1', 'refused wrong_separator −4.203,1'],
    ['vi', 0, '1,234,567', 'refused wrong_separator 1.234.567'],
    ['vi', 1, '1 234.5', 'refused wrong_separator 1 234,5'],
    ['vi', 3, '660,191', '660191'],
    ['vi', 3, '660.191', '660191000 or 660191, null'],
    ['vi', 3, '1.234.567', '1234567000'],
    ['vi', 3, '0.191', '191'],
    ['vi', 2, '0.191', 'refused too_many_decimals 2'],
    ['vi', 2, '1.450', '145000'],
    ['vi', 0, '1.450', '1450'],
    ['vi', 1, '13.5', '135'],
    ['vi', 3, '4203.125', '4203125'],
    ['vi', 1, '5,0', '50'],
    ['vi', 0, '5,0', '5'],
    ['vi', 0, '5,5', 'refused too_many_decimals 0'],
    ['vi', 3, '1,2345', 'refused too_many_decimals 3'],
    ['vi', 0, '007', '7'],
    ['vi', 1, '0', '0'],
    ['en', 1, '4,203.1', '42031'],
    ['en', 1, '4203.1', '42031'],
    ['en', 1, '4 203.1', '42031'],
    ['en', 1, '4.203,1', 'refused wrong_separator 4,203.1'],
    ['en', 3, '660.191', '660191'],
    ['en', 3, '660,191', '660191000 or 660191, null'],
    ['en', 3, '1,234,567', '1234567000'],
    ['en', 3, '0,191', '191'],
    ['en', 2, '1,450', '145000'],
    ['en', 0, '1.234.567', 'refused wrong_separator 1,234,567'],
  ]
  test.each(cases)('%s, %i decimals: %s is %s', (language, decimals, text, outcome) => {
    expect(brief(read(text, { language, decimals }))).toBe(outcome)
  })
})

describe('one separator before three digits', () => {
  const cases: [string, Partial<TypingOptions>, string][] = [
    ['660.191', { last: 641_307 }, '660191000 or 660191, decimal'],
    ['660.191', { last: 641_307_000 }, '660191000 or 660191, thousands'],
    ['660.191', { last: 10 }, '660191000 or 660191, null'],
    ['660.191', { last: 0 }, '660191000 or 660191, null'],
    ['-660.191', { last: -641_307 }, '-660191000 or -660191, decimal'],
    ['660.191', { choice: 'decimal' }, '660191'],
    ['660.191', { choice: 'thousands' }, '660191000'],
    ['660,191', { choice: 'thousands' }, '660191'],
    ['660.191 tỷ', { last: 641_307 }, '660191000 or 660191, decimal'],
    ['1.200 – 1.450', {}, '1200000..1450000 or 1200..1450, null'],
    ['1.200 – 1.450', { choice: 'decimal' }, '1200..1450'],
    ['40 – 1.450', {}, '40000..1450000'],
    ['1.450 – 40', {}, '1450..40000'],
    ['1.234.567 – 1.450.000', {}, '1234567000..1450000000'],
    ['trên 1.450', { last: 1400 }, '1450000..null or 1450..null, decimal'],
    ['ước 1.450', {}, '1450000 or 1450, null'],
    ['1.450', { decimals: 0, last: 290 }, '1450'],
    ['1.450', { decimals: 0, last: 289 }, '1450 ?'],
    ['1.450', { decimals: 0, last: 7250 }, '1450'],
    ['1.450', { decimals: 0, last: 7251 }, '1450 ?'],
    ['1.450', { decimals: 1, last: 14, choice: 'thousands' }, '14500'],
    ['1.450', { decimals: 1, last: 14, choice: 'decimal' }, 'refused too_many_decimals 1'],
    ['1450', { decimals: 0, last: 1 }, '1450'],
  ]
  test.each(cases)('%s with %o is %s', (text, options, outcome) => {
    expect(brief(read(text, options))).toBe(outcome)
  })
})

describe('signs, measures, ranges and words', () => {
  const cases: [string, string | null, string][] = [
    ['(5)', '%', '-50'],
    ['(5%)', '%', '-50'],
    ['(5) %', '%', '-50'],
    ['−5', '%', '-50'],
    ['-5', '%', '-50'],
    ['– 5', '%', '-50'],
    ['+5', '%', '50'],
    ['-0', '%', '0'],
    ['5%', '%', '50'],
    ['5 phần trăm', '%', '50'],
    ['5%', '% dân số', '50'],
    ['5% dân số', '% dân số', '50'],
    ['5%', 'ha', 'refused other_measure ha'],
    ['5%', null, 'refused other_measure'],
    ['660,1 tỷ đồng', 'tỷ đồng', '6601'],
    ['660,1 tỷ', 'tỷ đồng', '6601'],
    ['660,1 tỉ đồng.', 'tỷ đồng', '6601'],
    ['660,1 TY DONG', 'tỷ đồng', '6601'],
    ['660,1 ty\u0309 đồng', 'tỷ đồng', '6601'],
    ['660,1tỷ', 'tỷ đồng', '6601'],
    ['660,1 triệu đồng', 'tỷ đồng', 'refused other_measure tỷ đồng'],
    ['660,1 t', 'tỷ đồng', 'refused other_measure tỷ đồng'],
    ['12 km2', 'km²', '120'],
    ['12,5 m²', 'm2', '125'],
    ['25 giường/1000 dân', 'giường/1000 dân', '250'],
    ['40-49', '%', '400..490'],
    ['40 – 49%', '%', '400..490'],
    ['40% – 49%', '%', '400..490'],
    ['từ 40 đến 49', '%', '400..490'],
    ['tu 40% den 49%', '%', '400..490'],
    ['from 40 to 49', '%', '400..490'],
    ['between 40 and 49', '%', '400..490'],
    ['từ 40 tỷ đến 49 tỷ đồng', 'tỷ đồng', '400..490'],
    ['40 triệu – 49 tỷ', 'tỷ đồng', 'refused other_measure tỷ đồng'],
    ['24 tổ', 'tổ', '240'],
    ['24 tổ - 30 tổ', 'tổ', '240..300'],
    ['24 tổ đến 30 tổ', 'tổ', '240..300'],
    ['−5 – −3', '%', '-50..-30'],
    ['(5) – (3)', '%', '-50..-30'],
    ['49 – 40', '%', 'refused range_reversed'],
    ['40 – 40', '%', '400'],
    ['trên 95', '%', '950..null'],
    ['trên 95%', '%', '950..null'],
    ['đạt trên 95%', '%', '950..null'],
    ['hơn 95', '%', '950..null'],
    ['> 95', '%', '950..null'],
    ['dưới 3', '%', 'null..30'],
    ['over 95', '%', '950..null'],
    ['under 3', '%', 'null..30'],
    ['less than 3', '%', 'null..30'],
    ['khoảng 40', '%', '400 approx'],
    ['đạt khoảng 40', '%', '400 approx'],
    ['khoảng từ 40 đến 49', '%', '400..490 approx'],
    ['ước 40', '%', '400 estimate'],
    ['Ước đạt 40%', '%', '400 estimate'],
    ['ước thực hiện 40', '%', '400 estimate'],
    ['about 40', '%', '400 approx'],
    ['approx. 40', '%', '400 approx'],
    ['estimated 40', '%', '400 estimate'],
    ['ước trên 95', '%', '950..null estimate'],
    ['４０', '%', '400'],
    ['４０％', '%', '400'],
    ['\u200b40\ufeff', '%', '400'],
  ]
  test.each(cases)('%s in %s is %s', (text, measure, outcome) => {
    expect(brief(read(text, { measure, decimals: 1 }))).toBe(outcome)
  })
})

test.each(['', ' ', '\t\n', '\u00a0\u202f', '\u200b', ' '.repeat(1_000_000)])(
  'blank is no data: %j',
  (text) => {
    expect(read(text)).toEqual({ kind: 'blank' })
  },
)

const hostile = [
  ...'1e3 1E3 1e400 1e-5 1e+5 0x10 NaN Infinity -Infinity không 31/8/2022 =5+5 <b>5</b> __proto__'.split(' '),
  ...'- – . , .5 5, 5. 1..5 1.2.3 1,2,3 12.34.567 0.234.567 1.000.0000'.split(' '),
  ...'--5 +-5 5- (5 5) ((5)) (5)) (-5) 1-2-3 (40-49) trên 10² ½ ① ٤٢'.split(' '),
  ...['0 234', '40 49', '1 23', 'trên 40-49', 'từ 40', "5'; drop table", '4\n203'],
  ...['5\0', '\0', '5\u0336', '5\ufe0f\u20e3', '\ud800', '5\udfff', '\ud83d 5'],
]

test.each(hostile)('refused: %j', (text) => {
  for (const language of ['vi', 'en'] as const) {
    for (const measure of ['tỷ đồng', '%', null]) {
      expect(brief(read(text, { language, measure }))).toBe('refused not_a_number')
    }
  }
})

test('very long texts are refused at once', () => {
  const started = performance.now()
  for (const piece of ['9', '1.', '1 ', '(', '-', 'từ ', '40-', '\u0301', ' 5', '\u0663']) {
    expect(read(`5${piece.repeat(1_000_000)}`)).toMatchObject({ kind: 'refused', reason: 'not_a_number' })
    expect(() => read(`5${piece.repeat(60)}`)).not.toThrow()
  }
  expect(performance.now() - started).toBeLessThan(2000)
})

test.each([
  ['9007199254740991', 0, '9007199254740991'],
  ['-9.007.199.254.740.991', 0, '-9007199254740991'],
  ['9007199254740992', 0, 'refused too_large 9.007.199.254.740.991'],
  ['9007199254740991', 3, 'refused too_large 9.007.199.254.740,991'],
  ['9'.repeat(190), 0, 'refused too_large 9.007.199.254.740.991'],
] as const)('%s with %i decimals is %s', (text, decimals, outcome) => {
  expect(brief(read(text, { decimals }))).toBe(outcome)
})

test('minus zero is zero', () => {
  const typed = read('-0,000')
  expect(typed.kind === 'value' && Object.is(typed.span.low, 0)).toBe(true)
})

test.each([
  ['660,191 tỷ', 'vi', 'tỷ đồng', '660,191\u00a0tỷ đồng'],
  ['660.191', 'en', 'tỷ đồng', '660.191\u00a0tỷ đồng'],
  ['40-49', 'vi', '%', '40 – 49%'],
  ['trên 95', 'en', '%', 'over 95%'],
  ['-5', 'vi', null, '−5'],
] as const)('%s in %s, measure %s, is shown back as %s', (text, language, measure, shownBack) => {
  expect(read(text, { language, measure })).toMatchObject({ kind: 'value', shownBack })
})

/** A fixed sequence that looks random, so that a failure can be repeated. */
function* sequence(count: number) {
  let state = 20_220_907n
  for (let i = 0; i < count; i++) {
    state = (state * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n) % 2n ** 64n
    const amount = Number((state >> 11n) % 10n ** BigInt(i % 16)) % Number.MAX_SAFE_INTEGER
    yield { amount: i % 3 && amount ? amount : -amount || 0, decimals: (i >> 2) % 7 }
  }
}

describe.each(['vi', 'en'] as const)('what is written in %s is read back', (language) => {
  const back = (text: string, decimals: number) => {
    const first = read(text, { language, decimals })
    const needsChoice = first.kind === 'ambiguous'
    return needsChoice ? read(text, { language, decimals, choice: 'thousands' }) : first
  }

  test('amounts', () => {
    for (const { amount, decimals } of sequence(3000)) {
      const typed = back(writeAmount(language, amount, decimals), decimals)
      expect(typed).toMatchObject({ kind: 'value', span: { low: amount, high: amount } })
    }
  })

  test('spans', () => {
    let previous = 0
    for (const { amount, decimals } of sequence(1500)) {
      const closed = { low: Math.min(previous, amount), high: Math.max(previous, amount) }
      for (const span of [closed, { low: amount, high: null }, { low: null, high: amount }]) {
        const text = writeSpan(language, span, decimals)
        const typed = readValue(text, { language, decimals, measure: null, choice: 'thousands' })
        expect(typed).toMatchObject({ kind: 'value', span })
      }
      previous = amount
    }
  })
})
