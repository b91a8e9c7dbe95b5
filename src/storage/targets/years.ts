import { and, asc, eq, type SQL, sql } from 'drizzle-orm'
import type { Actor } from '../../domain/access.ts'
import type { TargetPromise } from '../../domain/promise.ts'
import { withDecimals } from '../../domain/promise-text.ts'
import type { Contribution } from '../../domain/target.ts'
import {
  figuresOfYears,
  mayBeDivided,
  promiseOfYear,
  rollupOfYears,
  titleOfYear,
  wayOfYears,
  withoutYear,
  type YearPlan,
  yearOf,
} from '../../domain/years.ts'
import { recordAs } from '../audit.ts'
import type { Reader, Writer } from '../client.ts'
import { lockCommitment, touchDraft } from '../commitments/held.ts'
import { newId } from '../ids.ts'
import { targets } from '../schema.ts'
import type { TargetRow } from '../targets.ts'
import type { Moment } from '../updates.ts'
import { loadPromise } from './form.ts'
import { setRollup } from './handing.ts'
import { type Commitment, editTarget, insertTarget, removeTarget, saysTheSame } from './write.ts'

/** A term with its years, as they stand in one commitment. */
export interface Divided {
  row: TargetRow
  /** In their order; one target a year. */
  years: Map<number, TargetRow>
}

export async function loadDivided(read: Reader, row: TargetRow): Promise<Divided> {
  const below = await read
    .select()
    .from(targets)
    .where(
      and(
        eq(targets.tenant, row.tenant),
        eq(targets.commitmentId, row.commitmentId),
        eq(targets.parentId, row.id),
      ),
    )
    .orderBy(asc(targets.startOn), asc(targets.sortOrder))
  const years = new Map<number, TargetRow>()
  for (const one of below) if (!years.has(yearOf(one.startOn))) years.set(yearOf(one.startOn), one)
  return { row, years }
}

/** What a form has seen: the term and each of its years. */
export const stampOf = ({ row, years }: Divided): string =>
  [row, ...years.values()].map(({ version }) => version).join('.')

interface Wish {
  /** In the order of the years; a year that is not in it has no target of its own any more. */
  plans: readonly YearPlan[]
  /** What the form has seen; blank for one that says nothing of it. */
  stamp: string
}

/** Makes the years of a term what the form says, in a draft; false where somebody else was faster. */
export async function divideByYears(
  tx: Writer,
  actor: Actor,
  commitment: Commitment,
  term: TargetRow,
  { plans, stamp }: Wish,
  at: Moment,
): Promise<boolean> {
  await lockCommitment(tx, commitment)
  const [row] = await tx
    .select()
    .from(targets)
    .where(and(eq(targets.tenant, term.tenant), eq(targets.id, term.id)))
  if (!row) return false
  const divided = await loadDivided(tx, row)
  const wanted = await promisesOf(tx, divided, plans)
  if (await isThere(tx, divided, wanted)) return true
  if (stamp !== '' && stamp !== stampOf(divided)) return false
  if (!(await touchDraft(tx, commitment))) return false
  const before = toldOf(divided)
  await writeYears(tx, actor, commitment, { divided, wanted }, at)
  const added = [...wanted.values()].some(({ contribution }) => contribution === 'additive')
  const rollup = added ? rollupOfYears[wayOfYears(row)] : row.rollup
  if (rollup !== row.rollup) await setRollup(tx, actor, row, rollup, at)
  await recordAs(tx, actor, at.now, {
    ...{ deed: 'target.divided', subjectKind: 'target', subject: row.code },
    detail: { before, after: toldOf(await loadDivided(tx, row)) },
  })
  return true
}

const toldOf = ({ years }: Divided) =>
  Object.fromEntries(
    [...years].map(([year, { code, plan, dueOriginal }]) => [year, { code, plan, dueOriginal }]),
  )

type Wanted = Map<number, TargetPromise>

/** A year that is there keeps its own words; its figures and days are those of the form. */
export async function promisesOf(
  read: Reader,
  { row, years }: Divided,
  plans: readonly YearPlan[],
): Promise<Wanted> {
  const term = await loadPromise(read, row)
  const figures = figuresOfYears(term, plans)
  const contribution = await contributionOf(read, row)
  const wanted: Wanted = new Map()
  for (const [n, { year }] of plans.entries()) {
    const figure = figures[n]!
    const title = titleOfYear(term.title, year)
    const stored = years.get(year)
    const fresh = promiseOfYear(term, row.code, title, {
      ...figure,
      contribution: contribution ?? figure.contribution,
    })
    if (!stored) {
      wanted.set(year, fresh)
      continue
    }
    const [kept, own] = onOneScale(await loadPromise(read, stored), fresh)
    const isOurs = withoutYear(kept.title) !== kept.title
    const { plan, dueOn, startOn, baseline, baselineOn, contribution: way, parent } = own
    const moved = { plan, dueOn, startOn, baseline, baselineOn, contribution: way, parent }
    wanted.set(year, { ...kept, ...moved, title: isOurs ? title : kept.title })
  }
  return wanted
}

/** A year may be kept with other decimals than its term. */
function onOneScale(...[one, other]: [TargetPromise, TargetPromise]): [TargetPromise, TargetPromise] {
  const decimals = Math.max(one.decimals, other.decimals)
  return [withDecimals(one, decimals) ?? one, withDecimals(other, decimals) ?? other]
}

/** Where targets of others add up to the term already, its years stand beside: nothing is added twice. */
async function contributionOf(read: Reader, row: TargetRow): Promise<Contribution | null> {
  const others = await read
    .select({ commitmentId: targets.commitmentId })
    .from(targets)
    .where(
      and(eq(targets.tenant, row.tenant), eq(targets.parentId, row.id), eq(targets.contribution, 'additive')),
    )
  return others.some(({ commitmentId }) => commitmentId !== row.commitmentId) ? 'informational' : null
}

async function isThere(read: Reader, { years }: Divided, wanted: Wanted): Promise<boolean> {
  if (years.size !== wanted.size) return false
  for (const [year, promise] of wanted) {
    const stored = years.get(year)
    if (!stored || !(await saysTheSame(read, stored, { ...promise, order: stored.sortOrder }))) return false
  }
  return true
}

interface Writing {
  divided: Divided
  wanted: Wanted
}

async function writeYears(
  tx: Writer,
  actor: Actor,
  commitment: Commitment,
  { divided, wanted }: Writing,
  at: Moment,
) {
  const gone = [...divided.years].filter(([year]) => !wanted.has(year))
  const done: boolean[] = []
  for (const [, stored] of gone) done.push(await removeTarget(tx, actor, stored, at))
  for (const [year, promise] of wanted) {
    done.push(await writeYear(tx, actor, commitment, { stored: divided.years.get(year), promise }, at))
  }
  if (done.includes(false)) throw new Error(`years of ${divided.row.code} were changed meanwhile`)
}

async function writeYear(
  tx: Writer,
  actor: Actor,
  commitment: Commitment,
  { stored, promise }: { stored: TargetRow | undefined; promise: TargetPromise },
  at: Moment,
): Promise<boolean> {
  if (!stored) {
    const made = await insertTarget(tx, actor, commitment, { id: newId(at.now), promise }, at)
    return made.kind === 'kept'
  }
  const isSame = await saysTheSame(tx, stored, { ...promise, order: stored.sortOrder })
  return isSame || (await editTarget(tx, actor, stored, promise, at))
}

/** A year that an annex adds is added up as those of a draft are. */
export async function addUpTo(
  tx: Writer,
  actor: Actor,
  { tenant, id }: Pick<Commitment, 'tenant' | 'id'>,
  { parent, contribution }: Pick<TargetPromise, 'parent' | 'contribution'>,
  at: Moment,
): Promise<void> {
  if (parent === null || contribution !== 'additive') return
  const [term] = await tx
    .select()
    .from(targets)
    .where(and(eq(targets.tenant, tenant), eq(targets.commitmentId, id), eq(targets.code, parent)))
  if (!term || term.rollup !== null || !mayBeDivided({ ...term, dueOn: term.dueOriginal })) return
  const rollup = rollupOfYears[wayOfYears(term)]
  if (rollup) await setRollup(tx, actor, term, rollup, at)
}

export const hasOpenYears: SQL = sql`exists (select 1 from ${targets} as years where years.tenant = ${targets.tenant}
  and years.parent_id = ${targets.id} and years.commitment_id = ${targets.commitmentId}
  and years.base_class = 'open')`
