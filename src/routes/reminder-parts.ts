import type { Answering, PartShown } from '../../views/reminders/shapes.ts'
import { mayReport } from '../domain/access.ts'
import { dayOf } from '../domain/day.ts'
import type { FoundRound } from '../storage/reminders/rounds.ts'
import { findChosen, unitsAt } from '../storage/reminders/selection.ts'
import type { Visit } from './visit.ts'

/** Every part with its targets as they stood when it was sent. */
export async function shownParts(
  c: Visit,
  { row, campaign, parts }: FoundRound,
  typed: ReadonlyMap<string, Answering> = new Map(),
): Promise<(PartShown & { upperUnitId: string })[]> {
  const { db, actor, zone, reader } = c.var
  const codes = parts.flatMap(({ targets }) => targets.map(({ code }) => code))
  const chosen = await findChosen(db.read, actor, codes)
  const open = new Set(chosen.flatMap((one) => (one.row.baseClass === 'open' ? [one.row.id] : [])))
  const units = await unitsAt(db.read, actor.tenant, campaign, chosen, { instant: row.sentAt, zone })
  return parts.map((part) => {
    const mine = mayReport(actor, part.sides)
    const targets = units.find(({ id }) => id === part.unit.id)?.targets ?? []
    const reports = new Map(part.targets.map(({ id, reportedAt }) => [id, reportedAt]))
    return {
      ...part,
      upperUnitId: part.sides.upperUnitId,
      items: targets.map(({ id, item }) => {
        const reportedAt = reports.get(id) ?? null
        const mayNow = mine && reportedAt === null && open.has(id)
        return {
          ...item,
          reportedOn: reportedAt === null ? null : dayOf(reportedAt, zone),
          reportHref: mayNow ? reader.at(`/targets/${encodeURIComponent(item.code)}/update`) : null,
        }
      }),
      answering: mine
        ? (typed.get(part.unit.id) ?? { text: part.answer?.text ?? '', problem: null, isConflict: false })
        : null,
    }
  })
}
