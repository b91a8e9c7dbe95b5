import { asc, eq } from 'drizzle-orm'
import { isUnsigned } from '../../domain/commitment.ts'
import { groupBy } from '../../domain/grouping.ts'
import type { Reader } from '../client.ts'
import { campaigns, commitments, targets, units, users } from '../schema.ts'

/** What rows refer to, and in which order it is told: a unit before those below it, each after its elder siblings. */
export interface Holdings {
  tenant: string
  zone: string
  units: Map<string, Named>
  users: Map<string, string>
  campaigns: Map<string, Named>
  commitments: Map<string, Named & { isSigned: boolean }>
  targets: Map<string, Named & { decimals: number; commitmentId: string }>
  decimalsOf: (code: string) => number
}

interface Named {
  code: string
  place: number
}

export async function loadHoldings(read: Reader, tenant: string, zone: string): Promise<Holdings> {
  const orderedUnits = await loadUnits(read, tenant)
  const placeOf = (id: string) => orderedUnits.get(id)?.place ?? -1
  const names = await read
    .select({ id: users.id, username: users.username })
    .from(users)
    .where(eq(users.tenant, tenant))
  const led = await read
    .select({
      id: campaigns.id,
      code: campaigns.code,
      owner: campaigns.ownerUnitId,
      startOn: campaigns.startOn,
    })
    .from(campaigns)
    .where(eq(campaigns.tenant, tenant))
  const orderedCampaigns = placed(led, (row) => [placeOf(row.owner), row.startOn, row.code])
  const signed = await read
    .select({
      id: commitments.id,
      code: commitments.code,
      unitId: commitments.unitId,
      campaignId: commitments.campaignId,
      state: commitments.state,
    })
    .from(commitments)
    .where(eq(commitments.tenant, tenant))
  const orderedCommitments = placed(
    signed.map((row) => ({ ...row, isSigned: !isUnsigned(row.state) })),
    (row) => [orderedCampaigns.get(row.campaignId)!.place, placeOf(row.unitId), row.code],
  )
  const promised = await read
    .select({
      id: targets.id,
      code: targets.code,
      decimals: targets.decimals,
      commitmentId: targets.commitmentId,
      sortOrder: targets.sortOrder,
    })
    .from(targets)
    .where(eq(targets.tenant, tenant))
  const orderedTargets = placed(promised, (row) => [
    orderedCommitments.get(row.commitmentId)!.place,
    row.sortOrder,
    row.code,
  ])
  const decimals = new Map(promised.map((row) => [row.code, row.decimals]))
  return {
    ...{ tenant, zone, units: orderedUnits, campaigns: orderedCampaigns },
    ...{ commitments: orderedCommitments, targets: orderedTargets },
    users: new Map(names.map((row) => [row.id, row.username])),
    decimalsOf: (code) => decimals.get(code) ?? 0,
  }
}

type Key = (string | number)[]

/** Rows by id, each with its place in the order of these keys. */
function placed<Row extends { id: string }>(rows: Row[], keyOf: (row: Row) => Key) {
  const keyed = rows.map((row) => ({ row, key: keyOf(row) })).sort((a, b) => compare(a.key, b.key))
  return new Map(keyed.map(({ row }, place) => [row.id, { ...row, place }]))
}

export function compare(a: Key, b: Key): number {
  for (const [at, one] of a.entries()) {
    const other = b[at]!
    if (one !== other) return one < other ? -1 : 1
  }
  return 0
}

async function loadUnits(read: Reader, tenant: string): Promise<Map<string, Named>> {
  const rows = await read
    .select({ id: units.id, code: units.code, parentId: units.parentId })
    .from(units)
    .where(eq(units.tenant, tenant))
    .orderBy(asc(units.sortOrder), asc(units.code))
  const below = groupBy(rows, (row) => row.parentId)
  const ordered = new Map<string, Named>()
  const visit = (row: { id: string; code: string }) => {
    if (ordered.has(row.id)) return
    ordered.set(row.id, { code: row.code, place: ordered.size })
    for (const child of below.get(row.id) ?? []) visit(child)
  }
  for (const root of below.get(null) ?? []) visit(root)
  for (const row of rows) visit(row)
  return ordered
}
