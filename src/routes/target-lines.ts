import { amountText, withoutZeros } from '../domain/amount.ts'
import type { Milestone } from '../domain/milestone.ts'
import type { TargetPromise } from '../domain/promise.ts'
import { readDay, writeDay } from '../i18n/days.ts'
import type { Language } from '../i18n/translate.ts'
import { readValue } from '../i18n/typing.ts'
import type { Form } from './forms.ts'
import type { Note, Numbers } from './target-fields.ts'

const MOST_LINES = 400
const MOST_STEPS = 60
const LONGEST_STEP = 500
const LONGEST_SOURCE = 300

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

/** 'day <tab> value' by lines, as they are pasted from a sheet; one source for all of them. */
export function readReferences(form: Form, numbers: Numbers, note: Note): TargetPromise['references'] {
  const lines = linesOf(form.text('references'))
  const source = form.text('reference_source').replace(/\s+/g, ' ').slice(0, LONGEST_SOURCE)
  if (lines.length > MOST_LINES) note('references', 'too_many', String(MOST_LINES))
  if (lines.length && source === '') note('reference_source', 'source_missing')
  const read = lines.slice(0, MOST_LINES).flatMap((line) => {
    const { day, value } = dayAndValue(line)
    const typed = readValue(value, numbers)
    if (!day || typed.kind === 'blank') note('references', 'line_unreadable', line.slice(0, 80))
    else if (typed.kind === 'ambiguous') note('references', 'line_ambiguous', line.slice(0, 80))
    else if (typed.kind === 'refused') note('references', typed.reason, typed.hint)
    else if (typed.span.low === null || typed.span.low !== typed.span.high) note('references', 'not_single')
    else return [{ asOf: day, value: typed.span.low, source }]
    return []
  })
  const days = read.map(({ asOf }) => asOf)
  const twice = days.find((day, n) => days.indexOf(day) !== n)
  if (twice) note('references', 'line_twice', writeDay(numbers.language, twice))
  return read.sort((a, b) => (a.asOf < b.asOf ? -1 : 1))
}

/** The values of the lines, as they were typed. */
export const referenceTexts = (form: Form): string[] =>
  linesOf(form.text('references'))
    .slice(0, MOST_LINES)
    .map((line) => dayAndValue(line).value)

/** A tab or semicolon parts them; else the year is the end of the day. */
function dayAndValue(line: string) {
  const [first = '', second] = line.split(/\s*[\t;]\s*/)
  if (second !== undefined) return { day: readDay(first), value: second }
  const [, day = '', value = ''] = /^(.*\d{4}|\d{4}-\d\d-\d\d)\s+(\S.*)$/.exec(line) ?? []
  return { day: readDay(day), value }
}

/** 'title | due | weight' by lines; a sheet pastes tabs. Without weights the steps are only listed. */
export function readSteps(form: Form, note: Note): Milestone[] {
  const lines = linesOf(form.text('steps'))
  if (lines.length > MOST_STEPS) note('steps', 'too_many', String(MOST_STEPS))
  return lines.slice(0, MOST_STEPS).map((line, n) => {
    const [title = '', due = '', weight = '', ...rest] = line.split(/[|\t]/).map((cell) => cell.trim())
    const dueOn = readDay(due)
    const share = /^(\d{1,3})\s*%?$/.exec(weight)?.[1]
    const isOdd =
      title === '' || title.length > LONGEST_STEP || rest.length || (due && !dueOn) || (weight && !share)
    if (isOdd) note('steps', 'line_unreadable', line.slice(0, 80))
    return {
      number: n + 1,
      title: title.slice(0, LONGEST_STEP),
      dueOn: dueOn ?? null,
      weight: Number(share ?? 0),
    }
  })
}

/** The same as they would be typed. */
export function writeSteps(language: Language, steps: readonly Milestone[]): string {
  return steps
    .map(({ title, dueOn, weight }) =>
      [title, dueOn ? writeDay(language, dueOn) : '', weight ? String(weight) : '']
        .join(' | ')
        .replace(/[ |]+$/, ''),
    )
    .join('\n')
}

export function writeReferences(language: Language, { references, decimals }: TargetPromise): string {
  // Without parted thousands, so that nobody has to be asked what was meant.
  const plain = (value: number) => {
    const text = withoutZeros(amountText(value, decimals))
    return language === 'vi' ? text.replace('.', ',') : text
  }
  return references.map(({ asOf, value }) => `${writeDay(language, asOf)}\t${plain(value)}`).join('\n')
}
