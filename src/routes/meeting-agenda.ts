import type { LastConclusions } from '../../views/meetings/shapes.ts'
import { listOpenDirections } from '../storage/directions.ts'
import { type Agenda, loadAgenda } from '../storage/meetings/agenda.ts'
import { listConclusions } from '../storage/meetings/conclusions.ts'
import { findMeetingBefore } from '../storage/meetings.ts'
import { directionOf, type FoundMeeting } from './meeting-asked.ts'
import { addressOf, queryText } from './queries.ts'
import type { Visit } from './visit.ts'

const MOST_OTHERS = 20

export async function agendaOf(c: Visit, found: FoundMeeting): Promise<Agenda> {
  const { db, actor, today, now, zone } = c.var
  const spokenOf = new Set(found.conclusions.map(({ unit }) => unit.id))
  return await loadAgenda(db.read, actor, found.campaign, { today, now, zone }, spokenOf)
}

/** What became of the last meeting's conclusions, and what else the office still follows up. */
export async function lastConclusions(c: Visit, { campaign, row }: FoundMeeting): Promise<LastConclusions> {
  const { db, actor, today } = c.var
  const before = await findMeetingBefore(db.read, actor.tenant, campaign.id, row.week)
  const conclusions = before ? await listConclusions(db.read, actor.tenant, before.id, today) : []
  const shown = [before?.id, row.id]
  const most = MOST_OTHERS + conclusions.length
  const open = await listOpenDirections(db.read, actor, campaign.ownerUnitId, today, most + 1)
  const others = open.filter(({ row: one }) => !one.meetingId || !shown.includes(one.meetingId))
  return {
    meeting: before ?? null,
    conclusions: conclusions.map(({ direction }) => directionOf(c, direction)),
    others: others.slice(0, MOST_OTHERS).map((one) => directionOf(c, one)),
    isCut: others.length > MOST_OTHERS || open.length > most,
    registerHref: addressOf(c, '/directions', { campaign: queryText(c, 'campaign') }),
  }
}
