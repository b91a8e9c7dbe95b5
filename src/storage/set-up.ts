import { and, desc, eq, gt, isNull } from 'drizzle-orm'
import type { Instant } from '../domain/day.ts'
import { fold } from '../domain/fold.ts'
import type { Letterhead } from '../domain/letterhead.ts'
import { codeOfOffice, FIRST_LINK_MS } from '../domain/set-up.ts'
import type { UnitKind } from '../domain/unit.ts'
import { lockChain, record } from './audit.ts'
import type { Db, Reader, Writer } from './client.ts'
import { newId } from './ids.ts'
import { posts, settings, units, unitVersions, userLinks, users } from './schema.ts'
import { hashToken, newToken } from './tokens.ts'

/** Nobody can sign in yet. */
async function isEmptyHouse(read: Reader, tenant: string): Promise<boolean> {
  const [somebody] = await read.select({ id: users.id }).from(users).where(eq(users.tenant, tenant)).limit(1)
  return somebody === undefined
}

/**
 * The token of a link by which the first administrator sets up an empty house; it ends those made before. Undefined as
 * soon as there is an account. The chain's lock puts the processes that start at once in an order, so the last stands.
 */
export async function makeFirstLink(db: Db, tenant: string, now: Instant): Promise<string | undefined> {
  if (!(await isEmptyHouse(db.read, tenant))) return undefined
  const token = newToken()
  return await db.tx(async (tx) => {
    await lockChain(tx, tenant)
    if (!(await isEmptyHouse(tx, tenant))) return undefined
    await tx.delete(userLinks).where(and(eq(userLinks.tenant, tenant), eq(userLinks.purpose, 'first')))
    await tx.insert(userLinks).values({
      tenant,
      tokenHash: hashToken(token),
      purpose: 'first',
      createdAt: now,
      expiresAt: now + FIRST_LINK_MS,
    })
    return token
  })
}

/** Whether this token still opens the empty house. */
export async function opensHouse(
  read: Reader,
  tenant: string,
  token: string,
  now: Instant,
): Promise<boolean> {
  const [link] = await read
    .select({ tokenHash: userLinks.tokenHash })
    .from(userLinks)
    .where(and(isOpenLink(tenant, now), eq(userLinks.tokenHash, hashToken(token))))
  return link !== undefined && (await isEmptyHouse(read, tenant))
}

const isOpenLink = (tenant: string, now: Instant) =>
  and(
    eq(userLinks.tenant, tenant),
    eq(userLinks.purpose, 'first'),
    isNull(userLinks.usedAt),
    gt(userLinks.expiresAt, now),
  )

interface NewOffice {
  name: string
  kind: UnitKind
  /** Null for the initials of its place. */
  code: string | null
}

/** What the first page of a new house asks for. */
export interface SetUp {
  organisation: NewOffice
  upper: Omit<NewOffice, 'code'> | null
  /** The lines of the paper's head that are not what the name says. */
  letterhead: Partial<Letterhead>
  person: {
    username: string
    fullName: string | null
    title: string
    passwordHash: string
    language: 'vi' | 'en'
  }
  /** The title of a supervisor's post that the administrator holds as well. */
  supervisorTitle: string | null
}

/**
 * Uses up the link and fills the house: its units, its name and head, the first account. The new account's id;
 * undefined when the link no longer works, and then nothing was written.
 */
export async function setUpHouse(
  tx: Writer,
  { tenant, now, token }: { tenant: string; now: Instant; token: string },
  wanted: SetUp,
): Promise<string | undefined> {
  await lockChain(tx, tenant)
  const used = await tx
    .update(userLinks)
    .set({ usedAt: now })
    .where(and(isOpenLink(tenant, now), eq(userLinks.tokenHash, hashToken(token))))
    .returning({ tokenHash: userLinks.tokenHash })
  if (used.length === 0 || !(await isEmptyHouse(tx, tenant))) return undefined

  const place = { tenant, now }
  const upper = wanted.upper && (await findOrAddUnit(tx, place, { ...wanted.upper, code: null }, null))
  const own = await findOrAddUnit(tx, place, wanted.organisation, upper)
  await tx.insert(settings).values([
    { tenant, name: 'organisation.name', value: wanted.organisation.name },
    { tenant, name: `letterhead.${own.code}`, value: wanted.letterhead },
  ])
  const userId = await addAdministrator(tx, place, wanted, own.id)
  const { username, title } = wanted.person
  await record(tx, {
    ...{ tenant, at: now, actorId: userId, actor: username, deed: 'house.set_up' },
    ...{ subjectKind: 'unit', subject: own.code },
    detail: {
      name: wanted.organisation.name,
      upper: wanted.upper?.name ?? null,
      letterhead: wanted.letterhead,
      username,
      posts: [title, ...(wanted.supervisorTitle === null ? [] : [wanted.supervisorTitle])],
    },
  })
  return userId
}

type Place = { tenant: string; now: Instant }
type Placed = { id: string; code: string; path: string }

/** A house may have its units from a file before anybody can sign in. */
async function findOrAddUnit(tx: Writer, place: Place, office: NewOffice, parent: Placed | null) {
  const { tenant } = place
  const there = await tx
    .select({ id: units.id, code: units.code, path: units.path, name: units.name })
    .from(units)
    .where(eq(units.tenant, tenant))
    .orderBy(desc(units.path))
  const known = there.find(
    ({ name, code }) => (office.code === null || code === office.code) && fold(name) === fold(office.name),
  )
  const codes = there.map(({ code }) => code)
  const wanted = office.code !== null && !codes.includes(office.code) ? office.code : null
  return (
    known ??
    (await addUnit(tx, place, { ...office, code: wanted ?? codeOfOffice(office.name, codes) }, parent))
  )
}

async function addUnit(
  tx: Writer,
  { tenant, now }: Place,
  { name, kind, code }: { name: string; kind: UnitKind; code: string },
  parent: Placed | null,
): Promise<Placed> {
  const id = newId(now)
  const path = `${parent?.path ?? ''}${code.toLowerCase()}/`
  const told = { name, shortName: name, kind, parentId: parent?.id ?? null, sortOrder: 1 }
  await tx.insert(units).values({ tenant, id, code, path, folded: fold(`${name} ${code}`), ...told })
  await tx.insert(unitVersions).values({ tenant, unitId: id, number: 1, ...told })
  return { id, code, path }
}

async function addAdministrator(tx: Writer, { tenant, now }: Place, wanted: SetUp, unitId: string) {
  const { username, fullName, title, passwordHash, language } = wanted.person
  const id = newId(now)
  await tx.insert(users).values({
    ...{ tenant, id, username, fullName, passwordHash },
    ...{ passwordChangedAt: now, createdAt: now, locale: language },
  })
  const post = { tenant, userId: id, unitId }
  await tx.insert(posts).values({ ...post, id: newId(now), role: 'admin', title })
  if (wanted.supervisorTitle !== null)
    await tx
      .insert(posts)
      .values({ ...post, id: newId(now), role: 'supervisor', title: wanted.supervisorTitle })
  return id
}
