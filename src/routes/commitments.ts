import { Hono } from 'hono'
import { CommitmentsPage, type RegisterProps } from '../../views/commitments/list.tsx'
import { holds, mayDrawUp, mayRegister } from '../domain/access.ts'
import { commitmentStates, isUnsigned, stateOn } from '../domain/commitment.ts'
import type { Day } from '../domain/day.ts'
import { onDay } from '../domain/standing.ts'
import { type Campaign, findCampaign, listCampaigns, listReadableCampaigns } from '../storage/campaigns.ts'
import { countCommitments, countStates } from '../storage/commitments/count.ts'
import {
  type ListedCommitment,
  listCommitments,
  listHelpedTargets,
  listOwnCommitments,
} from '../storage/commitments.ts'
import { readCursor, writeCursor } from '../storage/cursors.ts'
import type { TargetRow } from '../storage/targets.ts'
import { show } from './answers.ts'
import { askedFor, commitmentBody, findHere, isPromised, pageOf, rowOf } from './commitment-page.ts'
import { commitmentPaperRoutes } from './commitment-paper.ts'
import { choose } from './forms.ts'
import { addressOf, queryText } from './queries.ts'
import type { House, Visit } from './visit.ts'

/** Commitments: the register, and each of them. */
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
  const head = actor.posts.find(({ unitId }) => mayRegister(actor, unitId))
  const body = CommitmentsPage({
    reader,
    own: own.map((listed) => {
      const campaign = campaigns.get(listed.row.campaignId)!
      return {
        commitment: briefOf(listed, campaign, today),
        rows: listed.targets.map((row) => rowOf(row, campaign, today, { asked, orders: listed.orders })),
      }
    }),
    helped: reports ? await listHelpedTargets(db.read, actor) : [],
    register: reads ? await loadRegister(c) : null,
    registerHref: head ? addressOf(c, '/commitments/new', { unit: head.unitCode }) : null,
  })
  const title = reader.t(reads ? 'commitment.list' : 'commitment.own')
  return await show(c, { title, here: '/commitments' }, body)
})

commitmentRoutes.get('/:code', async (c) => {
  const found = await findHere(c)
  if (!found) return c.notFound()
  return await show(c, pageOf(found), await commitmentBody(c, found))
})

commitmentRoutes.route('/', commitmentPaperRoutes)

async function loadRegister(c: Visit): Promise<RegisterProps | null> {
  const { db, actor, reader, today } = c.var
  const campaign = await findCampaign(db.read, actor, c.req.query('campaign'))
  if (!campaign) return null
  const query = queryText(c, 'q')
  const state = choose(queryText(c, 'state'), commitmentStates)
  const [sortOrder, code] = readCursor(c.req.query('after'), ['number', 'text']) ?? []
  const after = sortOrder === undefined ? undefined : { sortOrder: Number(sortOrder), code: String(code) }
  const { list, next } = await listCommitments(db.read, actor, campaign, { query, state, today, after })
  const address = (cursor?: string) =>
    addressOf(c, '/commitments', { campaign: campaign.code, q: query, state, after: cursor })
  const states = await countStates(db.read, actor, campaign, today)
  const sides = { upperUnitId: campaign.ownerUnitId, ownerUnitId: campaign.ownerUnitId }
  return {
    reader,
    campaign,
    campaigns: await listReadableCampaigns(db.read, actor),
    query,
    state,
    states: commitmentStates.flatMap((one) => (states.has(one) ? [{ state: one, n: states.get(one)! }] : [])),
    newHref:
      mayDrawUp(actor, sides) && campaign.state === 'active'
        ? addressOf(c, '/commitments/new', { campaign: campaign.code })
        : null,
    totals: await countCommitments(db.read, actor, campaign),
    list: list.map((listed) => {
      const signed = listed.targets.filter(isPromised(listed.orders))
      const counts = countProgress(signed, campaign, today)
      return { commitment: briefOf(listed, campaign, today), targets: signed.length, counts }
    }),
    next: next && address(writeCursor([next.sortOrder, next.code])),
    first: after ? address() : null,
  }
}

function briefOf({ row, unit }: ListedCommitment, campaign: Campaign, today: Day) {
  const { code, number, signedOn } = row
  const state = stateOn(row, today)
  return {
    ...{ code, number, signedOn, state },
    isUnsigned: isUnsigned(state),
    unitName: unit.name,
    planYear: campaign.planYear,
  }
}

const parts = { done: 'done', on_track: 'ok', at_risk: 'risk', behind: 'slow', overdue: 'late' } as const

function countProgress(rows: TargetRow[], campaign: Campaign, today: Day) {
  const counts = { done: 0, ok: 0, risk: 0, slow: 0, late: 0 }
  for (const row of rows) {
    const { progress } = onDay({ ...row, figureOn: row.latestAsOf }, today, campaign)
    if (progress) counts[parts[progress]] += 1
  }
  return counts
}
