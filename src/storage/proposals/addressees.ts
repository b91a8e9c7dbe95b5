import { and, asc, eq, gte, inArray, isNull, or, sql } from 'drizzle-orm'
import type { Actor } from '../../domain/access.ts'
import { mayRaiseProposal } from '../../domain/access-follow-up.ts'
import type { Day } from '../../domain/day.ts'
import type { Reader } from '../client.ts'
import { targets, units } from '../schema.ts'
import { findTarget } from '../targets.ts'
import { ownsCampaign } from './tell.ts'

export interface Addressee {
  id: string
  code: string
  name: string
}

export interface Addressees {
  /** The nearest first. */
  above: Addressee[]
  /** Offices beside it, in the office's order. */
  beside: Addressee[]
  /** Offices directly below it. */
  below: Addressee[]
}

const OFFICES = ['agency', 'mass_organisation', 'armed_forces'] as const

/** Whom a unit may turn to: everybody above it, the offices beside it, and for an owner the offices below it. */
export async function listAddressees(
  read: Reader,
  tenant: string,
  unit: { id: string; path: string },
  today: Day,
): Promise<Addressees> {
  const parents = unit.path.split('/').filter(Boolean).slice(0, -1)
  const paths = parents.map((_, n) => `${parents.slice(0, n + 1).join('/')}/`)
  const above = paths.length
    ? await select(read)
        .where(and(eq(units.tenant, tenant), inArray(units.path, paths)))
        .orderBy(sql`length(${units.path}) desc`)
    : []
  const parentId = above[0]?.id
  const beside = parentId ? await officesOf(read, tenant, parentId, today) : []
  return {
    above,
    beside: beside.filter(({ id }) => id !== unit.id),
    below: await officesOf(read, tenant, unit.id, today),
  }
}

function select(read: Reader) {
  return read.select({ id: units.id, code: units.code, name: units.name }).from(units)
}

async function officesOf(read: Reader, tenant: string, parentId: string, today: Day): Promise<Addressee[]> {
  return await select(read)
    .where(
      and(
        eq(units.tenant, tenant),
        eq(units.parentId, parentId),
        inArray(units.kind, [...OFFICES]),
        or(isNull(units.validTo), gte(units.validTo, today)),
      ),
    )
    .orderBy(asc(units.sortOrder), asc(units.code))
    .limit(200)
}

export interface AskingUnit {
  id: string
  code: string
  name: string
  path: string
  isOwner: boolean
}

/** The units for which this person raises proposals: as head, or as supervisor of the owner of a campaign. */
export async function listAskingUnits(read: Reader, actor: Actor): Promise<AskingUnit[]> {
  const asking = new Map<string, AskingUnit>()
  for (const post of actor.posts) {
    const isOwner = await ownsCampaign(read, actor.tenant, post.unitId)
    if (!mayRaiseProposal(actor, { id: post.unitId, isOwner })) continue
    const { unitId: id, unitCode: code, unitName: name, unitPath: path } = post
    asking.set(id, { id, code, name, path, isOwner })
  }
  return [...asking.values()]
}

export interface OwnTarget {
  id: string
  code: string
  title: string
}

/** What a unit still works on. */
export async function listOwnOpen(read: Reader, tenant: string, unitId: string): Promise<OwnTarget[]> {
  return await read
    .select({ id: targets.id, code: targets.code, title: targets.title })
    .from(targets)
    .where(and(eq(targets.tenant, tenant), eq(targets.unitId, unitId), eq(targets.baseClass, 'open')))
    .orderBy(asc(targets.code))
    .limit(100)
}

/** A target that a proposal of this unit may be about: its own, or for an owner any of its campaigns. */
export async function findBlockable(
  read: Reader,
  actor: Actor,
  unit: AskingUnit,
  code: string,
): Promise<OwnTarget | undefined> {
  const found = await findTarget(read, actor, code)
  if (!found) return undefined
  const isOwn = found.unit.id === unit.id || (unit.isOwner && found.campaign.ownerUnitId === unit.id)
  return isOwn ? { id: found.row.id, code: found.row.code, title: found.row.title } : undefined
}
