import { expect } from 'vitest'
import { groupBy } from '../../src/domain/grouping.ts'
import { auditEvents } from '../../src/storage/schema.ts'
import { lastDeed } from './furnished.ts'
import type { House } from './house.ts'
import { some } from './some.ts'
import { type Person, people } from './world.ts'

export const everybody = Object.keys(people) as Person[]

export const supervisors: Person[] = ['supervisor', 'supervisor2']
/** Whoever watches over H and what lies below it, and the province above. */
export const above: Person[] = [...supervisors, 'leader', 'inspector', 'districtHead', 'province']
export const ofA: Person[] = ['head', 'clerk']
export const ofB: Person[] = ['otherHead']
/** Who has a desk in the district's office. */
export const office: Person[] = [...supervisors, 'leader']
export const watchers: Person[] = [...office, 'inspector', 'province']

/** A page or a file, and who may have it; for all others it does not exist. An address that leads on answers 303. */
export type Door = [path: string, who: Person[], status?: 200 | 303]

export interface Deed {
  path: string
  fields: Record<string, string | string[]>
  who: Person[]
  /** What the audit calls it; nothing where none is kept of it. */
  deed: string | null
}

/** The second supervisor is like the first; who is who plays a part in deeds only. */
const readers = everybody.filter((who) => who !== 'supervisor2')

/** Every page opens for those it is for, does not exist for the others, and a stranger is sent to sign in. */
export async function expectDoors(house: House, doors: readonly Door[]) {
  const visitors = readers.map((who) => [who, house.as(who)] as const)
  for (const [path, allowed, open = 200] of some(doors)) {
    const stranger = await house.stranger().get(path)
    expect([path, stranger.status, stranger.headers.get('location')]).toEqual([
      path,
      303,
      `/login?next=${encodeURIComponent(path)}`,
    ])
    for (const [who, visitor] of visitors) {
      const { status } = await visitor.get(path)
      expect(`${who} ${path} ${status}`).toBe(`${who} ${path} ${allowed.includes(who) ? open : 404}`)
    }
  }
}

/** Whoever may do some deed at this address: what else they send there is listed apart. */
const welcomeAt = (path: string, deeds: readonly Deed[]) =>
  deeds.filter((deed) => deed.path === path).flatMap(({ who }) => who)

/** Nobody else can do any of these deeds, and a refused one leaves no trace. */
export async function expectRefused(house: House, deeds: readonly Deed[]) {
  const before = await lastDeed(house)
  for (const { path, fields } of deeds) {
    const stranger = await house.stranger().post(path, fields)
    expect([path, stranger.status]).toEqual([path, 401])
    const welcome = welcomeAt(path, deeds)
    const refused = everybody.filter((who) => !welcome.includes(who))
    for (const who of some(refused, 3)) {
      const { status } = await house.as(who).post(path, fields)
      expect(`${who} ${path} ${status}`).toBe(`${who} ${path} 404`)
    }
  }
  expect(await lastDeed(house)).toBe(before)
}

/** Which deed is tried by whom: the first and the last of those it is for. */
export const trials = (deeds: readonly Deed[]): [n: number, who: Person][] =>
  deeds.flatMap(({ who }, n) =>
    [...new Set([who[0], who.at(-1)])].flatMap((one): [number, Person][] => (one ? [[n, one]] : [])),
  )

/** The same in rounds, each of which takes one trial of every part of the house: they do not stand in each other's way. */
export function roundsOf(deeds: readonly Deed[]): [n: number, who: Person][][] {
  const areas = groupBy(trials(deeds), ([n]) => deeds[n]!.path.split('/')[1]!)
  const most = Math.max(...[...areas.values()].map((all) => all.length))
  return Array.from({ length: most }, (_, round) =>
    [...areas.values()].flatMap((all) => (all[round] ? [all[round]] : [])),
  )
}

/** One of those it is for does it, and the audit says so. */
export async function expectDone(house: House, { path, fields, deed }: Deed, who: Person) {
  const before = await lastDeed(house)
  const { status } = await house.as(who).post(path, fields)
  expect(`${who} ${path} ${status}`).toBe(`${who} ${path} 303`)
  const events = await house.db.read.select().from(auditEvents)
  const added = events.filter(({ seq }) => seq > before).map((event) => event.deed)
  if (deed === null) expect([who, path, ...added]).toEqual([who, path])
  else expect([who, path, ...added]).toContain(deed)
}
