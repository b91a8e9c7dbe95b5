import type { RunsOut } from '../../src/domain/warning.ts'
import { writeDay } from '../../src/i18n/days.ts'
import type { Reader } from '../reader.ts'
import type { Warned } from '../targets/shapes.ts'

/**
 * The day to which the last three months lead: 'Nếu giữ mức bình quân ba tháng gần nhất thì đến 20/1/2023 mới đạt kế
 * hoạch, chậm 20 ngày so với thời hạn.' A range names both days. Null where the day has gone by since the figure.
 */
export function runsOutWords({ reader, warning, day, standing }: Warned): string | null {
  const found = warning?.runsOut
  if (!found || (found.last && found.last < day)) return null
  const what = found.kind === 'used_up' ? usedUp(reader, found, standing.dueOn) : reached(reader, found)
  return reader.t('warning.ifKept', { what })
}

function reached({ t, language }: Reader, { first, last, firstLate, lastLate }: RunsOut): string {
  if (!first) return t('warning.neverReached')
  const from = writeDay(language, first)
  if (!last) {
    return firstLate !== null && firstLate > 0
      ? t('warning.earliestLate', { day: from, n: firstLate })
      : t('warning.earliest', { day: from })
  }
  const to = writeDay(language, last)
  const days = first === last ? t('warning.on', { day: to }) : t('warning.between', { from, to })
  if (firstLate === null || lastLate === null) return t('warning.reached', { days })
  if (firstLate > 0) return t('warning.reachedLate', { days, n: spread(firstLate, lastLate) })
  if (lastLate > 0) return t('warning.reachedAround', { days, early: -firstLate, late: lastLate })
  if (firstLate === 0) return t('warning.reachedOnTime', { days })
  return t('warning.reachedEarly', { days, n: spread(-lastLate, -firstLate) })
}

/** What lasts to the deadline is no warning, but good to know. */
function usedUp({ t, language }: Reader, { first, last, firstLate, lastLate }: RunsOut, due: string | null) {
  const day = writeDay(language, first!)
  if (firstLate === null || !due) return t('warning.usedUp', { day })
  if (firstLate > 0) return t('warning.lasts', { day: writeDay(language, due as typeof first & string) })
  if (last === first) return t('warning.usedUpEarly', { day, n: -firstLate })
  if (!last || lastLate === null || lastLate > 0) return t('warning.usedUpEarliest', { day })
  return t('warning.usedUpBetween', { from: day, to: writeDay(language, last) })
}

const spread = (low: number, high: number) => (low === high ? String(low) : `${low} – ${high}`)
