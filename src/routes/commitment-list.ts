import { CommitmentsPage } from '../../views/commitments/list.tsx'
import type { ManyProps, ManyResult } from '../../views/commitments/many.tsx'
import type { RegisterProps } from '../../views/commitments/register-list.tsx'
import type { CampaignChoice } from '../../views/parts/campaigns.tsx'
import { holds, mayOpenDrafts, mayRegister } from '../domain/access.ts'
import {
  type CommitmentDeed,
  type CommitmentState,
  commitmentRules,
  commitmentStates,
  isOffered,
  isUnsigned,
  plainDeeds,
  stateOn,
} from '../domain/commitment.ts'
import type { Day } from '../domain/day.ts'
import { progressOf } from '../domain/draft-terms.ts'
import { isToCome, onDay } from '../domain/standing.ts'
import { type Campaign, findCampaign, listCampaigns, listReadableCampaigns } from '../storage/campaigns.ts'
import { countCommitments, countStates } from '../storage/commitments/count.ts'
import { type Beginning, howTheyBegan } from '../storage/commitments/visible.ts'
import {
  type ListedCommitment,
  listCommitments,
  listHelpedTargets,
  listOwnCommitments,
} from '../storage/commitments.ts'
import { readCursor, writeCursor } from '../storage/cursors.ts'
import type { TargetRow } from '../storage/targets.ts'
import { askedFor, isPromised, rowOf } from './commitment-page.ts'
import { choose } from './forms.ts'
import { addressOf, plainText } from './queries.ts'
import type { Visit } from './visit.ts'

/** What is asked of the register, by an address or by the form on it. */
export interface Asked {
  campaign: string | undefined
  q: string
  state: CommitmentState | null
  after: string | undefined
  /** Everything on the page stands ticked. */
  all: boolean
}

export function readAsked(value: (name: string) => string | undefined): Asked {
  const text = (name: string) => plainText(value(name) ?? '')
  return {
    campaign: value('campaign'),
    q: text('q'),
    state: choose(text('state'), commitmentStates),
    after: value('after') || undefined,
    all: text('all') === '1',
  }
}

/** Everybody's own commitments, and the register of a campaign for those who read all of it; null for all others. */
export async function listPage(c: Visit, asked: Asked, result: ManyResult | null = null) {
  const { db, actor, reader, today } = c.var
  const reports = holds(actor, 'head', 'clerk')
  const reads = holds(actor, 'supervisor', 'leader', 'inspector')
  if (!reports && !reads) return null
  const campaigns = new Map((await listCampaigns(db.read, actor.tenant)).map((one) => [one.id, one]))
  const own = reports ? await listOwnCommitments(db.read, actor) : []
  const extensions = await askedFor(
    c,
    own.flatMap((listed) => listed.targets),
  )
  const began = await howDraftsBegan(c, own)
  const head = actor.posts.find(({ unitId }) => mayRegister(actor, unitId))
  const register = reads ? await loadRegister(c, asked, result) : null
  const body = CommitmentsPage({
    reader,
    own: own.map((listed) => {
      const campaign = campaigns.get(listed.row.campaignId)!
      const { effectiveFrom } = listed.row
      const beside = { effectiveFrom, asked: extensions, orders: listed.orders }
      return {
        commitment: briefOf(listed, campaign, today, began),
        rows: listed.targets.map((row) => rowOf(row, campaign, today, beside)),
      }
    }),
    helped: reports ? await listHelpedTargets(db.read, actor) : [],
    register: register?.props ?? null,
    registerHref: head ? addressOf(c, '/commitments/new', { unit: head.unitCode }) : null,
  })
  const title = reader.t(reads ? 'commitment.list' : 'commitment.own')
  return { page: { title, here: '/commitments', campaigns: register?.choice }, body }
}

/** The address of a register. */
export const addressOfRegister = (c: Visit, { campaign, q, state, after, all }: Asked) =>
  addressOf(c, '/commitments', { campaign, q, state, after, all: all ? '1' : '' })

async function loadRegister(
  c: Visit,
  asked: Asked,
  result: ManyResult | null,
): Promise<{ props: RegisterProps; choice: CampaignChoice } | null> {
  const { db, actor, reader, today } = c.var
  const campaign = await findCampaign(db.read, actor, asked.campaign)
  if (!campaign) return null
  const { q: query, state } = asked
  const [sortOrder, code] = readCursor(asked.after, ['number', 'text']) ?? []
  const after = sortOrder === undefined ? undefined : { sortOrder: Number(sortOrder), code: String(code) }
  const states = await countStates(db.read, actor, campaign, today)
  const shared = state ?? onlyOne(states)
  const isLong = shared !== null && plainDeeds[shared] !== undefined
  const wanted = { query, state, today, after, isLong }
  const { list, next } = await listCommitments(db.read, actor, campaign, wanted)
  const here = { ...asked, campaign: campaign.code, all: false }
  const address = (cursor?: string) => addressOfRegister(c, { ...here, after: cursor })
  const began = await howDraftsBegan(c, list)
  const { deed, picks } = picksOf(c, campaign, (shared && plainDeeds[shared]) ?? [], list, began)
  const props: RegisterProps = {
    reader,
    campaign,
    query,
    state,
    states: commitmentStates.flatMap((one) => (states.has(one) ? [{ state: one, n: states.get(one)! }] : [])),
    newHref:
      mayOpenDrafts(actor, campaign.ownerUnitId) && campaign.state === 'active'
        ? addressOf(c, '/commitments/new', { campaign: campaign.code })
        : null,
    totals: await countCommitments(db.read, actor, campaign),
    list: list.map((listed) => {
      const signed = listed.targets.filter(isPromised(listed.orders))
      const begun = signed.filter((one) => !isToCome(one, today, listed.row.effectiveFrom))
      const counts = countProgress(begun, campaign, today)
      const pick = picks.has(listed.row.id) ? listed.row.version : null
      const commitment = briefOf(listed, campaign, today, began)
      return {
        ...{ commitment, targets: signed.length, counts, pick },
        isToCome: signed.length > 0 && begun.length === 0,
      }
    }),
    many: deed && manyOf(c, deed, { ...asked, campaign: campaign.code }, list, picks),
    result,
    next: next && address(writeCursor([next.sortOrder, next.code])),
    first: after ? address() : null,
  }
  const campaigns = await listReadableCampaigns(db.read, actor)
  return { props, choice: { action: reader.at('/commitments'), here: campaign.code, campaigns } }
}

/** The state in which all of them stand, but those that were withdrawn. */
function onlyOne(states: ReadonlyMap<CommitmentState, number>): CommitmentState | null {
  const [one = null, ...others] = [...states.keys()].filter((state) => state !== 'withdrawn')
  return others.length === 0 ? one : null
}

type Beginnings = ReadonlyMap<string, Beginning>

/** Of those that nobody has agreed to yet: whose turn they are, and whose deeds they wait for, is read off their lives. */
function howDraftsBegan(
  { var: { db, actor } }: Visit,
  list: readonly ListedCommitment[],
): Promise<Beginnings> {
  const ids = list.filter(({ row }) => plainDeeds[row.state]).map(({ row }) => row.id)
  return howTheyBegan(db.read, actor.tenant, ids)
}

/** The first step that this person can take of some of these, and of which. */
function picksOf(
  { var: { actor, today } }: Visit,
  campaign: Campaign,
  deeds: readonly ManyProps['deed'][],
  list: readonly ListedCommitment[],
  began: Beginnings,
) {
  const may = (deed: CommitmentDeed, { row, unit, targets }: ListedCommitment) => {
    const beginning = began.get(row.id)
    if (!beginning) return false
    const { unitId, upperUnitId } = row
    const sides = {
      unitId,
      upperUnitId,
      ownerUnitId: campaign.ownerUnitId,
      unitPath: unit.path,
      ...beginning,
    }
    const progress = progressOf(row, campaign, targets)
    return commitmentRules[deed].may(actor, sides) && isOffered(deed, progress, today)
  }
  for (const deed of deeds) {
    const ofThese = list.filter((listed) => may(deed, listed))
    if (ofThese.length) return { deed, picks: new Set(ofThese.map(({ row }) => row.id)) }
  }
  return { deed: null, picks: new Set<string>() }
}

function manyOf(
  c: Visit,
  deed: ManyProps['deed'],
  asked: Asked,
  list: readonly ListedCommitment[],
  picks: ReadonlySet<string>,
): ManyProps {
  const { campaign, q, state, after } = asked
  const fields = { deed, campaign, q, state, after }
  return {
    deed,
    picked: asked.all ? list.filter(({ row }) => picks.has(row.id)).map(({ row }) => row.code) : [],
    allHref: addressOfRegister(c, { ...asked, all: true }),
    noneHref: addressOfRegister(c, { ...asked, all: false }),
    action: c.var.reader.at('/commitments/steps'),
    hidden: Object.entries(fields).flatMap(([name, value]) => (value ? [{ name, value }] : [])),
  }
}

function briefOf({ row, unit }: ListedCommitment, campaign: Campaign, today: Day, began: Beginnings) {
  const { code, number, signedOn } = row
  const state = stateOn(row, today)
  return {
    ...{ code, number, signedOn, state },
    turn: began.get(row.id)?.turn ?? null,
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
