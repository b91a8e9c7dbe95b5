import { problemWords, type TargetProblem } from '../../views/targets/form-problems.ts'
import { fold } from '../domain/fold.ts'
import type { Amount } from '../domain/target.ts'
import { writeMeasured } from '../i18n/numbers.ts'
import { readValue, type TypedValue } from '../i18n/typing.ts'
import type { Convention } from '../i18n/typing-number.ts'
import type { OpenDraft } from '../storage/targets/hand-down.ts'
import type { TargetRow } from '../storage/targets.ts'
import { cellsOf, finderOf, isHead } from './unit-lines.ts'
import type { Visit } from './visit.ts'

/** What one unit is to be given. */
export interface GivenLine {
  draft: OpenDraft
  low: Amount | null
  high: Amount | null
  words: string
}

export interface ReadLines {
  given: GivenLine[]
  faults: string[]
  /** Numbers that can be read in two ways, until one was chosen. */
  question: { text: string; count: number; readings: { convention: Convention; words: string }[] } | null
}

type Shape = Pick<TargetRow, 'kind' | 'decimals' | 'measure' | 'direction'>

/** Reads what was pasted: a line a unit, its code or name first and what it is given last. Lines without that say nothing. */
export function readGiven(
  c: Visit,
  text: string,
  drafts: readonly OpenDraft[],
  shape: Shape,
  choice: Convention | null,
): ReadLines {
  const { t } = c.var.reader
  const find = finderOf(drafts, ({ unit }) => unit)
  const read: ReadLines = { given: [], faults: [], question: null }
  const seen = new Set<string>()
  for (const [at, line] of text.split('\n').entries()) {
    const [first, last] = endsOf(line)
    const draft = find(first)
    if ((at === 0 && isHead(first)) || saysNothing(first, last, draft)) continue
    const fill = { n: at + 1, name: draft ? draft.unit.name : first.slice(0, 60) }
    const fault = faultOfUnit(draft, seen)
    if (fault) read.faults.push(t(fault, { ...fill, code: draft?.given?.code ?? '' }))
    else readLine(c, { draft: draft!, last, fill }, shape, choice, read)
    if (draft) seen.add(draft.id)
  }
  return read
}

/** A table of all units has lines for those that are given nothing, with their names in the last cell. */
const saysNothing = (first: string, last: string, draft: OpenDraft | null | undefined) =>
  first === '' || last === '' || (draft && fold(last) === fold(draft.unit.name))

function endsOf(line: string): [first: string, last: string] {
  const cells = cellsOf(line).map((cell) => cell.trim())
  return [cells[0] ?? '', cells.length > 1 ? cells.at(-1)! : '']
}

function faultOfUnit(draft: OpenDraft | null | undefined, seen: ReadonlySet<string>) {
  if (!draft) return draft === null ? 'cascade.line.twoUnits' : 'cascade.line.noUnit'
  if (seen.has(draft.id)) return 'cascade.line.twice'
  return draft.given ? 'cascade.line.given' : null
}

interface Line {
  draft: OpenDraft
  last: string
  fill: { n: number; name: string }
}

function readLine(
  c: Visit,
  { draft, last, fill }: Line,
  shape: Shape,
  choice: Convention | null,
  read: ReadLines,
) {
  const { t, language } = c.var.reader
  if (shape.kind !== 'number') {
    read.given.push({ draft, low: null, high: null, words: '×' })
    return
  }
  const { decimals, measure } = shape
  const isBand = shape.direction === 'within'
  const open = readValue(last, { language, decimals, measure })
  if (open.kind === 'ambiguous') ask(c, read, last, open, shape)
  const typed = choice ? readValue(last, { language, decimals, measure, choice }) : open
  if (typed.kind === 'ambiguous') return
  const problem = typed.kind === 'value' ? spanFault(c, typed.span, isBand) : faultWords(c, typed)
  if (typed.kind !== 'value' || problem) {
    read.faults.push(t('cascade.line.value', { ...fill, problem: problem ?? '' }))
    return
  }
  const { low, high } = typed.span
  read.given.push({ draft, low, high, words: writeMeasured(language, typed.span, decimals, null) })
}

function spanFault(c: Visit, { low, high }: { low: Amount | null; high: Amount | null }, isBand: boolean) {
  const { t } = c.var.reader
  if (low === null || high === null) return t(isBand ? 'cascade.line.band' : 'targetForm.problem.not_single')
  return !isBand && low !== high ? t('targetForm.problem.not_single') : null
}

function faultWords(c: Visit, typed: Extract<TypedValue, { kind: 'refused' | 'blank' }>): string {
  const { t } = c.var.reader
  if (typed.kind === 'blank') return t('targetForm.problem.missing')
  const { reason, hint } = typed
  const problem: TargetProblem = { field: 'plan', reason, ...(hint !== undefined && { fill: hint }) }
  return problemWords(t, problem)
}

function ask(
  c: Visit,
  read: ReadLines,
  text: string,
  open: Extract<TypedValue, { kind: 'ambiguous' }>,
  { decimals, measure }: Shape,
) {
  const { language } = c.var.reader
  const write = (span: typeof open.thousands) => writeMeasured(language, span, decimals, measure)
  const first = {
    ...{ text, count: 0 },
    readings: [
      { convention: 'thousands' as const, words: write(open.thousands) },
      { convention: 'decimal' as const, words: write(open.decimal) },
    ],
  }
  const known = read.question ?? first
  read.question = { ...known, count: known.count + 1 }
}
