import type { Day } from '../../src/domain/day.ts'
import { type Extendable, slipOf } from '../../src/domain/extension.ts'
import { causes } from '../../src/domain/update.ts'
import { writeDay, writeInstant } from '../../src/i18n/days.ts'
import type { IconName } from '../parts/icon-names.ts'
import type { Tone } from '../parts/status.ts'
import type { Reader } from '../reader.ts'
import type { Outcome, RequestProblem, RulingProblem } from './shapes.ts'

type Worded = Pick<Reader, 't' | 'language'>

/**
 * How a deadline stands to the one that was signed: 'lùi 16 ngày so với hạn gốc', 'đúng hạn, chậm 16 ngày so với hạn
 * gốc'. Null where there is nothing to add: no deadline, or one that was never moved and has not been reached.
 */
export function slipWords({ t }: Worded, target: Extendable): string | null {
  const n = slipOf(target)
  if (n === null) return null
  const { baseClass } = target
  if (baseClass === 'done_on_time' || baseClass === 'done_late') {
    const verdict = t(baseClass === 'done_on_time' ? 'extension.slip.onTime' : 'extension.slip.overdue')
    if (n > 0) return `${verdict}, ${t('extension.slip.late', { n })}`
    return target.dueOn === target.dueOriginal ? verdict : `${verdict}, ${t('extension.slip.within')}`
  }
  return n > 0 ? t('extension.slip.moved', { n }) : null
}

/** The original deadline beside one that was moved: 'hạn gốc 15/8/2022'. */
export function originalWords({ t, language }: Worded, target: Extendable): string | null {
  const { dueOn, dueOriginal } = target
  if (!dueOriginal || dueOn === dueOriginal) return null
  return t('extension.slip.original', { day: writeDay(language, dueOriginal) })
}

/** A request for more time waits; the clock runs on: 'đang xin gia hạn đến 30/11/2022'. */
export function askingWords({ t, language }: Worded, until: Day | null): string | null {
  return until && t('extension.asking', { day: writeDay(language, until) })
}

/** 'đã quá hạn 5 ngày trước khi gia hạn': a later deadline does not wipe these out. */
export function lateBeforeWords({ t }: Pick<Reader, 't'>, days: number): string | null {
  return days > 0 ? t('target.lateBefore', { n: days }) : null
}

/** An import may bring a cause of its own words. */
export function causeWords({ t }: Pick<Reader, 't'>, code: string): string {
  const cause = causes.find((one) => one === code)
  return cause ? t(`cause.${cause}`) : code
}

/** What was decided, with the day that was asked for where another was granted. */
export function outcomeTitle({ t, language }: Worded, outcome: Outcome, proposed: Day): string {
  const { decision, newDueOn } = outcome
  if (decision !== 'granted') return t(`extension.outcome.${decision}`)
  const day = writeDay(language, newDueOn ?? proposed)
  if (!newDueOn || newDueOn === proposed) return t('extension.outcome.granted', { day })
  return t('extension.outcome.other', { day, proposed: writeDay(language, proposed) })
}

/** Who decided and when; only when, where the house itself let it lapse. */
export function outcomeMeta({ t, language, zone }: Reader, { by, at }: Outcome): string {
  const when = at === null ? '' : writeInstant(language, at, zone)
  return by ? t('extension.decidedBy', { by, at: when }) : when
}

export const outcomeLooks: Record<Outcome['decision'], { tone: Tone; icon: IconName }> = {
  granted: { tone: 'done', icon: 'circle-check-big' },
  refused: { tone: 'back', icon: 'ban' },
  withdrawn: { tone: 'none', icon: 'undo-2' },
  lapsed: { tone: 'none', icon: 'circle-pause' },
}

type Problem = RequestProblem | RulingProblem

export function problemWords({ t }: Pick<Reader, 't'>, { reason, hint = '' }: Problem): string {
  return t(`extension.problem.${reason}`, { hint })
}

export function problemIn(
  reader: Pick<Reader, 't'>,
  problems: readonly Problem[],
  field: Problem['field'],
): string | undefined {
  const problem = problems.find((one) => one.field === field)
  return problem && problemWords(reader, problem)
}
