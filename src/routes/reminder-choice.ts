import type { ReminderProblem, UnitToRemind } from '../../views/reminders/shapes.ts'
import { mayRemind } from '../domain/access.ts'
import { dayOf } from '../domain/day.ts'
import { groupBy } from '../domain/grouping.ts'
import { isToCome } from '../domain/standing.ts'
import { type Campaign, findCampaign, listCampaigns } from '../storage/campaigns.ts'
import { listRecipients, type Recipient } from '../storage/recipients.ts'
import {
  type ChosenTarget,
  countReminders,
  findChosen,
  listCodesOfUnits,
  type Reminded,
  type RemindedUnit,
  unitsAt,
} from '../storage/reminders/selection.ts'
import { plainText } from './queries.ts'
import type { Visit } from './visit.ts'

/** The most that one round may be about. */
const MOST_TARGETS = 500

/** What was ticked, by whatever form: targets, and units that stand for theirs. */
export interface Ticked {
  targets: string[]
  units: string[]
  campaign: string | undefined
}

/** What this person may remind of, and what stands against the rest. */
export interface Choice {
  campaign: Campaign
  units: RemindedUnit[]
  people: Map<string, Recipient[]>
  reminded: Map<string, Reminded>
  problems: ReminderProblem[]
}

/** The codes behind what was ticked, each once. */
export async function codesOf(c: Visit, ticked: Ticked): Promise<string[]> {
  const { db, actor, today } = c.var
  const named = [ticked.targets, ticked.units].map((codes) => codes.map(plainText).filter(Boolean)) as [
    string[],
    string[],
  ]
  const campaign = named[1].length ? await findCampaign(db.read, actor, ticked.campaign) : undefined
  const ofUnits = campaign
    ? await listCodesOfUnits(db.read, actor, campaign, named[1].slice(0, MOST_TARGETS), today)
    : []
  return [...new Set([...named[0], ...ofUnits])]
}

/**
 * The targets of these codes as a choice; undefined where this person may remind of none of them. Closed ones, those that have
 * not begun, those of another campaign and those they may not remind of are problems, and are left out.
 */
export async function chooseTargets(c: Visit, codes: readonly string[]): Promise<Choice | undefined> {
  const { db, actor, now, zone, today } = c.var
  const found = await findChosen(db.read, actor, codes.slice(0, MOST_TARGETS))
  const mine = found.filter(({ sides }) => mayRemind(actor, sides))
  const campaigns = await listCampaigns(db.read, actor.tenant)
  const campaign = campaigns.find(({ id }) => id === mine[0]?.row.campaignId)
  if (!campaign) return undefined
  const isDue = ({ row, effectiveFrom }: ChosenTarget) =>
    row.baseClass === 'open' && !isToCome(row, today, effectiveFrom)
  const fit = mine.filter((one) => isDue(one) && one.row.campaignId === campaign.id)
  const fitting = new Set(fit.map(({ row }) => row.code))
  const units = await unitsAt(db.read, actor.tenant, campaign, fit, { instant: now, zone })
  const unitIds = units.map(({ id }) => id)
  const people = await listRecipients(db.read, actor.tenant, unitIds, ['head', 'clerk'], today)
  return {
    campaign,
    units,
    people: groupBy(people, ({ unitId }) => unitId),
    reminded: await countReminders(
      db.read,
      actor.tenant,
      fit.map(({ row }) => row.id),
    ),
    problems: problemsOf(codes, fitting),
  }
}

const CODES_NAMED = 20

function problemsOf(codes: readonly string[], fitting: ReadonlySet<string>): ReminderProblem[] {
  if (codes.length > MOST_TARGETS) return [{ field: 'targets', reason: 'too_many', n: MOST_TARGETS }]
  const unfit = codes.filter((code) => !fitting.has(code)).slice(0, CODES_NAMED)
  return unfit.length ? [{ field: 'targets', reason: 'unfit', codes: unfit }] : []
}

/** The units of a choice as the form shows them. */
export function shownUnits(c: Visit, { units, people, reminded }: Choice): UnitToRemind[] {
  return units.map(({ id, code, name, headPost, targets }) => {
    const reach = people.get(id) ?? []
    const before = targets.flatMap((target) => reminded.get(target.id) ?? [])
    const lastAt = Math.max(0, ...before.map((one) => one.lastAt))
    return {
      code,
      name,
      headPost,
      items: targets.map(({ item }) => item),
      reach: reach.length === 0 ? 'none' : reach.some(({ email }) => email !== null) ? 'both' : 'app',
      times: Math.max(0, ...before.map((one) => one.times)),
      lastOn: lastAt ? dayOf(lastAt, c.var.zone) : null,
    }
  })
}
