import type { PartLine } from '../../views/targets/cascade-rows.tsx'
import { mayHandDown, maySupervise } from '../domain/access.ts'
import type { Combined } from '../domain/rollup.ts'
import { isToCome, type Moment, onDay } from '../domain/standing.ts'
import { shareOfWhole } from '../domain/variance.ts'
import { sumOf } from '../storage/targets/cascade.ts'
import { isStopped, listParts, type PartOf, receiptsOf } from '../storage/targets/parts.ts'
import type { FoundTarget } from '../storage/targets.ts'
import { namesOn } from '../storage/unit-names.ts'
import { addressOf } from './queries.ts'
import type { Visit } from './visit.ts'

/** The lines of a page of parts, each with the report behind its figure and the level below it. */
export async function linesOf(
  c: Visit,
  found: FoundTarget,
  page: readonly PartOf[],
  whole: Combined | null,
  moment: Moment | undefined,
): Promise<PartLine[]> {
  const { db, actor, today } = c.var
  const day = moment?.asOf ?? today
  const behind = page.flatMap(({ figure, inside }) => (inside && figure ? [figure.updateId] : []))
  const ids = page.map(({ row }) => row.id)
  const unitIds = moment ? page.map(({ unit }) => unit.id) : []
  const names = await namesOn(db.read, actor.tenant, unitIds, day)
  const receipts = await receiptsOf(db.read, actor.tenant, behind)
  const lower = await listParts(db.read, actor, ids, moment)
  return page.map(
    (part): PartLine => ({
      ...plainOf(part),
      unitName: names.get(part.unit.id)?.name ?? part.unit.name,
      figure: figureOf(c, part, receipts, moment),
      share: whole && shareOfWhole(part.whole, whole),
      fate: fateOf(part, found, whole),
      onDay: onDay(part.clocked, day, part.campaign),
      isToCome: isToCome({ ...part.row, ...part.clocked }, day),
      below: belowOf(c, part, lower.get(part.row.id), moment),
      editHref: moment ? null : editHrefOf(c, part, found),
    }),
  )
}

const plainOf = ({ row: { code, title, measure, decimals }, whole: { plan } }: PartOf) => ({
  ...{ code, title, measure, decimals, plan },
})

const pathOf = (code: string) => `/targets/${encodeURIComponent(code)}`

/** A flow is the sum of all its reports: those stand on the page of the target. */
function figureOf(
  c: Visit,
  { row, figure }: PartOf,
  receipts: ReadonlyMap<string, string>,
  moment: Moment | undefined,
): PartLine['figure'] {
  if (!figure) return null
  const receipt = row.valueKind === 'flow' ? undefined : receipts.get(figure.updateId)
  const href = receipt
    ? c.var.reader.at(`/updates/${receipt}`)
    : addressOf(c, pathOf(row.code), { 'as-of': moment?.asOf })
  return { value: figure.value, asOf: figure.asOf, href }
}

function belowOf(
  c: Visit,
  { row, inside }: PartOf,
  children: PartOf[] | undefined,
  moment: Moment | undefined,
) {
  if (!children) return null
  return {
    n: children.length,
    whole: inside ? sumOf(row, children) : null,
    href: addressOf(c, `${pathOf(row.code)}/parts`, { 'as-of': moment?.asOf }),
  }
}

function editHrefOf({ var: { actor, reader } }: Visit, { row, unit, sides }: PartOf, found: FoundTarget) {
  const mayLink = mayHandDown(actor, found.sides) && maySupervise(actor, sides) && unit.id !== found.unit.id
  return mayLink ? reader.at(`${pathOf(found.row.code)}/parts/link/${encodeURIComponent(row.code)}`) : null
}

function fateOf(part: PartOf, { row: parent }: FoundTarget, whole: Combined | null): PartLine['fate'] {
  if (isStopped(part)) return 'stopped'
  const { row, figure } = part
  if (whole) return whole.fates.get(row.code) ?? 'beside'
  if (row.contribution !== 'additive' || parent.kind !== 'number') return 'beside'
  return figure ? 'added' : 'missing'
}
