import { and, asc, eq, inArray, isNull, or } from 'drizzle-orm'
import type { Day } from '../../domain/day.ts'
import type { Reader } from '../client.ts'
import { commitments, targetSuccessions, targets, unitEvents, unitLinks, units } from '../schema.ts'

/** What a thing was before a decision, and what it became by one. */
export interface Kin {
  was: Relation[]
  becomes: Relation[]
}

export interface Relation {
  code: string
  /** Where its page is, without the base path. */
  path: string
  /** A title, or the name of a unit. */
  name: string
  share: string
  on: Day
  decision: string
}

const stands = isNull(unitEvents.undoneAt)

/** The units before and after a unit. A new name or place makes no other unit. */
export async function kinOfUnit(read: Reader, tenant: string, unitId: string): Promise<Kin> {
  const rows = await read
    .select({
      from: unitLinks.fromUnitId,
      to: unitLinks.toUnitId,
      share: unitLinks.share,
      on: unitEvents.effectiveOn,
      decision: unitEvents.decision,
    })
    .from(unitLinks)
    .innerJoin(unitEvents, and(eq(unitEvents.tenant, unitLinks.tenant), eq(unitEvents.id, unitLinks.eventId)))
    .where(
      and(
        eq(unitLinks.tenant, tenant),
        or(eq(unitLinks.fromUnitId, unitId), eq(unitLinks.toUnitId, unitId)),
        inArray(unitEvents.kind, ['merge', 'split', 'dissolve']),
        stands,
      ),
    )
    .orderBy(asc(unitEvents.effectiveOn), asc(unitLinks.number))
    .limit(200)
  const ids = [...new Set(rows.flatMap(({ from, to }) => [from, to].flatMap((id) => id ?? [])))]
  if (!ids.length) return { was: [], becomes: [] }
  const found = await read
    .select({ id: units.id, code: units.code, name: units.name })
    .from(units)
    .where(and(eq(units.tenant, tenant), inArray(units.id, ids)))
  const byId = new Map(found.map((unit) => [unit.id, unit]))
  const relation = ({ share, on, decision }: (typeof rows)[number], id: string | null): Relation[] => {
    const unit = id === null ? undefined : byId.get(id)
    if (!unit) return []
    const path = `/units/${encodeURIComponent(unit.code)}`
    return [{ code: unit.code, path, name: unit.name, share, on, decision }]
  }
  return {
    was: rows.flatMap((row) => (row.to === unitId ? relation(row, row.from) : [])),
    becomes: rows.flatMap((row) => (row.from === unitId ? relation(row, row.to) : [])),
  }
}

const columns = {
  from: targetSuccessions.fromTargetId,
  to: targetSuccessions.toTargetId,
  share: targetSuccessions.share,
  code: targets.code,
  name: targets.title,
  baseClass: targets.baseClass,
  paper: commitments.code,
  unit: units.name,
  on: unitEvents.effectiveOn,
  decision: unitEvents.decision,
}

/** Targets at the other end of a succession; `far` is the end that is wanted. */
function selectKin(
  read: Reader,
  far: typeof targetSuccessions.fromTargetId | typeof targetSuccessions.toTargetId,
) {
  return read
    .select(columns)
    .from(targetSuccessions)
    .innerJoin(
      unitEvents,
      and(eq(unitEvents.tenant, targetSuccessions.tenant), eq(unitEvents.id, targetSuccessions.eventId)),
    )
    .innerJoin(targets, and(eq(targets.tenant, targetSuccessions.tenant), eq(targets.id, far)))
    .innerJoin(
      commitments,
      and(eq(commitments.tenant, targets.tenant), eq(commitments.id, targets.commitmentId)),
    )
    .innerJoin(units, and(eq(units.tenant, targets.tenant), eq(units.id, targets.unitId)))
    .orderBy(asc(units.sortOrder), asc(targets.code))
    .limit(200)
    .$dynamic()
}

/** The targets that a target goes on from, and those that go on from it. */
export async function kinOfTarget(read: Reader, tenant: string, targetId: string): Promise<Kin> {
  const own = eq(targetSuccessions.tenant, tenant)
  const { fromTargetId: from, toTargetId: to } = targetSuccessions
  const was = await selectKin(read, from).where(and(own, eq(to, targetId), stands))
  const becomes = await selectKin(read, to).where(and(own, eq(from, targetId), stands))
  return { was: was.map(ofUnit), becomes: becomes.map(ofUnit) }
}

/** The commitments whose targets went on in a commitment, and those in which its own went on. */
export async function kinOfCommitment(read: Reader, tenant: string, commitmentId: string): Promise<Kin> {
  const rows = await read
    .select({ id: targets.id })
    .from(targets)
    .where(and(eq(targets.tenant, tenant), eq(targets.commitmentId, commitmentId)))
    .limit(400)
  const ids = rows.map(({ id }) => id)
  if (!ids.length) return { was: [], becomes: [] }
  const own = eq(targetSuccessions.tenant, tenant)
  const { fromTargetId: from, toTargetId: to } = targetSuccessions
  const was = await selectKin(read, from).where(and(own, inArray(to, ids), stands))
  const becomes = await selectKin(read, to).where(and(own, inArray(from, ids), stands))
  return { was: papersOf(was), becomes: papersOf(becomes) }
}

interface Row {
  share: string
  code: string
  baseClass: string
  paper: string
  unit: string
  on: Day
  decision: string
}

/** Until its commitment is signed, a target has no page but that of its commitment. */
const ofUnit = ({ code, baseClass, paper, unit, share, on, decision }: Row): Relation => ({
  code,
  path: baseClass === 'unsigned' ? paperPath(paper) : `/targets/${encodeURIComponent(code)}`,
  name: unit,
  share,
  on,
  decision,
})

const paperPath = (code: string) => `/commitments/${encodeURIComponent(code)}`

const papersOf = (rows: Row[]): Relation[] => {
  const papers = rows.map(({ paper, unit, on, decision }): [string, Relation] => [
    paper,
    { code: paper, path: paperPath(paper), name: unit, share: '1', on, decision },
  ])
  return [...new Map(papers).values()]
}
