import type { Html } from '../../views/reader.ts'
import type { AmendmentLine } from '../domain/amendment.ts'
import { changeAnnex } from '../storage/amendments.ts'
import type { TargetRow } from '../storage/targets.ts'
import { amendable, findDraft, type Here } from './amendment-place.ts'
import { type Form, isAbout } from './forms.ts'
import { plainText } from './queries.ts'
import type { Visit } from './visit.ts'

export const BASE = '/:code/amendments/:number{[0-9]+}'

/** Puts a line into the draft, in the place of another about the same target; false where somebody else was faster. */
export async function setLine(
  c: Visit,
  { found, annex }: Here,
  form: Form,
  line: AmendmentLine,
): Promise<boolean> {
  const at = annex.lines.findIndex(({ code }) => code === line.code)
  if (at >= 0 && JSON.stringify(annex.lines[at]) === JSON.stringify(line)) return true
  if (isSent(annex.lines, line)) return true
  const lines = at < 0 ? [...annex.lines, line] : annex.lines.with(at, line)
  const { db, actor, now, zone } = c.var
  return (
    isAbout(form, annex.version) &&
    (await db.tx((tx) => changeAnnex(tx, actor, found.row, annex, { lines }, { now, zone })))
  )
}

/** The same addition sent a second time has the next code, and says the same. */
const isSent = (lines: readonly AmendmentLine[], line: AmendmentLine) =>
  line.kind === 'add' &&
  lines.some((one) => one.kind === 'add' && JSON.stringify(one.after) === JSON.stringify(line.after))

/** A target that a line is about. */
export interface AboutTarget {
  here: Here
  row: TargetRow
}

/** A target of the commitment that goes on. */
export async function findTargetOf(c: Visit): Promise<AboutTarget | undefined> {
  const here = await findDraft(c)
  const code = plainText(c.req.param('target') ?? '')
  const row = here && amendable(here).find((one) => one.code === code)
  return here && row ? { here, row } : undefined
}

/** How a form of a line is shown: fresh, or with what came between. */
export interface State {
  isFresh?: boolean
  notice?: Html
}
