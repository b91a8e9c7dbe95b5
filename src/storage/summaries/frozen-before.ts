import { and, eq, sql } from 'drizzle-orm'
import type { Before, Was } from '../../domain/snapshot/input.ts'
import type { Snapshot } from '../../domain/snapshot.ts'
import type { Week } from '../../domain/week.ts'
import type { Reader } from '../client.ts'
import { utf8Part } from '../columns.ts'
import { weeklySummaries } from '../schema.ts'
import type { Asked } from '../summaries.ts'
import { openJson } from './json-pieces.ts'
import { findSummaryId } from './stored.ts'

/** The week before as it was frozen, as far as the next one is held against it. */
export interface FrozenBefore {
  /** Without its targets. */
  before: Before
  targets: ReadonlyMap<string, Was>
}

/** Of a large campaign the snapshot is larger than what may be held of it, so it is read piece by piece. */
const PIECE = 1 << 25

export async function findFrozenBefore(
  read: Reader,
  asked: Asked,
  week: Week,
): Promise<FrozenBefore | undefined> {
  const id = await findSummaryId(read, asked, week)
  if (!id) return undefined
  const ofSummary = and(eq(weeklySummaries.tenant, asked.tenant), eq(weeklySummaries.id, id))
  const letters = sql<number>`length(${weeklySummaries.snapshot})`
  const [row] = await read
    .select({ hash: weeklySummaries.hash, letters })
    .from(weeklySummaries)
    .where(ofSummary)
  const found = gather()
  const json = openJson((key) => wanted.has(key), found.take)
  for (let at = 0; at < Number(row!.letters); at += PIECE) {
    const bytes = utf8Part(weeklySummaries.snapshot, at + 1, PIECE)
    const [piece] = await read.select({ bytes }).from(weeklySummaries).where(ofSummary)
    json.read(piece!.bytes)
  }
  return found.end(row!.hash)
}

const heads = ['week', 'from', 'to', 'until', 'day', 'frozen', 'frozen_at', 'totals', 'rates'] as const
const lists = ['units', 'targets', 'proposals', 'directions'] as const
const wanted: ReadonlySet<string> = new Set([...heads, ...lists])

function gather() {
  const head: Record<string, unknown> = {}
  const units: Before['units'][number][] = []
  const proposals: Before['proposals'][number][] = []
  const directions: Before['directions'][number][] = []
  const targets = new Map<string, Was>()
  const keep: Record<string, (value: never) => void> = {
    units: ({ code, by_class }: Snapshot['units'][number]) => units.push({ code, by_class }),
    proposals: ({ code, is_waiting }: Snapshot['proposals'][number]) => proposals.push({ code, is_waiting }),
    directions: ({ code, status }: Snapshot['directions'][number]) => directions.push({ code, status }),
    targets: (target: Snapshot['targets'][number]) => targets.set(target.code, wasOf(target)),
  }
  return {
    take(key: string, value: unknown) {
      if (keep[key]) keep[key](value as never)
      else head[key] = value
    },
    end(hash: string | null): FrozenBefore {
      const told = head as Pick<Snapshot, (typeof heads)[number]>
      return { before: { ...told, hash, units, targets: [], proposals, directions }, targets }
    },
  }
}

function wasOf(target: Snapshot['targets'][number]): Was {
  const { code, unit, title, commitment, value_low, value_high } = target
  const { progress, report_class, due_on, plan_first, plan_revised } = target
  return {
    ...{ code, unit, title, commitment, value_low, value_high },
    ...{ progress, report_class, due_on, plan_first, plan_revised },
  }
}
