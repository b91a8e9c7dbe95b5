import { eq } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
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
  unitPaths: Map<string, string>
  users: Ids
  campaigns: Ids
  commitments: Ids
  targets: Ids
  proposals: Ids
  directions: Ids
  /** What reports and targets need to know of the records they hang on, in the file or already there. */
  commitmentInfo: Map<string, CommitmentInfo>
  targetInfo: Map<string, TargetInfo>
}

export interface CommitmentInfo {
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
  const paths = await tx
    .select({ code: units.code, path: units.path })
    .from(units)
    .where(eq(units.tenant, tenant))
  return {
    now,
    zone,
    units: await loadIds(tx, units, units.code, tenant),
    unitPaths: new Map(paths.map((row) => [row.code, row.path])),
    users: await loadIds(tx, users, users.username, tenant),
    campaigns: await loadIds(tx, campaigns, campaigns.code, tenant),
    commitments: await loadIds(tx, commitments, commitments.code, tenant),
    targets: await loadIds(tx, targets, targets.code, tenant),
    proposals: await loadIds(tx, proposals, proposals.code, tenant),
    directions: await loadIds(tx, directions, directions.code, tenant),
    commitmentInfo: await infoByCode(tx, tenant, commitments, {
      unitId: commitments.unitId,
      upperUnitId: commitments.upperUnitId,
      campaignId: commitments.campaignId,
    }),
    targetInfo: await infoByCode(tx, tenant, targets, {
      unitId: targets.unitId,
      campaignId: targets.campaignId,
      valueKind: targets.valueKind,
      startOn: targets.startOn,
    }),
  }
}

async function infoByCode<Columns extends Record<string, PgColumn>>(
  tx: Writer,
  tenant: string,
  from: typeof commitments | typeof targets,
  columns: Columns,
) {
  const rows = await tx
    .select({ code: from.code, ...columns })
    .from(from as typeof commitments)
    .where(eq(from.tenant, tenant))
  return new Map(rows.map(({ code, ...info }) => [code, info as never]))
}

/** The codes that a file may refer to beside its own. */
export async function loadKnownCodes(read: Reader, tenant: string): Promise<KnownCodes> {
  const codesOf = async (from: typeof units | typeof campaigns | typeof commitments) =>
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
    units: await codesOf(units),
    users: new Set(names.map((row) => row.username)),
    campaigns: await codesOf(campaigns),
    commitments: await codesOf(commitments),
    targets: new Map(promised.map((row) => [row.code, row.decimals])),
  }
}
