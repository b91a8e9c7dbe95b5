import type { Snapshot } from '../../src/domain/snapshot.ts'
import { clip, zaloText } from '../../src/domain/zalo-text.ts'
import { writeDayRange, writeInstant } from '../../src/i18n/days.ts'
import { writeCount, writeSignedAmount } from '../../src/i18n/numbers.ts'
import { unitWords } from './report/deadlines.ts'
import { waitingOf } from './report/follow-up.ts'
import { type Scribe, unended, untilWords } from './scribe.ts'
import { overdueOf } from './weekly/overdue.ts'

/** In characters: so much of a task and of a unit's name tells which one is meant. */
const LONGEST_TITLE = 90
const LONGEST_UNIT = 40
const MOST_NAMED = 5
const HASH_SHOWN = 8

/** The week at a glance, to be pasted into a chat: under 700 characters, with the link last. */
export function weeklyText(scribe: Scribe, snapshot: Snapshot, link: string): string {
  const { t, language } = scribe
  const { week, from, to, owner } = snapshot
  const overdue = overdueOf(snapshot)
  return zaloText({
    head: t('weekly.zalo.head', {
      n: Number(week.slice(6)),
      span: writeDayRange(language, from, to),
      owner: owner.name,
    }),
    body: [
      stateLine(scribe, snapshot),
      progressLine(scribe, snapshot),
      reportsLine(scribe, snapshot),
      waitingLine(scribe, snapshot),
      overdue.length > 0 && t('weekly.zalo.overdue'),
    ]
      .filter(Boolean)
      .join('\n'),
    items: overdue.map((target, n) =>
      t('weekly.zalo.item', {
        n: n + 1,
        title: clip(unended(target.title), LONGEST_TITLE),
        unit: clip(unitWords(scribe, target), LONGEST_UNIT),
        days: target.days_late,
      }),
    ),
    most: MOST_NAMED,
    rest: (n, shown) => t(shown ? 'weekly.zalo.rest' : 'weekly.zalo.only', { n }),
    link: t('weekly.zalo.link', { link }),
  }).text
}

function stateLine({ t, language, zone }: Scribe, { frozen_at, until, hash }: Snapshot): string {
  const at = writeInstant(language, Date.parse(frozen_at ?? until), zone)
  if (!frozen_at || !hash) return t('weekly.zalo.provisional', { at })
  const words = t('weekly.zalo.frozen', { at, hash: hash.slice(0, HASH_SHOWN) })
  return [words, untilWords({ t, language, zone }, { frozen_at, until })].filter(Boolean).join(' ')
}

/** '22 (+3)'; without the brackets where there is no week before, or nothing has changed. */
function progressLine({ t, language }: Scribe, { totals, before }: Snapshot): string {
  const [now, was] = [totals.by_progress, before?.totals.by_progress]
  const moved = (n: number, past: number | undefined) => {
    const by = past === undefined ? 0 : n - past
    return writeCount(language, n) + (by ? ` (${writeSignedAmount(language, by, 0)})` : '')
  }
  return t('weekly.zalo.progress', {
    done: moved(now.done, was?.done),
    onTrack: moved(now.on_track, was?.on_track),
    slow: moved(now.at_risk + now.behind, was && was.at_risk + was.behind),
    overdue: moved(now.overdue, was?.overdue),
  })
}

function reportsLine({ t }: Scribe, { discipline }: Snapshot): string {
  const { week, reporting } = discipline
  if (!reporting) return t('weekly.disciplineNone')
  if (!week.rate.denominator) return t('weekly.disciplineExempt')
  const silent = week.missing + week.pending
  return t(week.pending ? 'weekly.zalo.reportsSoFar' : 'weekly.zalo.reports', {
    n: week.rate.numerator,
    m: week.rate.denominator,
    silent: silent ? t('weekly.zalo.silent', { n: silent }) : '',
  })
}

function waitingLine({ t }: Scribe, snapshot: Snapshot): string {
  const waiting = waitingOf(snapshot)
  if (!waiting.length) return ''
  const days = waiting[0]?.waiting_days ?? 0
  return t('weekly.zalo.waiting', {
    n: waiting.length,
    longest: days ? t('weekly.zalo.longest', { n: days }) : '',
  })
}
