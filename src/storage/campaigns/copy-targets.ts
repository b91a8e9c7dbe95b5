import { and, asc, eq, inArray, isNull, notInArray, or } from 'drizzle-orm'
import { amendedDue } from '../../domain/amendment.ts'
import { addYears, type Day } from '../../domain/day.ts'
import { fold } from '../../domain/fold.ts'
import { type NextFigures, nextFigures } from '../../domain/next-promise.ts'
import type { TargetFacts } from '../../domain/target.ts'
import { titleYearsOn } from '../../domain/years.ts'
import { blanks, preparedDeed, type Writer } from '../client.ts'
import { loadFacts } from '../facts.ts'
import { notOrdered } from '../ordered.ts'
import { amendments, coordinators, milestones, referenceValues, targets } from '../schema.ts'
import type { TargetRow } from '../targets.ts'
import type { CopyWish, Draft } from './copy.ts'

/** What was signed, first or in an annex, and still stood at the end; what a direction added was a matter of its year. */
export const copyable = (tenant: string, campaignId: string) =>
  and(
    eq(targets.tenant, tenant),
    eq(targets.campaignId, campaignId),
    or(isNull(targets.orderedAt), notOrdered),
    notInArray(targets.state, ['transferred', 'cancelled']),
  )

interface Copying {
  wish: CopyWish
  /** Ids of the copies by those of the originals, of the whole campaign. */
  targetIds: Map<string, string>
  zone: string
}

/** Rows of one statement: SQLite takes 32,766 values. */
const ROWS = 200

/** Promises the same again in drafts, unreported and planned; how many there are. A prepared row is the fastest way. */
export async function copyTargets(
  tx: Writer,
  tenant: string,
  drafts: readonly Draft[],
  copying: Copying,
): Promise<number> {
  const byCommitment = new Map(drafts.map((draft) => [draft.row.id, draft]))
  const found = await tx
    .select()
    .from(targets)
    .where(and(eq(targets.tenant, tenant), inArray(targets.commitmentId, [...byCommitment.keys()])))
    .orderBy(asc(targets.sortOrder))
  const originals = found.filter(({ id }) => copying.targetIds.has(id))
  if (!originals.length) return 0
  const ids = originals.map(({ id }) => id)
  const campaignId = drafts[0]!.row.campaignId
  const unitIds = [...new Set(drafts.map(({ row }) => row.unitId))]
  const facts = await loadFacts(tx, tenant, { campaignId, unitIds }, copying.zone)
  const annexes = await listAnnexes(tx, tenant, [...byCommitment.keys()])
  const { wish } = copying
  const next = { startOn: wish.settings.startOn, endOn: wish.settings.endOn, years: wish.years }
  const copies = originals.map((row) => {
    const figures = nextFigures(asAmended(facts.get(row.id)!, row, annexes), next, wish)
    return { row, figures, values: valuesOf(row, byCommitment.get(row.commitmentId)!, figures, copying) }
  })
  for (const { values } of copies) {
    await preparedDeed(tx, 'copy-target', (on) => on.insert(targets).values(blanks(values)), values)
  }
  await copyReferences(tx, tenant, copies)
  await copyBeside(tx, tenant, ids, copying)
  return copies.length
}

type Annexes = Awaited<ReturnType<typeof listAnnexes>>

/** The signed annexes of these commitments, in the order in which they came into force. */
async function listAnnexes(tx: Writer, tenant: string, commitmentIds: string[]) {
  return await tx
    .select({ lines: amendments.lines })
    .from(amendments)
    .where(
      and(
        eq(amendments.tenant, tenant),
        inArray(amendments.commitmentId, commitmentIds),
        eq(amendments.state, 'signed'),
      ),
    )
    .orderBy(asc(amendments.signedAt), asc(amendments.number))
}

/** More time that was granted is of its year; a deadline that both sides signed in an annex is promised again. */
function asAmended(facts: TargetFacts, { code, dueOriginal }: TargetRow, annexes: Annexes): TargetFacts {
  return { ...facts, target: { ...facts.target, dueOriginal: amendedDue(annexes, code) ?? dueOriginal } }
}

function valuesOf(row: TargetRow, draft: Draft, figures: NextFigures, { wish, targetIds }: Copying) {
  const code = `${draft.code}-${suffixOf(row, draft)}`
  const parentId = row.parentId === null ? null : (targetIds.get(row.parentId) ?? null)
  const { tenant, unitId, upperUnitId, groupNumber, sortOrder, product, origin, kind } = row
  const title = parentId === null ? row.title : titleYearsOn(row.title, wish.years)
  const { measure, decimals, valueKind, direction, planLow, planHigh, weight, evidenceRequired } = row
  return {
    ...{ tenant, unitId, upperUnitId, groupNumber, sortOrder, title, product, origin, kind },
    ...{ measure, decimals, valueKind, direction, planLow, planHigh, weight, evidenceRequired },
    id: targetIds.get(row.id)!,
    code,
    commitmentId: draft.id,
    campaignId: wish.id,
    plan: figures.plan,
    // As it is settled while nobody has signed: owed to nobody.
    planNow: figures.plan,
    baseClass: 'unsigned' as const,
    startOn: figures.startOn,
    dueOriginal: figures.dueOn,
    dueOn: figures.dueOn,
    curve: figures.curve,
    baseline: figures.baseline,
    baselineOn: figures.baselineOn,
    parentId,
    contribution: parentId === null ? null : row.contribution,
    headline: row.headline,
    rollup: row.rollup,
    state: 'planned' as const,
    previousId: row.id,
    folded: fold(`${code} ${title} ${product}`),
  }
}

/** The number in the code of the original; its place where the code has none. */
function suffixOf({ code, sortOrder }: TargetRow, { row }: Draft): string {
  const stem = `${row.code}-`
  return code.startsWith(stem) ? code.slice(stem.length) : String(sortOrder).padStart(2, '0')
}

interface Copy {
  row: TargetRow
  figures: NextFigures
  values: { id: string }
}

async function copyReferences(tx: Writer, tenant: string, copies: readonly Copy[]) {
  const rows = copies.flatMap(({ row, figures, values }) =>
    figures.references.map(({ asOf, value }) => ({
      ...{ tenant, targetId: values.id, asOf, value },
      source: row.code,
    })),
  )
  await insertAll(rows, (part) => tx.insert(referenceValues).values(part))
}

/** Units that help, and the steps of milestones with their days moved on. */
async function copyBeside(tx: Writer, tenant: string, ids: readonly string[], { wish, targetIds }: Copying) {
  const ofThese = <Table extends typeof coordinators | typeof milestones>(table: Table) =>
    and(eq(table.tenant, tenant), inArray(table.targetId, [...ids]))
  const helping = await tx.select().from(coordinators).where(ofThese(coordinators))
  const steps = await tx.select().from(milestones).where(ofThese(milestones))
  const moved = (day: Day | null) => day && addYears(day, wish.years)
  await insertAll(
    helping.map((row) => ({ ...row, targetId: targetIds.get(row.targetId)! })),
    (part) => tx.insert(coordinators).values(part),
  )
  await insertAll(
    steps.map((row) => ({ ...row, targetId: targetIds.get(row.targetId)!, dueOn: moved(row.dueOn) })),
    (part) => tx.insert(milestones).values(part),
  )
}

async function insertAll<Row>(rows: readonly Row[], insert: (part: Row[]) => PromiseLike<unknown>) {
  for (let at = 0; at < rows.length; at += ROWS) await insert(rows.slice(at, at + ROWS))
}
