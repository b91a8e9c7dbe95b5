import { and, desc, eq } from 'drizzle-orm'
import type { Day, Instant } from '../../domain/day.ts'
import { directionAt, type PastTask } from '../../domain/direction.ts'
import type { DirectionStatus } from '../../domain/follow-up.ts'
import { settle } from '../../domain/standing.ts'
import type { TargetFacts } from '../../domain/target.ts'
import { type Campaign, loadCalendar } from '../campaigns.ts'
import type { Reader } from '../client.ts'
import type { DirectionPart } from '../directions/rows.ts'
import { loadFacts } from '../facts.ts'
import type { Meeting } from '../meetings.ts'
import { auditEvents } from '../schema.ts'
import { type Conclusion, listConclusions } from './conclusions.ts'

/** A conclusion of an earlier meeting as it stood at a moment. */
interface PastConclusion {
  /** That carried it out by then, else the one the chair had named. */
  units: string[]
  body: string
  dueOn: Day | null
  status: DirectionStatus
  daysLate: number
}

/** What had become of a meeting's conclusions by a moment, so that a notice of that day says the same ever after. */
export async function listPastConclusions(
  read: Reader,
  tenant: string,
  campaign: Campaign,
  meetingId: string,
  { at, day, zone }: { at: Instant; day: Day; zone: string },
): Promise<PastConclusion[]> {
  const conclusions = await listConclusions(read, tenant, meetingId, day)
  const ids = conclusions.flatMap(({ direction }) =>
    direction.parts.flatMap(({ target }) => target?.id ?? []),
  )
  const facts = ids.length ? await loadFacts(read, tenant, { ids }, zone) : new Map<string, TargetFacts>()
  const moment = { instant: at, zone, calendar: await loadCalendar(read, tenant) }
  const asTask = ({ row, unit, target, task }: DirectionPart): PastTask & { unitName: string } => {
    const known = target && facts.get(target.id)
    const then = known ? settle(known, campaign, moment) : null
    return { ...row, unitName: unit.name, target: then, dueOn: task.dueOn }
  }
  return conclusions.map((conclusion) => pastOf(conclusion, asTask, { at, day }))
}

function pastOf(
  { direction, unit, steps }: Conclusion,
  asTask: (part: DirectionPart) => PastTask & { unitName: string },
  { at, day }: { at: Instant; day: Day },
): PastConclusion {
  const { row, parts } = direction
  const past = { status: row.status, dueOn: row.dueOn, steps, tasks: parts.map(asTask) }
  const { handed, ...stood } = directionAt(past, at, day)
  const names = new Set(handed.map(({ unitName }) => unitName))
  return { ...stood, units: names.size ? [...names] : [unit.name], body: row.body }
}

/** When the number that a meeting's notice has was given to it. */
export async function findNumberedAt(read: Reader, meeting: Meeting): Promise<Instant | null> {
  if (meeting.number === null) return null
  const [event] = await read
    .select({ at: auditEvents.at })
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.tenant, meeting.tenant),
        eq(auditEvents.subjectKind, 'meeting'),
        eq(auditEvents.subject, meeting.id),
        eq(auditEvents.deed, 'meeting.numbered'),
      ),
    )
    .orderBy(desc(auditEvents.seq))
    .limit(1)
  return event?.at ?? null
}
