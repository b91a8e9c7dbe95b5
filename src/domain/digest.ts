import type { Role } from './access.ts'
import type { Day } from './day.ts'
import { type LadderItem, type LadderStep, ladderSteps } from './follow-up.ts'
import { groupBy } from './grouping.ts'

/** A word of the ladder with the two sides it concerns. */
export interface Word extends LadderItem {
  unitId: string
  upperUnitId: string
}

/** Somebody who can be told, by one of their posts. */
export interface Hearer {
  userId: string
  unitId: string
  role: Role
}

/** Everything one person is told on a day: one notice and at most one letter. */
export interface Digest<Person extends Hearer> {
  person: Person
  items: LadderItem[]
  /** Told as head or clerk: it leads to their own work; else to the desk of those above. */
  isOwnWork: boolean
}

/** The roles that have to hear of anything, at either side. */
export const HEARING = ['head', 'clerk', 'leader'] as const satisfies Role[]

/**
 * Who is told what: before and on the day, and of a report that is owed, those who type, or the head where there are
 * none; once it is late the head as well; when it goes up, the head and the leaders of side A. A person is told each
 * thing once, whatever posts they hold, the gravest first.
 */
export function digestsOf<Person extends Hearer>(
  words: readonly Word[],
  people: readonly Person[],
): Digest<Person>[] {
  const byUnit = groupBy(people, (person) => person.unitId)
  const digests = new Map<string, Digest<Person> & { told: Set<string> }>()
  for (const { unitId, upperUnitId, ...item } of words.toSorted(byGravity)) {
    const own = byUnit.get(unitId) ?? []
    for (const person of hearersOf(item.step, own, byUnit.get(upperUnitId) ?? [])) {
      const digest = digests.get(person.userId) ?? {
        person,
        items: [],
        isOwnWork: false,
        told: new Set<string>(),
      }
      digests.set(person.userId, digest)
      if (person.role !== 'leader') digest.isOwnWork = true
      const what = `${item.step} ${item.code} ${item.dueOn}`
      if (!digest.told.has(what)) digest.items.push(item)
      digest.told.add(what)
    }
  }
  return [...digests.values()].map(({ told, ...digest }) => digest)
}

/**
 * Whether a word is said today: to somebody, and to nobody who had the day's digest already. What is not said is not
 * noted, so that the digest of another day says it.
 */
export function isSaid(people: readonly Hearer[], told: ReadonlySet<string>): (word: Word) => boolean {
  const byUnit = groupBy(people, (person) => person.unitId)
  return ({ step, unitId, upperUnitId }) => {
    const hearers = hearersOf(step, byUnit.get(unitId) ?? [], byUnit.get(upperUnitId) ?? [])
    return hearers.length > 0 && !hearers.some(({ userId }) => told.has(userId))
  }
}

function hearersOf<Person extends Hearer>(step: LadderStep, own: Person[], above: Person[]): Person[] {
  const heads = own.filter(({ role }) => role === 'head')
  const clerks = own.filter(({ role }) => role === 'clerk')
  if (step === 'escalated') return [...heads, ...above.filter(({ role }) => role === 'leader')]
  if (step === 'after' || step === 'weekly') return [...heads, ...clerks]
  return clerks.length ? clerks : heads
}

const GRAVITY: Record<LadderStep, number> = {
  escalated: 0,
  weekly: 1,
  after: 2,
  due: 3,
  report: 4,
  before: 5,
}

function byGravity(a: Word, b: Word): number {
  const order = [GRAVITY[a.step] - GRAVITY[b.step], compare(a.dueOn, b.dueOn), compare(a.code, b.code)]
  return order.find((part) => part !== 0) ?? 0
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** How often each step was said on a channel, and to how many people. */
export type ChannelCount = { people: number } & Partial<Record<LadderStep, number>>

export interface LadderCount {
  /** Deadlines and reports that a word was due about. */
  said: Partial<Record<LadderStep, number>>
  app: ChannelCount
  mail: ChannelCount
}

/** `mailed` are those of the digests that also go by mail. */
export function countLadder(
  words: readonly Word[],
  digests: readonly Digest<Hearer>[],
  mailed: readonly Digest<Hearer>[],
): LadderCount {
  return { said: countSteps(words), app: countChannel(digests), mail: countChannel(mailed) }
}

const countChannel = (digests: readonly Digest<Hearer>[]): ChannelCount => ({
  people: digests.length,
  ...countSteps(digests.flatMap(({ items }) => items)),
})

function countSteps(items: readonly LadderItem[]): Partial<Record<LadderStep, number>> {
  const counted = ladderSteps.map(
    (step) => [step, items.filter((item) => item.step === step).length] as const,
  )
  return Object.fromEntries(counted.filter(([, n]) => n > 0))
}

/** So many lines travel with a notice; the page it leads to has all of them. */
const ITEMS_A_NOTICE = 20

/** What a notice of the ladder keeps: how many things, and the first of them. */
export const noticeOf = (items: readonly LadderItem[]) => ({
  n: items.length,
  items: JSON.stringify(items.slice(0, ITEMS_A_NOTICE)),
})

/** The lines that a notice of the ladder keeps. */
export function itemsOfNotice(detail: Record<string, unknown>): LadderItem[] {
  return typeof detail.items === 'string' ? (JSON.parse(detail.items) as LadderItem[]) : []
}

/** A week's report that is due on a day, as a word about the unit that owes it. */
export function reportWord(unit: { id: string; code: string; name: string }, dueOn: Day): Word {
  const { id: unitId, code, name } = unit
  return { step: 'report', code, title: '', unitName: name, dueOn, daysLate: 0, unitId, upperUnitId: '' }
}
