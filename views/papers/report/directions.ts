import type { Section, Text } from '../../../src/domain/paper.ts'
import type { SnapshotDirection } from '../../../src/domain/snapshot/follow-up.ts'
import type { Snapshot } from '../../../src/domain/snapshot.ts'
import { documentDay, figure, joined, midSentence, type Scribe, tell, unended } from '../scribe.ts'

const MOST_NEW = 10
const MOST_LATE = 5

/** VI: new, carried out, overdue, not handed over. */
export function directionsSection(scribe: Scribe, { directions }: Snapshot): Section {
  const { t } = scribe
  const open = directions.filter(({ status }) => status !== 'closed' && status !== 'noted')
  const late = open.filter(({ days_late }) => days_late > 0).sort((a, b) => b.days_late - a.days_late)
  const fresh = directions.filter(({ is_new }) => is_new)
  const closed = directions.filter(({ is_newly_closed }) => is_newly_closed).length
  const within = t('weekly.within')
  const hasAny = fresh.length + closed + open.length > 0
  return {
    name: 'VI',
    heading: t('weekly.VI'),
    paragraphs: hasAny
      ? [
          tell(scribe, 'weekly.directionsLine', {
            within,
            news: newsWords(scribe, fresh.length, closed),
            following: followingWords(scribe, open, late.length),
          }),
          ...linesOf(scribe, fresh, MOST_NEW, newLine),
          ...linesOf(scribe, late, MOST_LATE, lateLine),
        ]
      : [t('weekly.noDirections', { within })],
    columns: [],
    rows: [],
  }
}

function newsWords(scribe: Scribe, fresh: number, closed: number): Text {
  return joined(
    [
      fresh
        ? tell(scribe, 'weekly.directions.new', { n: figure(scribe, fresh, 'directions.new') })
        : scribe.t('weekly.directions.noneNew'),
      closed && tell(scribe, 'weekly.directions.closed', { n: figure(scribe, closed, 'directions.closed') }),
    ],
    ', ',
  )
}

function followingWords(scribe: Scribe, open: SnapshotDirection[], late: number): Text {
  const { t } = scribe
  if (!open.length) return t('weekly.directions.noneOpen')
  const unassigned = open.filter(({ status }) => status === 'recorded').length
  const state = [
    late
      ? tell(scribe, 'weekly.directions.late', { n: figure(scribe, late, 'directions.overdue') })
      : t('weekly.directions.noneLate'),
    unassigned &&
      tell(scribe, 'weekly.directions.waiting', { n: figure(scribe, unassigned, 'directions.waiting') }),
  ]
  return tell(scribe, 'weekly.directions.following', {
    n: figure(scribe, open.length, 'directions.open'),
    state: joined(state, ', '),
  })
}

function linesOf(
  scribe: Scribe,
  directions: SnapshotDirection[],
  most: number,
  write: (scribe: Scribe, direction: SnapshotDirection) => Text,
): Text[] {
  const lines = directions.slice(0, most).map((direction) => write(scribe, direction))
  const left = directions.length - lines.length
  return left > 0 ? [...lines, scribe.t('weekly.andMore', { n: left, table: '06' })] : lines
}

function newLine(scribe: Scribe, direction: SnapshotDirection): string {
  const { t, language } = scribe
  const words = { text: unended(direction.text), lead: leadOf(scribe, direction) }
  if (direction.status === 'recorded') return t('weekly.newDirectionUnassigned', words)
  const { due_on: due } = direction
  return t('weekly.newDirection', {
    ...words,
    due: due ? t('weekly.directionDue', { day: documentDay(language, due) }) : '',
  })
}

function lateLine(scribe: Scribe, direction: SnapshotDirection): Text {
  return tell(scribe, 'weekly.lateDirection', {
    days: figure(scribe, direction.days_late, 'directions.overdue'),
    text: unended(direction.text),
    lead: leadOf(scribe, direction),
  })
}

const leadOf = ({ language }: Scribe, { lead_unit_name: lead }: SnapshotDirection) =>
  language === 'vi' ? midSentence(lead) : lead
