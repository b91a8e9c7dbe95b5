import { and, asc, eq, notInArray } from 'drizzle-orm'
import { unsignedStates } from '../../domain/commitment.ts'
import { groupBy } from '../../domain/grouping.ts'
import type { UnitSource } from '../../domain/snapshot/input.ts'
import type { Reader } from '../client.ts'
import { commitments, posts, units, unitVersions } from '../schema.ts'
import { inSubtree } from '../search.ts'

export type Signed = Awaited<ReturnType<typeof listSigned>>[number]

/** Commitments that bind, or once did: those still being agreed on count nowhere. */
export async function listSigned(read: Reader, tenant: string, campaignId: string) {
  return await read
    .select({
      id: commitments.id,
      code: commitments.code,
      unitId: commitments.unitId,
      sideBPost: commitments.sideBPost,
    })
    .from(commitments)
    .where(
      and(
        eq(commitments.tenant, tenant),
        eq(commitments.campaignId, campaignId),
        notInArray(commitments.state, [...unsignedStates]),
      ),
    )
    .orderBy(asc(commitments.code))
}

export async function findOwner(read: Reader, tenant: string, id: string) {
  const [owner] = await read
    .select({ code: units.code, name: units.name, kind: units.kind })
    .from(units)
    .where(and(eq(units.tenant, tenant), eq(units.id, id)))
  return owner!
}

/** The units that signed, by id, in the office's own order: parents before children, each level by its sort order. */
export async function loadUnits(read: Reader, tenant: string, ownerPath: string, signed: Signed[]) {
  const below = and(eq(units.tenant, tenant), inSubtree(ownerPath))
  const rows = await read
    .select({ id: units.id, code: units.code, parentId: units.parentId, sortOrder: units.sortOrder })
    .from(units)
    .where(below)
  const byId = new Map(rows.map((row) => [row.id, row]))
  const placeOf = (id: string | null): number[] => {
    const row = id === null ? undefined : byId.get(id)
    return row ? [...placeOf(row.parentId), row.sortOrder] : []
  }
  const bySigner = groupBy(signed, ({ unitId }) => unitId)
  const names = byUnit(await listNames(read, tenant, ownerPath))
  const heads = byUnit(await listHeads(read, tenant, ownerPath))
  const sorted = rows
    .filter(({ id }) => bySigner.has(id))
    .map((row) => ({ ...row, place: placeOf(row.id) }))
    .sort((a, b) => byPlace(a.place, b.place))
  return new Map(
    sorted.map(({ id, code }): [string, UnitSource] => [
      id,
      {
        code,
        names: names.get(id) ?? [],
        heads: heads.get(id) ?? [],
        commitments: (bySigner.get(id) ?? []).map((one) => one.code),
      },
    ]),
  )
}

function byUnit<Row extends { unitId: string }>(rows: Row[]): Map<string, Omit<Row, 'unitId'>[]> {
  const groups = groupBy(rows, ({ unitId }) => unitId)
  return new Map([...groups].map(([id, own]) => [id, own.map(({ unitId, ...row }) => row)]))
}

function byPlace(a: number[], b: number[]): number {
  const at = a.findIndex((order, level) => order !== b[level])
  return at < 0 ? a.length - b.length : a[at]! - (b[at] ?? -1)
}

async function listNames(read: Reader, tenant: string, ownerPath: string) {
  return await read
    .select({
      unitId: unitVersions.unitId,
      from: unitVersions.validFrom,
      to: unitVersions.validTo,
      name: unitVersions.name,
      shortName: unitVersions.shortName,
      kind: unitVersions.kind,
      block: unitVersions.block,
    })
    .from(unitVersions)
    .innerJoin(units, and(eq(units.tenant, tenant), eq(units.id, unitVersions.unitId)))
    .where(and(eq(unitVersions.tenant, tenant), inSubtree(ownerPath)))
    .orderBy(asc(unitVersions.unitId), asc(unitVersions.number))
}

async function listHeads(read: Reader, tenant: string, ownerPath: string) {
  return await read
    .select({ unitId: posts.unitId, title: posts.title, from: posts.fromOn, to: posts.toOn })
    .from(posts)
    .innerJoin(units, and(eq(units.tenant, tenant), eq(units.id, posts.unitId)))
    .where(and(eq(posts.tenant, tenant), eq(posts.role, 'head'), inSubtree(ownerPath)))
    .orderBy(asc(posts.unitId), asc(posts.id))
}
