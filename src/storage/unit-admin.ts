import { and, asc, count, desc, eq, gt, gte, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import type { Actor } from '../domain/access.ts'
import type { Day, Instant } from '../domain/day.ts'
import { fold } from '../domain/fold.ts'
import type { UnitKind } from '../domain/unit.ts'
import { isNewUnitCode } from '../domain/unit-code.ts'
import { recordAs } from './audit.ts'
import type { Reader, Writer } from './client.ts'
import { cutPage, readCursor } from './cursors.ts'
import { campaigns, commitments, posts, unitEvents, unitLinks, units, unitVersions, users } from './schema.ts'
import { containsWords } from './search.ts'

export type UnitRow = typeof units.$inferSelect

/** A unit in the tree, with how much hangs on it today. */
export interface TreeUnit {
  row: UnitRow
  parentName: string | null
  /** The post that leads it. */
  head: string | null
  people: number
  commitments: number
  children: number
}

const UNITS_A_PAGE = 50

/** One level of the tree, in the order of the office; with a query, whatever fits, wherever it stands. */
export async function listTree(
  read: Reader,
  tenant: string,
  asked: { parentId: string | null; query: string; ended: boolean; after: string | undefined },
  today: Day,
): Promise<{ units: TreeUnit[]; next: string | null }> {
  const place = readCursor(asked.after, ['number', 'text']) as [number, string] | undefined
  const level = asked.parentId === null ? isNull(units.parentId) : eq(units.parentId, asked.parentId)
  const rows = await read
    .select()
    .from(units)
    .where(
      and(
        eq(units.tenant, tenant),
        asked.query ? containsWords(units.folded, asked.query) : level,
        asked.ended || asked.query ? undefined : isLiving(today),
        place &&
          or(gt(units.sortOrder, place[0]), and(eq(units.sortOrder, place[0]), gt(units.code, place[1]))),
      ),
    )
    .orderBy(asc(units.sortOrder), asc(units.code))
    .limit(UNITS_A_PAGE + 1)
  const { page, next } = cutPage(rows, UNITS_A_PAGE, ({ sortOrder, code }) => [sortOrder, code])
  return { units: await withCounts(read, tenant, page, today), next }
}

const isLiving = (today: Day) => or(isNull(units.validTo), gte(units.validTo, today))

/** How many units there are today, or how many right below one. */
export async function countUnits(read: Reader, tenant: string, today: Day, parentId: string | null) {
  const level = parentId === null ? undefined : eq(units.parentId, parentId)
  return await read.$count(units, and(eq(units.tenant, tenant), level, isLiving(today)))
}

async function withCounts(read: Reader, tenant: string, rows: UnitRow[], today: Day): Promise<TreeUnit[]> {
  if (!rows.length) return []
  const ids = rows.map(({ id }) => id)
  const held = await read
    .select({ unitId: posts.unitId, role: posts.role, title: posts.title, userId: posts.userId })
    .from(posts)
    .where(and(eq(posts.tenant, tenant), inArray(posts.unitId, ids), isHeldOn(today)))
    .orderBy(asc(posts.id))
  const papers = await read
    .select({ unitId: commitments.unitId, n: count() })
    .from(commitments)
    .where(and(eq(commitments.tenant, tenant), inArray(commitments.unitId, ids)))
    .groupBy(commitments.unitId)
  const below = await read
    .select({ parentId: units.parentId, n: count() })
    .from(units)
    .where(and(eq(units.tenant, tenant), inArray(units.parentId, ids), isLiving(today)))
    .groupBy(units.parentId)
  const parents = await namesById(
    read,
    tenant,
    rows.flatMap(({ parentId }) => parentId ?? []),
  )
  return rows.map((row) => {
    const own = held.filter(({ unitId }) => unitId === row.id)
    return {
      row,
      parentName: row.parentId ? (parents.get(row.parentId) ?? null) : null,
      head: own.find(({ role }) => role === 'head')?.title ?? null,
      people: new Set(own.map(({ userId }) => userId)).size,
      commitments: Number(papers.find(({ unitId }) => unitId === row.id)?.n ?? 0),
      children: Number(below.find(({ parentId }) => parentId === row.id)?.n ?? 0),
    }
  })
}

const isHeldOn = (day: Day) =>
  and(or(isNull(posts.fromOn), lte(posts.fromOn, day)), or(isNull(posts.toOn), gte(posts.toOn, day)))

async function namesById(read: Reader, tenant: string, ids: string[]): Promise<Map<string, string>> {
  if (!ids.length) return new Map()
  const rows = await read
    .select({ id: units.id, name: units.name })
    .from(units)
    .where(and(eq(units.tenant, tenant), inArray(units.id, [...new Set(ids)])))
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** The unit of a code, whoever may read its business: an administrator keeps the tree, not what it promises. */
export async function findUnitByCode(
  read: Reader,
  tenant: string,
  code: string,
): Promise<UnitRow | undefined> {
  const [row] = await read
    .select()
    .from(units)
    .where(and(eq(units.tenant, tenant), eq(units.code, code)))
  return row
}

/** The units above one, from the top. */
export async function listAbove(read: Reader, tenant: string, path: string) {
  const parts = path.split('/').filter(Boolean).slice(0, -1)
  if (!parts.length) return []
  const paths = parts.map((_, n) => `${parts.slice(0, n + 1).join('/')}/`)
  return await read
    .select({ code: units.code, name: units.name })
    .from(units)
    .where(and(eq(units.tenant, tenant), inArray(units.path, paths)))
    .orderBy(asc(sql`length(${units.path})`))
}

/** Living units whose name, short name or code holds these words: what a field of search offers. */
export async function searchUnits(read: Reader, tenant: string, query: string, today: Day) {
  if (!query.trim()) return []
  return await read
    .select({ code: units.code, name: units.name, version: units.version })
    .from(units)
    .where(and(eq(units.tenant, tenant), containsWords(units.folded, query), isLiving(today)))
    .orderBy(asc(units.sortOrder), asc(units.code))
    .limit(20)
}

/** Whoever holds a post at a unit today, or held one last. */
export async function listPostsOf(read: Reader, tenant: string, unitId: string) {
  return await read
    .select({
      username: users.username,
      role: posts.role,
      title: posts.title,
      fromOn: posts.fromOn,
      toOn: posts.toOn,
    })
    .from(posts)
    .innerJoin(users, and(eq(users.tenant, posts.tenant), eq(users.id, posts.userId)))
    .where(and(eq(posts.tenant, tenant), eq(posts.unitId, unitId)))
    .orderBy(asc(posts.toOn), asc(users.username))
    .limit(100)
}

/** Everything a unit has signed or is drawing up, whatever its state. */
export async function listPapersOf(read: Reader, tenant: string, unitId: string) {
  return await read
    .select({
      code: commitments.code,
      number: commitments.number,
      state: commitments.state,
      campaign: campaigns.name,
    })
    .from(commitments)
    .innerJoin(
      campaigns,
      and(eq(campaigns.tenant, commitments.tenant), eq(campaigns.id, commitments.campaignId)),
    )
    .where(and(eq(commitments.tenant, tenant), eq(commitments.unitId, unitId)))
    .orderBy(desc(campaigns.startOn), asc(commitments.code))
    .limit(100)
}

/** A unit as somebody typed it. */
export interface UnitWords {
  code: string
  name: string
  shortName: string
  kind: UnitKind
  block: string | null
  /** The code of the unit above; null for the top. */
  parent: string | null
  sortOrder: number
  officialCode: string | null
  validFrom: Day | null
}

export type UnitFault = 'code_shape' | 'code_taken' | 'name_missing' | 'unknown_parent' | 'reason_missing'

/** What keeps a new unit from being added. */
export async function checkUnit(read: Reader, tenant: string, words: UnitWords): Promise<UnitFault[]> {
  const faults: UnitFault[] = []
  if (!isNewUnitCode(words.code)) faults.push('code_shape')
  else if (await findUnitByCode(read, tenant, words.code)) faults.push('code_taken')
  if (!words.name) faults.push('name_missing')
  if (words.parent !== null && !(await findUnitByCode(read, tenant, words.parent)))
    faults.push('unknown_parent')
  return faults
}

/** Adds a unit with its first version; false where it is there already under this id, which is no fault. */
export async function addUnit(
  tx: Writer,
  actor: Actor,
  id: string,
  words: UnitWords,
  { now, today }: { now: Instant; today: Day },
): Promise<boolean> {
  const { tenant } = actor
  if ((await tx.$count(units, and(eq(units.tenant, tenant), eq(units.id, id)))) > 0) return false
  const parent = words.parent === null ? undefined : await findUnitByCode(tx, tenant, words.parent)
  const { code, name, shortName, kind, block, sortOrder, officialCode, validFrom } = words
  const path = `${parent?.path ?? ''}${code.toLowerCase()}/`
  const told = { name, shortName, kind, block, parentId: parent?.id ?? null, sortOrder, validFrom }
  const folded = fold(`${name} ${shortName} ${code}`)
  await tx.insert(units).values({ tenant, id, code, path, officialCode, folded, ...told })
  await tx.insert(unitVersions).values({ tenant, unitId: id, number: 1, ...told })
  await tx.insert(unitEvents).values({
    ...{ tenant, id, kind: 'establish', effectiveOn: validFrom ?? today, decision: '' },
    ...{ appliedAt: now, appliedBy: actor.userId },
  })
  await tx.insert(unitLinks).values({ tenant, eventId: id, number: 1, toUnitId: id, share: '1' })
  await recordAs(tx, actor, now, {
    deed: 'unit.added',
    subjectKind: 'unit',
    subject: code,
    detail: { after: { ...words } },
  })
  return true
}

/** What is no change of identity. */
export interface UnitEdit {
  name: string
  shortName: string
  block: string | null
  sortOrder: number
  officialCode: string | null
  /** Why the spelling was put right; '' where no word of the name changes. */
  reason: string
}

/** Puts right what the present version says; false where somebody else was faster. */
export async function editUnit(
  tx: Writer,
  actor: Actor,
  row: UnitRow,
  { reason, ...words }: UnitEdit,
  now: Instant,
): Promise<boolean> {
  const { tenant } = actor
  const { name, shortName, block, sortOrder, officialCode } = row
  const before = { name, shortName, block, sortOrder, officialCode }
  if (JSON.stringify(before) === JSON.stringify(words)) return true
  const changed = await tx
    .update(units)
    .set({
      ...words,
      folded: fold(`${words.name} ${words.shortName} ${row.code}`),
      version: sql`${units.version} + 1`,
    })
    .where(and(eq(units.tenant, tenant), eq(units.id, row.id), eq(units.version, row.version)))
    .returning({ id: units.id })
  if (changed.length !== 1) return false
  const { officialCode: _, ...told } = words
  const [last] = await tx
    .select({ number: unitVersions.number })
    .from(unitVersions)
    .where(and(eq(unitVersions.tenant, tenant), eq(unitVersions.unitId, row.id)))
    .orderBy(desc(unitVersions.number))
    .limit(1)
  await tx
    .update(unitVersions)
    .set(told)
    .where(
      and(
        eq(unitVersions.tenant, tenant),
        eq(unitVersions.unitId, row.id),
        eq(unitVersions.number, last?.number ?? 1),
      ),
    )
  await recordAs(tx, actor, now, {
    deed: 'unit.edited',
    subjectKind: 'unit',
    subject: row.code,
    detail: { before, after: words, ...(reason && { reason }) },
  })
  return true
}
