import { Hono } from 'hono'
import { CommitmentPage, type CommitmentPageProps } from '../../views/commitments/document.tsx'
import { CommitmentsPage, type RegisterProps } from '../../views/commitments/list.tsx'
import { CommitmentPaperPage } from '../../views/commitments/paper.tsx'
import type { PromisedRow } from '../../views/commitments/rows.tsx'
import { holds } from '../domain/access.ts'
import type { Day } from '../domain/day.ts'
import { letterheadOf } from '../domain/letterhead.ts'
import { onDay } from '../domain/standing.ts'
import { listAsked } from '../storage/asked-extensions.ts'
import { type Campaign, findCampaign, listCampaigns, listReadableCampaigns } from '../storage/campaigns.ts'
import {
  countCommitments,
  type FoundCommitment,
  findCommitment,
  type ListedCommitment,
  listCommitments,
  listHelpedTargets,
  listOwnCommitments,
} from '../storage/commitments.ts'
import { readCursor, writeCursor } from '../storage/cursors.ts'
import type { TargetRow } from '../storage/targets.ts'
import { show } from './answers.ts'
import { addressOf, plainText, queryText } from './queries.ts'
import type { House, Visit } from './visit.ts'

/** The signed documents. */
export const commitmentRoutes = new Hono<House>()

commitmentRoutes.get('/', async (c) => {
  const { db, actor, reader, today } = c.var
  const reports = holds(actor, 'head', 'clerk')
  const reads = holds(actor, 'supervisor', 'leader', 'inspector')
  if (!reports && !reads) return c.notFound()

  const campaigns = new Map((await listCampaigns(db.read, actor.tenant)).map((one) => [one.id, one]))
  const own = reports ? await listOwnCommitments(db.read, actor) : []
  const asked = await askedFor(
    c,
    own.flatMap((listed) => listed.targets),
  )
  const body = CommitmentsPage({
    reader,
    own: own.map((listed) => {
      const campaign = campaigns.get(listed.row.campaignId)!
      return {
        commitment: briefOf(listed, campaign),
        rows: listed.targets.map((row) => rowOf(row, campaign, today, { asked, orders: listed.orders })),
      }
    }),
    helped: reports ? await listHelpedTargets(db.read, actor) : [],
    register: reads ? await loadRegister(c) : null,
  })
  const title = reader.t(reads ? 'commitment.list' : 'commitment.own')
  return await show(c, { title, here: '/commitments' }, body)
})

commitmentRoutes.get('/:code', async (c) => {
  const found = await findCommitment(c.var.db.read, c.var.actor, plainText(c.req.param('code')))
  if (!found) return c.notFound()
  const page = { title: `${found.row.code} ${found.unit.name}`, here: '/commitments' }
  return await show(c, page, CommitmentPage(await documentOf(c, found)))
})

commitmentRoutes.get('/:code/print', async (c) => {
  const found = await findCommitment(c.var.db.read, c.var.actor, plainText(c.req.param('code')))
  if (!found) return c.notFound()
  const { name, kind } = found.upper
  const body = CommitmentPaperPage({
    ...(await documentOf(c, found)),
    letterhead: letterheadOf({ name, kind, upperName: found.above }),
    weekly: { weekday: found.campaign.weeklyDueWeekday, time: found.campaign.weeklyDueTime },
  })
  const title = c.var.reader.t('commitment.printTitle', { code: found.row.code })
  return await show(c, { title, here: '/commitments' }, body)
})

async function loadRegister(c: Visit): Promise<RegisterProps | null> {
  const { db, actor, reader, today } = c.var
  const campaign = await findCampaign(db.read, actor, c.req.query('campaign'))
  if (!campaign) return null
  const query = queryText(c, 'q')
  const [sortOrder, code] = readCursor(c.req.query('after'), ['number', 'text']) ?? []
  const after = sortOrder === undefined ? undefined : { sortOrder: Number(sortOrder), code: String(code) }
  const { list, next } = await listCommitments(db.read, actor, campaign, { query, after })
  const address = (cursor?: string) =>
    addressOf(c, '/commitments', { campaign: campaign.code, q: query, after: cursor })
  return {
    reader,
    campaign,
    campaigns: await listReadableCampaigns(db.read, actor),
    query,
    totals: await countCommitments(db.read, actor, campaign),
    list: list.map((listed) => {
      const signed = listed.targets.filter(isSigned)
      const counts = countStates(signed, campaign, today)
      return { commitment: briefOf(listed, campaign), targets: signed.length, counts }
    }),
    next: next && address(writeCursor([next.sortOrder, next.code])),
    first: after ? address() : null,
  }
}

function briefOf({ row, unit }: ListedCommitment, campaign: Campaign) {
  const { code, number, signedOn } = row
  return { code, number, signedOn, unitName: unit.name, planYear: campaign.planYear }
}

/** Until when requests that wait ask for more time for these targets. */
function askedFor({ var: { db, actor, now } }: Visit, rows: readonly TargetRow[]) {
  const ids = rows.map(({ id }) => id)
  return listAsked(db.read, actor.tenant, ids, now)
}

async function documentOf(c: Visit, found: FoundCommitment): Promise<CommitmentPageProps> {
  const { campaign, targets, orders } = found
  const beside = { orders, asked: await askedFor(c, targets) }
  const rowsOf = (rows: TargetRow[]) => rows.map((row) => rowOf(row, campaign, c.var.today, beside))
  return {
    reader: c.var.reader,
    document: found.row,
    unitName: found.unit.name,
    upperName: found.upper.name,
    campaign,
    groups: found.groups,
    rows: rowsOf(targets.filter(isSigned)),
    orders: rowsOf(targets.filter((row) => !isSigned(row))),
  }
}

/** What a direction added later was never signed. */
const isSigned = ({ orderedAt }: TargetRow): boolean => orderedAt === null

/** What is told of a target besides its row. */
interface Beside {
  asked: ReadonlyMap<string, Day>
  orders: FoundCommitment['orders']
}

function rowOf(row: TargetRow, campaign: Campaign, today: Day, { asked, orders }: Beside): PromisedRow {
  return {
    target: row,
    ordered: orders.get(row.id) ?? null,
    sortOrder: row.sortOrder,
    groupNumber: row.groupNumber,
    dueOn: row.dueOn,
    planNow: row.planNow ?? row.plan,
    latest: row.latestAsOf ? { low: row.latestLow, high: row.latestHigh } : null,
    expectedPercent: row.expectedPercent,
    onDay: onDay({ ...row, figureOn: row.latestAsOf }, today, campaign),
    askedUntil: row.baseClass === 'open' ? (asked.get(row.id) ?? null) : null,
  }
}

const parts = { done: 'done', on_track: 'ok', at_risk: 'risk', behind: 'slow', overdue: 'late' } as const

function countStates(rows: TargetRow[], campaign: Campaign, today: Day) {
  const counts = { done: 0, ok: 0, risk: 0, slow: 0, late: 0 }
  for (const row of rows) {
    const { progress } = onDay({ ...row, figureOn: row.latestAsOf }, today, campaign)
    if (progress) counts[parts[progress]] += 1
  }
  return counts
}
