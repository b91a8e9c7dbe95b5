import { joinBefore } from '../../domain/snapshot/before.ts'
import { composeWhole } from '../../domain/snapshot/compose.ts'
import { describeDirections, describeProposals } from '../../domain/snapshot/follow-up.ts'
import type { Before, CampaignSource, Telling } from '../../domain/snapshot/input.ts'
import type { SnapshotTarget } from '../../domain/snapshot/target.ts'
import { type ToldTarget, tellTargets } from '../../domain/snapshot/told.ts'
import { addUnits, type ToldUnits, tellUnits } from '../../domain/snapshot/told-units.ts'
import { describeUpdates, type SnapshotUpdate, updatesTold } from '../../domain/snapshot/update.ts'
import type { Snapshot } from '../../domain/snapshot.ts'
import { type Week, weekBefore } from '../../domain/week.ts'
import type { Reader } from '../client.ts'
import type { Asked } from '../summaries.ts'
import { type ToldEve, tellEve, untilOf } from './eve.ts'
import { type FrozenBefore, findFrozenBefore } from './frozen-before.ts'
import { type Frame, loadFrame, loadPart, loadTextsOf } from './source.ts'
import { lastHashBefore } from './stored.ts'

/** Young enough to be cleared away without being moved. */
const UNITS = 10

interface Way {
  /** Set when this telling is the freeze. */
  frozen?: Telling['frozen']
  /** Every target, some units at a time in the office's order. */
  hear?(targets: readonly SnapshotTarget[]): void
  /** Those that the snapshot shall hold in the end, if not all. */
  keeps?(target: SnapshotTarget): boolean
  withUpdates?: boolean
  /** So many are held at once. */
  units?: number
  progress?(done: number, of: number): void
}

/**
 * A week from the facts, some units after others, since those of a large campaign do not fit the memory at once. Of the
 * targets and the reports only what is asked for is kept; all else is told of all.
 */
export async function tellByParts(read: Reader, asked: Asked, week: Week, way: Way): Promise<Snapshot> {
  const frame = await loadFrame(read, asked)
  const stored = await findFrozenBefore(read, asked, weekBefore(week))
  const previousHash = await lastHashBefore(read, asked, week)
  const telling = { week, until: untilOf(asked, week), previousHash, frozen: way.frozen ?? null }
  const setting = { frame, telling, stored, withUpdates: way.withUpdates ?? false }
  const gathered = gather(frame.source)
  const [ids, units] = [[...frame.signers.keys()], way.units ?? UNITS]
  for (let place = 0; place === 0 || place < ids.length; place += units) {
    way.progress?.(place, ids.length)
    const part = await tellPart(read, asked, setting, ids.slice(place, place + units), place)
    const { targets } = part.all
    way.hear?.(targets)
    gathered.add(part, way.keeps ? targets.filter(way.keeps) : targets)
  }
  way.progress?.(ids.length, ids.length)
  return gathered.whole(telling, stored)
}

interface Setting {
  frame: Frame
  telling: Omit<Telling, 'before'>
  stored: FrozenBefore | undefined
  withUpdates: boolean
}

interface Part {
  all: ToldUnits
  told: readonly ToldTarget[]
  updates: SnapshotUpdate[]
  eve: ToldEve | undefined
}

async function tellPart(
  read: Reader,
  asked: Asked,
  { frame, telling: alone, stored, withUpdates }: Setting,
  unitIds: string[],
  place: number,
): Promise<Part> {
  const source = await loadPart(read, asked, frame, unitIds)
  const eve = stored ? undefined : tellEve(source, asked, weekBefore(alone.week))
  const told = tellTargets(source, { ...alone, before: null }, eve)
  const telling = { ...alone, before: stored ? ofTargets(stored, told) : (eve?.before ?? null) }
  const spoken = told.flatMap((one) => [
    ...spokenOf(one),
    ...(withUpdates ? updatesTold(one, telling).map(({ id }) => id) : []),
  ])
  const from = { ...source, texts: await loadTextsOf(read, asked.tenant, [...new Set(spoken)]) }
  const updates = withUpdates ? describeUpdates(from, told, telling) : []
  return { all: tellUnits(from, told, telling, place), told, updates, eve }
}

/** What the week before said of these targets, wherever they stood then. */
function ofTargets({ before, targets }: FrozenBefore, told: readonly ToldTarget[]): Before {
  return { ...before, targets: told.flatMap(({ source }) => targets.get(source.code) ?? []) }
}

/** The reports whose words a week tells: the last accepted one, and what was corrected. */
function spokenOf({ known, standing }: ToldTarget): string[] {
  const corrections = known.updates.filter(({ corrects }) => corrects !== null).map(({ id }) => id)
  const last = standing.lastAccepted?.updateId
  return last === undefined ? corrections : [last, ...corrections]
}

/** What belongs to no unit alone. */
const followedUp = (from: CampaignSource, told: ReadonlyMap<string, ToldTarget>, telling: Telling) => ({
  proposals: describeProposals(from, telling, (unit) => unit),
  directions: describeDirections(from, told, telling),
})

/** What of all parts is needed in the end. */
function gather(source: CampaignSource) {
  const led = new Set(source.directions.flatMap(({ tasks }) => tasks.map(({ targetCode }) => targetCode)))
  const codes = new Set<string>()
  const [now, then] = [new Map<string, ToldTarget>(), new Map<string, ToldTarget>()]
  const targets: SnapshotTarget[] = []
  const updates: SnapshotUpdate[] = []
  let all: ToldUnits | undefined
  let eve: { telling: Telling; before: Before } | undefined
  const keepLed = (into: Map<string, ToldTarget>, told: readonly ToldTarget[]) => {
    for (const one of told) if (led.has(one.source.code)) into.set(one.source.code, one)
  }
  return {
    add(part: Part, kept: SnapshotTarget[]) {
      for (const { source } of part.told) codes.add(source.code)
      keepLed(now, part.told)
      for (const target of kept) targets.push(target)
      for (const update of part.updates) updates.push(update)
      if (all) addUnits(all, part.all)
      else all = { ...part.all, targets: [] }
      if (!part.eve) return
      keepLed(then, part.eve.told)
      const { telling, before } = part.eve
      eve = { telling, before: eve ? joinBefore(eve.before, before) : { ...before, targets: [] } }
    },
    whole(telling: Omit<Telling, 'before'>, stored: FrozenBefore | undefined): Snapshot {
      const before = stored
        ? { ...stored.before, targets: [...stored.targets.values()] }
        : eve
          ? { ...eve.before, ...followedUp(source, then, eve.telling) }
          : null
      const told = { telling: { ...telling, before }, told: now, isTold: (code: string) => codes.has(code) }
      return { ...composeWhole(source, { ...all!, targets }, told), updates }
    },
  }
}
