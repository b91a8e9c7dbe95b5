import type { MeetingHead, RedUnit, SlideDirection } from '../../views/meetings/shapes.ts'
import { mayReadCampaign } from '../domain/access.ts'
import { mayHoldMeeting } from '../domain/meeting.ts'
import { parseWeek } from '../domain/week.ts'
import { type Campaign, findCampaign } from '../storage/campaigns.ts'
import type { ListedDirection } from '../storage/directions/rows.ts'
import type { AgendaUnit } from '../storage/meetings/agenda.ts'
import { type Conclusion, listConclusions } from '../storage/meetings/conclusions.ts'
import type { RedItems } from '../storage/meetings/red-items.ts'
import { findMeeting, type Meeting } from '../storage/meetings.ts'
import { addressOf, queryText } from './queries.ts'
import type { Visit } from './visit.ts'

export const here = '/meetings'

/** The campaign asked for, for those who read it as a whole. */
export async function askedCampaign(c: Visit): Promise<Campaign | undefined> {
  const { db, actor } = c.var
  const campaign = await findCampaign(db.read, actor, c.req.query('campaign'))
  return campaign && mayReadCampaign(actor, campaign) ? campaign : undefined
}

export interface FoundMeeting {
  campaign: Campaign
  row: Meeting
  head: MeetingHead
  conclusions: Conclusion[]
}

/** The meeting of the week in the address, with what was concluded. */
export async function findAsked(c: Visit, week: string): Promise<FoundMeeting | undefined> {
  const { db, actor, today } = c.var
  const campaign = parseWeek(week) && (await askedCampaign(c))
  const row = campaign && (await findMeeting(db.read, actor.tenant, campaign.id, week))
  if (!row) return undefined
  return {
    campaign,
    row,
    head: headOf(row, campaign),
    conclusions: await listConclusions(db.read, actor.tenant, row.id, today),
  }
}

/** The same, for those who hold it. */
export async function findHeld(c: Visit, week: string): Promise<FoundMeeting | undefined> {
  const found = await findAsked(c, week)
  return found && mayHoldMeeting(c.var.actor, found.campaign.ownerUnitId) ? found : undefined
}

export function headOf(row: Meeting, campaign: Campaign): MeetingHead {
  const { heldOn, title, chairPost, number } = row
  return { week: parseWeek(row.week)!, heldOn, title, chairPost, number, campaign: campaign.name }
}

/** An address of the meetings, in the campaign that was asked for. */
export function hrefOf(c: Visit, path = '', query: Record<string, string> = {}): string {
  return addressOf(c, `${here}${path}`, { ...query, campaign: queryText(c, 'campaign') })
}

export const agendaHref = (c: Visit, { row }: FoundMeeting) => hrefOf(c, `/${row.week}`)
export const noticeHref = (c: Visit, week: string) => hrefOf(c, `/${week}/notice`)

export function directionOf(
  c: Visit,
  { row, leads, dueOn, daysLate, status }: ListedDirection,
): SlideDirection {
  return {
    code: row.code,
    body: row.body,
    units: leads.map(({ name }) => name),
    dueOn,
    daysLate,
    status,
    href: c.var.reader.at(`/directions/${row.code}`),
  }
}

/** What was concluded about a unit; without one, what was not said of any unit on the agenda. */
export function conclusionsOf(c: Visit, conclusions: Conclusion[], isOf: (unitId: string) => boolean) {
  return conclusions.filter(({ unit }) => isOf(unit.id)).map(({ direction }) => directionOf(c, direction))
}

export function redUnitOf(c: Visit, unit: AgendaUnit, items: RedItems): RedUnit {
  const { reader } = c.var
  return {
    ...unit,
    targets: items.targets.map((target) => ({ ...target, href: reader.at(`/targets/${target.code}`) })),
    reports: items.returned.map((report) => ({ ...report, href: reader.at(`/updates/${report.receipt}`) })),
    proposals: items.proposals.map((proposal) => ({
      ...proposal,
      href: reader.at(`/proposals/${proposal.code}`),
    })),
  }
}
