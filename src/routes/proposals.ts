import { Hono } from 'hono'
import { ListPage, type ListPageProps, Lists, type Part, type View } from '../../views/proposals/list.tsx'
import { hasDesk, readablePaths } from '../domain/access.ts'
import { proposalStatuses } from '../domain/follow-up.ts'
import { findCampaign } from '../storage/campaigns.ts'
import { silentCodes } from '../storage/dashboard-attention.ts'
import { listAskingUnits } from '../storage/proposals/addressees.ts'
import {
  type Choice,
  countProposals,
  deskUnits,
  listProposals,
  type ProposalFilters,
} from '../storage/proposals/list.ts'
import { findUnit } from '../storage/units.ts'
import { redraw } from './answers.ts'
import { choose } from './forms.ts'
import { proposalDeedRoutes } from './proposal-deeds.ts'
import { newProposalRoutes } from './proposal-new.ts'
import { addressOf, queryText } from './queries.ts'
import type { House, Visit } from './visit.ts'

export const proposalRoutes = new Hono<House>()

const VIEWS = ['waiting', 'silent', 'mine', 'answered', 'all'] as const

proposalRoutes.get('/', async (c) => {
  // An administrator's post alone opens none of the business.
  if (readablePaths(c.var.actor).length === 0) return await c.notFound()
  const view = choose(c.req.query('view') ?? '', VIEWS) ?? 'waiting'
  const props = await listProps(c, view)
  const page = { title: c.var.reader.t('proposal.list'), here: '/proposals' }
  return await redraw(c, page, Lists(props), () => ListPage(props))
})

proposalRoutes.route('/', newProposalRoutes)
proposalRoutes.route('/', proposalDeedRoutes)

async function listProps(c: Visit, view: View): Promise<ListPageProps> {
  const { db, actor, reader } = c.var
  const filters = { q: queryText(c, 'q'), unit: queryText(c, 'unit'), status: statusIn(c) }
  const unit = filters.unit ? await findUnit(db.read, actor, filters.unit) : undefined
  const own = deskUnits(actor)
  const choices = view === 'silent' ? await silentOf(c) : choicesOf(c, view, own)
  const parts = await Promise.all(choices.map((one) => loadPart(c, view, filters, one)))
  return {
    reader,
    view,
    parts,
    filters: { ...filters, unitName: unit?.name ?? '', campaign: queryText(c, 'campaign') },
    isFiltered: filters.q !== '' || filters.unit !== '' || filters.status !== null,
    unitName: actor.posts.find(({ unitId }) => own.includes(unitId))?.unitName ?? '',
    answered: await answeredOf(c, own),
    mayRaise: (await listAskingUnits(db.read, actor)).length > 0,
    clearHref: address(c, view, {}),
  }
}

interface PartChoice {
  key: Part['key']
  choice: Choice
  withUnit: boolean
  /** The parameter of its pages, where the page holds two lists. */
  cursor: string
}

/** What the overview of a campaign calls waiting too long. */
async function silentOf(c: Visit): Promise<PartChoice[]> {
  const { db, actor, today, zone } = c.var
  const campaign = await findCampaign(db.read, actor, c.req.query('campaign'))
  const codes = campaign ? await silentCodes(db.read, actor, campaign, { today, zone }) : []
  return [{ key: 'all', choice: { statuses: 'waiting', codes }, withUnit: true, cursor: 'after' }]
}

/** A desk and a unit see what they asked apart from what they owe; everybody else sees one list. */
function choicesOf(c: Visit, view: View, own: string[]): PartChoice[] {
  if (view === 'waiting' && own.length > 0) {
    const isDesk = hasDesk(c.var.actor)
    const mine = { raisedBy: own, statuses: 'waiting' } as const
    const owed = { owedBy: own, statuses: 'waiting' } as const
    return [
      { key: isDesk ? 'above' : 'own', choice: mine, withUnit: false, cursor: 'own-after' },
      { key: isDesk ? 'below' : 'toAnswer', choice: owed, withUnit: true, cursor: 'after' },
    ]
  }
  const choice: Choice = {
    ...(view === 'mine' && { raisedBy: own }),
    ...((view === 'waiting' || view === 'answered') && { statuses: view }),
  }
  return [{ key: 'all', choice, withUnit: view !== 'mine', cursor: 'after' }]
}

async function loadPart(
  c: Visit,
  view: View,
  filters: Omit<ProposalFilters, 'after'>,
  { key, choice, withUnit, cursor }: PartChoice,
): Promise<Part> {
  const { db, actor } = c.var
  const after = c.req.query(cursor)
  const { rows, next } = await listProposals(db.read, actor, choice, { ...filters, after })
  return {
    key,
    rows,
    withUnit,
    count: await countProposals(db.read, actor, choice),
    next: next && address(c, view, filters, { [cursor]: next }),
    first: after ? address(c, view, filters) : null,
  }
}

/** The answers to what one's own unit asked. */
async function answeredOf(c: Visit, own: string[]): Promise<ListPageProps['answered']> {
  const unit = c.var.actor.posts.find(({ unitId }) => own.includes(unitId))
  if (!unit) return null
  const choice = { raisedBy: [unit.unitId], statuses: 'answered' } as const
  const n = await countProposals(c.var.db.read, c.var.actor, choice)
  return { n, href: address(c, 'answered', { unit: unit.unitCode }) }
}

const statusIn = (c: Visit) => choose(c.req.query('status') ?? '', proposalStatuses)

function address(
  c: Visit,
  view: View,
  filters: Partial<Omit<ProposalFilters, 'after'>>,
  place: Record<string, string> = {},
): string {
  const shown = view === 'waiting' ? undefined : view
  const campaign = view === 'silent' ? c.req.query('campaign') : undefined
  return addressOf(c, '/proposals', { view: shown, campaign, ...filters, ...place })
}
