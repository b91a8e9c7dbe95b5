import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Detail } from '../../src/domain/audit.ts'
import type { Language } from '../../src/domain/language.ts'
import { auditWord, knownField } from '../../src/i18n/audit-words.ts'
import { translator } from '../../src/i18n/translate.ts'
import { root } from '../../src/root.ts'
import { toldChanges } from '../../views/admin/audit-told.ts'
import type { ToldBy } from '../../views/admin/audit-values.ts'
import type { Reader } from '../../views/reader.ts'

/** One event for every set of parts that a deed of the program leaves. */
const events = readFileSync(join(root, 'tests/support/audit-events.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { deed: string; kind: string; detail: Detail })

const by = (kind: string, language: Language, names: [string, string][] = []): ToldBy => ({
  reader: { language, t: translator(language) } as Reader,
  kind,
  measureOf: () => ({ decimals: 1, measure: 'tỷ đồng' }),
  names: new Map(names),
})

/** Every name in a detail, however deep. */
function namesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(namesIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, part]) => [name, ...namesIn(part)])
}

const told = (deed: string, kind: string, detail: Detail, language: Language = 'vi') =>
  toldChanges(by(kind, language), deed, detail).map(
    ({ name, before, after }) => `${name}: ${before === null ? '' : `${before} → `}${after ?? '–'}`,
  )

test.each(['vi', 'en'] as const)('every part of every event has its name in %s', (language) => {
  const unnamed = events.flatMap(({ deed, kind, detail }) =>
    namesIn(detail)
      .filter((name) => knownField(language, kind, name) === undefined)
      .map((name) => `${deed} ${kind} ${name}`),
  )
  expect([...new Set(unnamed)]).toEqual([])
  for (const { deed, kind } of events) {
    expect(auditWord(language, 'deed', deed), deed).not.toBe(deed)
    expect(auditWord(language, 'kind', kind), kind).not.toBe(kind)
  }
})

/** Words of programs, their records, and what is not there. */
const RAW = /^[a-z]+_[a-z_]+$|[{}[\]"]|\bundefined\b|\bnull\b|\bNaN\b|^\d{4}-\d{2}-\d{2}$/

test.each(['vi', 'en'] as const)('nothing of the inside of the program is shown in %s', (language) => {
  for (const { deed, kind, detail } of events) {
    for (const line of told(deed, kind, detail, language)) {
      const [, value = ''] = /^[^:]*: (.*)$/s.exec(line) ?? []
      const parts = value.split(/ → |\n|; /).map((part) => part.replace(/^.*: /, ''))
      if (deed !== 'reminder.sent') for (const part of parts) expect(part, `${deed} ${line}`).not.toMatch(RAW)
    }
  }
})

test('every deed that the program names has words', () => {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  )
  const deeds = files.flatMap((name) =>
    [...readFileSync(join(root, 'src', name), 'utf8').matchAll(/\bdeed: '([a-z_.]+)'/g)].map(
      ([, deed]) => deed!,
    ),
  )
  const known = new Set(events.map(({ deed }) => deed))
  expect(deeds.length).toBeGreaterThan(30)
  for (const deed of deeds.filter((one) => one.includes('.'))) {
    for (const language of ['vi', 'en'] as const) expect(auditWord(language, 'deed', deed)).not.toBe(deed)
    expect(known, 'an event in tests/support/audit-events.jsonl').toContain(deed)
  }
})

const annexLine = (after: Detail, code = 'CK-1') => ({
  ...{ kind: 'change', code, title: 'Thu', before: { plan: '100', due_on: '2022-12-31' } },
  after,
})

const cases: [string, string, Detail, string[]][] = [
  [
    'target.edited',
    'target',
    {
      before: { plan: '1250.5', due_on: '2022-12-31', decimals: '1', measure: 'tỷ đồng', direction: 'up' },
      after: { plan: '1300.0', due_on: '2023-03-31', decimals: '1', measure: 'tỷ đồng', direction: 'up' },
    },
    ['Kế hoạch: 1.250,5 tỷ đồng → 1.300 tỷ đồng', 'Thời hạn: 31/12/2022 → 31/3/2023'],
  ],
  ['target.plan_revised', 'target', { before: '8.0', after: '8.5' }, ['Kế hoạch: 8 tỷ đồng → 8,5 tỷ đồng']],
  [
    'amendment.changed',
    'commitment',
    {
      annex: 1,
      before: { lines: [] },
      after: {
        lines: [
          { kind: 'change', code: 'CK-1', title: 'Thu', before: { plan: '100' }, after: { plan: '526.0' } },
        ],
      },
    },
    ['Nội dung điều chỉnh · CK-1: Sửa: CK-1 Thu\nKế hoạch: 100 tỷ đồng → 526 tỷ đồng', 'Phụ lục số: 1'],
  ],
  [
    'amendment.changed',
    'commitment',
    {
      annex: 1,
      before: { lines: [annexLine({ plan: '526.0' }), annexLine({ due_on: '2023-01-31' }, 'CK-2')] },
      after: { lines: [annexLine({ plan: '600.0', due_on: '2023-01-31' })] },
    },
    [
      'Nội dung điều chỉnh · CK-1 · Kế hoạch: 526 tỷ đồng → 600 tỷ đồng',
      'Nội dung điều chỉnh · CK-1 · Thời hạn: 31/1/2023',
      'Nội dung điều chỉnh · CK-2: Sửa: CK-2 Thu\nThời hạn: 31/1/2023 → –',
      'Phụ lục số: 1',
    ],
  ],
  [
    'commitment.hand',
    'commitment',
    { before: { state: 'draft' }, after: { state: 'draft' } },
    ['Tình trạng: Đơn vị đang xem xét'],
  ],
  [
    'target.divided',
    'target',
    { before: {}, after: { 2023: { code: 'NK-02', plan: 2505, dueOriginal: '2023-12-31' } } },
    ['2023 · Mã: NK-02', '2023 · Kế hoạch: 250,5\u00a0tỷ đồng', '2023 · Thời hạn: 31/12/2023'],
  ],
  [
    'commitment.sign',
    'commitment',
    { before: { state: 'agreed' }, after: { state: 'active' } },
    ['Trạng thái: Đã thống nhất → Đang có hiệu lực'],
  ],
  [
    'somebody.new',
    'tenant',
    { someThing: { weekly_dueOn: true }, more: ['x', 2] },
    ['some thing · weekly due on: Có', 'more: x, 2'],
  ],
]

test.each(cases)('%s is told in the words of the reader', (deed, kind, detail, lines) => {
  expect(told(deed, kind, detail)).toEqual(lines)
})
