import { eq } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { isUnsigned } from '../../domain/commitment.ts'
import type { Day, Instant } from '../../domain/day.ts'
import type { KnownCodes } from '../../domain/import.ts'
import type { ValueKind } from '../../domain/target.ts'
import type { Reader, Writer } from '../client.ts'
import { campaigns, commitments, directions, proposals, targets, units, users } from '../schema.ts'
import { type Ids, loadIds } from './upsert.ts'

/** The ids behind the codes that rows refer to, known and new. */
export interface Codes {
  now: Instant
  zone: string
  units: Ids
  /** Every unit that is there, by code. */
  knownUnits: Map<string, KnownUnit>
  users: Ids
  campaigns: Ids
  commitments: Ids
  targets: Ids
  proposals: Ids
  directions: Ids
  /** The units that lead the campaigns which are there. */
  campaignOwners: Map<string, string>
  /** What reports and targets need to know of the records they hang on, in the file or already there. */
  commitmentInfo: Map<string, CommitmentInfo>
  targetInfo: Map<string, TargetInfo>
}

export interface KnownUnit {
  id: string
  parentId: string | null
  path: string
}

export interface CommitmentInfo {
  isSigned: boolean
  unitId: string
  upperUnitId: string
  campaignId: string
}

export interface TargetInfo {
  unitId: string
  campaignId: string
  valueKind: ValueKind | null
  startOn: Day
}

export async function loadCodes(tx: Writer, tenant: string, now: Instant, zone: string): Promise<Codes> {
  const known = await tx
    .select({ code: units.code, id: units.id, parentId: units.parentId, path: units.path })
    .from(units)
    .where(eq(units.tenant, tenant))
  const led = await tx
    .select({ code: campaigns.code, owner: campaigns.ownerUnitId })
    .from(campaigns)
    .where(eq(campaigns.tenant, tenant))
  return {
    now,
    zone,
    units: await loadIds(tx, units, units.code, tenant),
    knownUnits: new Map(known.map(({ code, ...unit }) => [code, unit])),
    users: await loadIds(tx, users, users.username, tenant),
    campaigns: await loadIds(tx, campaigns, campaigns.code, tenant),
    commitments: await loadIds(tx, commitments, commitments.code, tenant),
    targets: await loadIds(tx, targets, targets.code, tenant),
    proposals: await loadIds(tx, proposals, proposals.code, tenant),
    directions: await loadIds(tx, directions, directions.code, tenant),
    campaignOwners: new Map(led.map((row) => [row.code, row.owner])),
    commitmentInfo: await loadCommitments(tx, tenant),
    targetInfo: await infoByCode(tx, tenant, targets, {
      unitId: targets.unitId,
      campaignId: targets.campaignId,
      valueKind: targets.valueKind,
      startOn: targets.startOn,
    }),
  }
}

async function loadCommitments(tx: Writer, tenant: string): Promise<Map<string, CommitmentInfo>> {
  const rows = await tx
    .select({
      code: commitments.code,
      unitId: commitments.unitId,
      upperUnitId: commitments.upperUnitId,
      campaignId: commitments.campaignId,
      state: commitments.state,
    })
    .from(commitments)
    .where(eq(commitments.tenant, tenant))
  return new Map(rows.map(({ code, state, ...info }) => [code, { ...info, isSigned: !isUnsigned(state) }]))
}

async function infoByCode<Columns extends Record<string, PgColumn>>(
  tx: Writer,
  tenant: string,
  from: typeof targets,
  columns: Columns,
) {
  const rows = await tx
    .select({ code: from.code, ...columns })
    .from(from)
    .where(eq(from.tenant, tenant))
  return new Map(rows.map(({ code, ...info }) => [code, info as never]))
}

/** The codes that a file may refer to beside its own. */
export async function loadKnownCodes(read: Reader, tenant: string): Promise<KnownCodes> {
  const codesOf = async (from: typeof campaigns | typeof commitments) =>
    new Set(
      (await read.select({ code: from.code }).from(from).where(eq(from.tenant, tenant))).map(
        (row) => row.code,
      ),
    )
  const names = await read.select({ username: users.username }).from(users).where(eq(users.tenant, tenant))
  const promised = await read
    .select({ code: targets.code, decimals: targets.decimals })
    .from(targets)
    .where(eq(targets.tenant, tenant))
  return {
    units: await loadParents(read, tenant),
    users: new Set(names.map((row) => row.username)),
    campaigns: await codesOf(campaigns),
    commitments: await codesOf(commitments),
    targets: new Map(promised.map((row) => [row.code, row.decimals])),
  }
}

async function loadParents(read: Reader, tenant: string): Promise<Map<string, string | null>> {
  const rows = await read
    .select({ id: units.id, code: units.code, parentId: units.parentId })
    .from(units)
    .where(eq(units.tenant, tenant))
  const codes = new Map(rows.map(({ id, code }) => [id, code]))
  return new Map(rows.map(({ code, parentId }) => [code, codes.get(parentId ?? '') ?? null]))
}
