import { addDays, type Day } from '../../domain/day.ts'
import { groupBy } from '../../domain/grouping.ts'
import { add, compare, one, type Ratio, zero } from '../../domain/ratio.ts'
import { shareText } from '../../domain/share.ts'
import { isNewUnitCode } from '../../domain/unit-code.ts'
import type { Reader } from '../client.ts'
import { type Estate, loadPlaces, type UnitRow } from './load.ts'
import type { NewUnit, OrderProblem, SuccessionOrder } from './order.ts'

export const problem = (why: OrderProblem['why'], fill = ''): OrderProblem => ({ why, fill })

/** The problems that apply. */
const those = (all: readonly (readonly [boolean, OrderProblem])[]): OrderProblem[] =>
  all.flatMap(([applies, one]) => (applies ? [one] : []))

export function wordsAmiss({ decision, successors, kind, links, reason }: SuccessionOrder): OrderProblem[] {
  const codes = successors.map(({ code }) => code)
  const twice = new Set(codes.filter((code, n) => codes.indexOf(code) < n))
  const unknown = new Set(links.flatMap(({ to }) => (to !== null && !codes.includes(to) ? [to] : [])))
  return [
    ...those([
      [!decision.trim(), problem('decision_missing')],
      [!links.length, problem('no_units')],
      [kind !== 'dissolve' && !successors.length, problem('no_successor')],
      [kind === 'dissolve' && !reason.trim(), problem('reason_missing')],
    ]),
    ...successors.flatMap((unit) => successorAmiss(unit, links)),
    ...[...twice].map((code) => problem('code_twice', code)),
    ...[...unknown].map((code) => problem('no_successor', code)),
    ...sharesAmiss(links),
  ]
}

const successorAmiss = ({ code, name }: NewUnit, links: SuccessionOrder['links']) =>
  those([
    [!isNewUnitCode(code), problem('code_shape', code)],
    [!name.trim(), problem('name_missing', code)],
    [links.length > 0 && !links.some(({ to }) => to === code), problem('no_units', code)],
  ])

function sharesAmiss(links: SuccessionOrder['links']): OrderProblem[] {
  return [...groupBy(links, ({ from }) => from)].flatMap(([from, own]): OrderProblem[] => {
    const pairs = own.map(({ to }) => to)
    if (new Set(pairs).size < pairs.length) return [{ why: 'unit_twice', fill: from }]
    const isOdd = ({ share }: { share: Ratio }) => compare(share, zero) <= 0 || compare(share, one) > 0
    if (own.some(isOdd)) return [{ why: 'share_range', fill: from }]
    const sum = own.reduce((total, { share }) => add(total, share), zero)
    return compare(sum, one) === 0 ? [] : [{ why: 'share_sum', fill: `${from}: ${shareText(sum)}` }]
  })
}

export function unitsAmiss(order: SuccessionOrder, estate: Estate): OrderProblem[] {
  const known = new Set(estate.units.map(({ code }) => code))
  const unknown = new Set(order.links.flatMap(({ from }) => (known.has(from) ? [] : [from])))
  const on = order.effectiveOn
  return [
    ...[...unknown].map((code) => problem('unknown_unit', code)),
    ...tooEarly(estate.begins, on),
    ...estate.units.flatMap(({ code, validTo, path }) =>
      those([
        [validTo !== null && validTo < on, problem('ended_unit', code)],
        [estate.units.some((other) => isBelow(path, other.path)), problem('nested', code)],
      ]),
    ),
    ...estate.units.flatMap((unit) => belowAmiss(order, estate, unit)),
  ]
}

/** A unit changes after the day on which it last became what it is; the first day that is late enough for all of them. */
function tooEarly(begins: Estate['begins'], on: Day): OrderProblem[] {
  const [last] = begins.toSorted((a, b) => (a.on < b.on ? 1 : -1))
  return last && last.on >= on ? [{ why: 'too_early', fill: last.code, day: addDays(last.on, 1) }] : []
}

export const isBelow = (path: string, above: string) => path !== above && path.startsWith(above)

/** What hangs below a unit, or is led by it, goes to its one successor; with none, or several, somebody has to say where. */
function belowAmiss(order: SuccessionOrder, estate: Estate, unit: UnitRow): OrderProblem[] {
  const heirs = order.links.filter(({ from, to }) => from === unit.code && to !== null)
  if (heirs.length === 1) return []
  const below = estate.children.filter(({ parentId }) => parentId === unit.id)
  const led = estate.campaigns.filter(({ ownerUnitId }) => ownerUnitId === unit.id)
  return [
    ...(below.length ? [{ why: 'has_children' as const, fill: unit.code }] : []),
    ...(led.length ? [{ why: 'owns_campaign' as const, fill: unit.code }] : []),
  ]
}

export async function codesAmiss(read: Reader, tenant: string, { successors }: SuccessionOrder) {
  const taken = await loadPlaces(
    read,
    tenant,
    successors.map(({ code }) => code),
  )
  return taken.map(({ code }): OrderProblem => ({ why: 'code_taken', fill: code }))
}
