import type { Day } from '../../src/domain/day.ts'
import { type Cell, type Figure, percentCell, spanCell, type Text } from '../../src/domain/paper.ts'
import type { Rate } from '../../src/domain/rates.ts'
import type { SnapshotTarget } from '../../src/domain/snapshot/target.ts'
import type { Snapshot } from '../../src/domain/snapshot.ts'
import { writeCell } from '../../src/i18n/cells.ts'
import { writeDay, writeDocumentDay, writeInstant } from '../../src/i18n/days.ts'
import { writeCount } from '../../src/i18n/numbers.ts'
import { type Blanks, type Key, placeFor, splitAtPlaces } from '../../src/i18n/translate.ts'
import type { Reader } from '../reader.ts'

/** For whom a paper is written: a stored file is always in the office's own language, a page in its reader's. */
export type Scribe = Pick<Reader, 'language' | 't' | 'zone'>

export const say = ({ language, zone }: Scribe, cell: Cell): string => writeCell(language, cell, zone)

/** What fills a blank of a sentence: words, a number, a figure that leads to what it is made of, or more of these. */
type Told = string | number | Figure | Text

/** As `t`, for a sentence in which figures may be named. */
export function tell<K extends Key>(scribe: Scribe, key: K, blanks: Record<Blanks<K>, Told>): Text {
  const all: [string, Told][] = Object.entries(blanks)
  const fill = Object.fromEntries(
    all.map(([name, told], n) => [name, placeFor(n, wordsOf(scribe, told) === '1')]),
  )
  const t = scribe.t as (key: Key, fill: Record<string, string>) => string
  return textOf(
    splitAtPlaces(t(key, fill)).flatMap((words, n) =>
      n % 2 === 0 ? [words] : partsOf(scribe, all[Number(words)]?.[1] ?? ''),
    ),
  )
}

/** A number with the name under which it is explained. */
export const figure = ({ language }: Pick<Scribe, 'language'>, n: number, of: string): Figure => ({
  text: writeCount(language, n),
  of,
})

/** Texts as one, with the same words between them; what says nothing is passed over. */
export function joined(texts: readonly (Text | null | false | 0)[], between: string): Text {
  const said = texts.filter((text) => Boolean(text)) as Text[]
  return textOf(
    said.flatMap((text, n) => [...(n ? [between] : []), ...(Array.isArray(text) ? text : [text])]),
  )
}

function partsOf(scribe: Scribe, told: Told): readonly (string | Figure)[] {
  if (typeof told === 'object') return 'of' in told ? [told] : told
  return [wordsOf(scribe, told)]
}

function wordsOf({ language }: Scribe, told: Told): string {
  if (typeof told === 'number') return writeCount(language, told)
  if (typeof told === 'string') return told
  return 'of' in told ? told.text : ''
}

/** Words that stand beside each other as one; a text without figures is plain. */
function textOf(parts: readonly (string | Figure)[]): Text {
  const text: (string | Figure)[] = []
  for (const part of parts) {
    const last = text.at(-1)
    if (typeof part === 'string' && typeof last === 'string') text[text.length - 1] = last + part
    else if (part !== '') text.push(part)
  }
  return text.some((part) => typeof part === 'object') ? text : text.join('')
}

/** In running text and tables of a document: '06/9/2022' so that no digit can be added, or '6 Sep 2022'. */
export const documentDay = (language: Scribe['language'], day: Day): string =>
  language === 'vi' ? writeDocumentDay(day) : writeDay(language, day)

/** 'xã Hướng Sơn' within a Vietnamese sentence: words that only say what kind of place it is lose their capital. */
export const midSentence = (unit: string): string =>
  /^(Xã|Thị trấn|Phường|Đặc khu|Huyện|Thị xã|Tỉnh)(?=\s)(?!\s(ủy|đoàn|đội)(?=\s|$))/u.test(unit)
    ? unit.charAt(0).toLowerCase() + unit.slice(1)
    : unit

/** What somebody wrote, ready for the sentence to go on. */
export const unended = (text: string): string => text.trim().replace(/[\s.;,:]+$/u, '')

/** How many targets directions added to what was signed; weeks frozen before there were any do not say. */
export const countOrdered = ({ targets }: Snapshot): number =>
  targets.filter((target) => Boolean(target.ordered_at)).length

export const count = (n: number): Cell => ({ count: n })
export const dayCell = (day: SnapshotTarget['due_on']): Cell => (day === null ? null : { day })
export const momentCell = (moment: string | null): Cell =>
  moment === null ? null : { instant: Date.parse(moment) }

/** 'Số liệu tạm, chưa chốt' until the week is frozen. */
export function markOf(scribe: Scribe, snapshot: Snapshot): string | undefined {
  return snapshot.frozen ? undefined : scribe.t('weekly.provisional')
}

/** Where the figures stand: provisional, or frozen when and by whom. */
export function stateOf(scribe: Scribe, { frozen_at, frozen_by }: Snapshot): string {
  if (frozen_at === null) return scribe.t('weekly.provisional')
  const at = say(scribe, momentCell(frozen_at))
  return frozen_by
    ? scribe.t('weekly.frozenBy', { at, post: frozen_by })
    : scribe.t('weekly.frozenAt', { at })
}

/** As of when the figures are, where that is not the moment of the freeze. */
export function untilWords(
  { t, language, zone }: Scribe,
  { frozen_at, until }: Pick<Snapshot, 'frozen_at' | 'until'>,
): string {
  if (frozen_at === null || frozen_at === until) return ''
  return t('weekly.figuresUntil', { at: writeInstant(language, Date.parse(until), zone) })
}

/** '660,191 tỷ đồng (90,41% kế hoạch)', and what the unit itself says. */
export function resultOf(scribe: Scribe, target: SnapshotTarget): string {
  return [figureOf(scribe, target), target.results].filter(Boolean).join('. ')
}

function figureOf(scribe: Scribe, target: SnapshotTarget): string {
  const { t } = scribe
  if (target.value_low === null && target.value_high === null) return ''
  const value = measured(say(scribe, spanCell(target.value_low, target.value_high)), target.measure)
  const percent = spanCell(target.percent_low, target.percent_high, true)
  if (percent === null || target.value_kind === 'percent') return value
  return t('weekly.valueOfPlan', { value, percent: say(scribe, percent) })
}

export const measured = (value: string, measure: string | null): string => {
  if (!measure) return value
  return measure.startsWith('%') ? value + measure : `${value}\u00a0${measure}`
}

/** A rate is never shown without what was counted; empty where nothing was. */
export function rateCell(
  { percent }: { percent: string | null },
  { language }: Pick<Scribe, 'language'> = { language: 'vi' },
): Cell {
  if (percent === null) return null
  // '<0,01%' is no number: shown as one it would say more than there is.
  if (!percent.startsWith('<')) return percentCell(percent)
  return language === 'vi' ? `${percent.replace('.', ',')}%` : `${percent}%`
}

/** '18/32 (56,25%)' */
export function rateFigure(scribe: Scribe, rate: Rate, of: string): Figure {
  const percent = rate.percent === null ? '–' : say(scribe, rateCell(rate, scribe))
  return { text: scribe.t('weekly.rateText', { n: rate.numerator, m: rate.denominator, percent }), of }
}
