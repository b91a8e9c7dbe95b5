import { Decisions, Inspection } from '../../views/dashboard/role-home.tsx'
import type { Html } from '../../views/reader.ts'
import { holds } from '../domain/access.ts'
import type { Campaign } from '../storage/campaigns.ts'
import { type AwaitedStep, countAwaiting } from '../storage/commitments/pending.ts'
import { listDecisionsWaiting } from '../storage/desk/extensions.ts'
import { listReportedDirections } from '../storage/directions.ts'
import { INSPECTED_DAYS, listInspected } from '../storage/inspection.ts'
import { countWaitingFor, listOldestWaiting } from '../storage/proposals/list.ts'
import { addressOf } from './queries.ts'
import type { Visit } from './visit.ts'

const EACH = 5
const MOST_INSPECTED = 10

/** What this person's role needs before anything else on the page they start from; null where it needs nothing. */
export async function roleParts(c: Visit, campaign: Campaign): Promise<Html | null> {
  const { actor } = c.var
  if (holds(actor, 'leader')) return await decisionsOf(c, campaign)
  return holds(actor, 'inspector') ? await inspectionOf(c, campaign) : null
}

async function decisionsOf(c: Visit, campaign: Campaign) {
  const { db, actor, reader, today } = c.var
  const commitments = await countAwaiting(db.read, actor, campaign, 'proposed')
  const extensions = await listDecisionsWaiting(db.read, actor, campaign, EACH)
  const directions = await listReportedDirections(db.read, actor, today, EACH)
  const proposals = await listOldestWaiting(db.read, actor, EACH)
  const waiting = await countWaitingFor(db.read, actor)
  return Decisions({
    reader,
    commitments: stepsAhead(c, campaign, 'proposed', commitments),
    extensions: {
      ...extensions,
      href: addressOf(c, '/desk', { campaign: c.req.query('campaign'), tab: 'extensions' }),
    },
    directions: directions.map(({ row }) => row),
    proposals: { rows: proposals, total: waiting },
  })
}

/** Where they are: the one there is, or the register with all of them, to be ticked. */
export function stepsAhead(
  c: Visit,
  { code }: Campaign,
  state: 'proposed' | 'agreed',
  found: AwaitedStep | null,
) {
  if (!found) return null
  const list = addressOf(c, '/commitments', { campaign: code, state })
  const href = found.n === 1 ? c.var.reader.at(`/commitments/${encodeURIComponent(found.code)}`) : list
  return { ...found, href }
}

async function inspectionOf(c: Visit, campaign: Campaign) {
  const { db, actor, reader, now } = c.var
  const found = await listInspected(db.read, actor, campaign, now, MOST_INSPECTED)
  return Inspection({ reader, found, days: INSPECTED_DAYS })
}
