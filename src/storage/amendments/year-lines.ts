import type { Actor } from '../../domain/access.ts'
import { type AmendmentLine, nextCode } from '../../domain/amendment.ts'
import { type Day, dayOf, maxDay, minDay } from '../../domain/day.ts'
import { plainPromise } from '../../domain/promise.ts'
import { textOfPromise } from '../../domain/promise-text.ts'
import type { YearPlan } from '../../domain/years.ts'
import { type Annex, changeAnnex, draftAnnex, findAnnex, listAnnexes } from '../amendments.ts'
import type { Reader, Writer } from '../client.ts'
import { loadDivided, promisesOf } from '../targets/years.ts'
import type { TargetRow } from '../targets.ts'
import type { Moment } from '../updates.ts'

interface Asked {
  commitment: { tenant: string; id: string; code: string; effectiveFrom: Day; effectiveTo: Day }
  row: TargetRow
  /** From the form: the id of the annex, where none is being drafted yet. */
  id: string
  plans: readonly YearPlan[]
  /** Why, where an annex is begun for it. */
  reason: string
}

const hasYears = ({ lines }: Annex, { code }: Pick<TargetRow, 'code'>) =>
  lines.some(({ kind, after }) => kind === 'add' && after.parent === code)

/** The draft in which a term is divided already. */
export async function findYearLines(
  read: Reader,
  commitment: Asked['commitment'],
  row: TargetRow,
): Promise<number | undefined> {
  const annexes = await listAnnexes(read, commitment)
  return annexes.find((annex) => annex.state === 'draft' && hasYears(annex, row))?.number
}

/** Adds the years of a signed term to the annex that is being drafted, or to a new one; its number, null where it moved. */
export async function writeYearLines(
  tx: Writer,
  actor: Actor,
  { commitment, row, id, plans, reason }: Asked,
  at: Moment,
): Promise<number | null> {
  const effectiveFrom = minDay(
    maxDay(dayOf(at.now, at.zone), commitment.effectiveFrom),
    commitment.effectiveTo,
  )
  const { kind, number } = await draftAnnex(tx, actor, commitment, { id, reason, effectiveFrom }, at)
  if (kind === 'ended') return null
  const annex = (await findAnnex(tx, commitment, number))!
  if (hasYears(annex, row)) return number
  const wanted = await promisesOf(tx, await loadDivided(tx, row), plans)
  const lines = [...annex.lines]
  for (const promise of wanted.values()) {
    const after: AmendmentLine['after'] = textOfPromise(plainPromise(promise))
    lines.push({ kind: 'add', code: nextCode(lines), title: promise.title, before: {}, after })
  }
  return (await changeAnnex(tx, actor, commitment, annex, { lines }, at)) ? number : null
}
