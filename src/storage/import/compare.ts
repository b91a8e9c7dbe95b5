import { createHash } from 'node:crypto'
import { and, eq, inArray } from 'drizzle-orm'
import { type GivenColumns, type ImportData, type ImportFile, importFiles } from '../../domain/import.ts'
import { keyOf, type TextRow, textRow } from '../../domain/import-text.ts'
import type { Reader } from '../client.ts'
import { updates } from '../schema.ts'
import { type Holdings, loadHoldings } from './holdings.ts'
import { signedIn } from './signed.ts'
import { storedRows } from './stored.ts'

/** What an import would do: rows that are new, that differ from what is there, and that are there as they are. */
export interface Comparison {
  counts: Record<ImportFile, FileCounts>
  /**
   * The first rows that differ, with what differs, and those that are added to what is signed; what changes what is
   * signed before the others.
   */
  changes: Change[]
  /** How many rows change what is signed, or are added to it. */
  signed: number
  /** How many of them are new. */
  added: number
  /** Of all that would be written to rows which are there: it changes when they do. */
  digest: string
}

export interface FileCounts {
  fresh: number
  changed: number
  same: number
}

export interface Change {
  file: ImportFile
  key: string
  /** Null of a row that is new. */
  before: TextRow | null
  after: TextRow
  /** It changes what is signed, without an amendment. */
  isSigned: boolean
}

const MOST_CHANGES = 200

/** What an import never changes of a row that is there. */
const fixed: Partial<Record<ImportFile, readonly string[]>> = {
  users: ['email', 'full_name', 'locale'],
  reminders: ['sent_by', 'text'],
}

export async function compareImport(
  read: Reader,
  { tenant, zone }: { tenant: string; zone: string },
  data: ImportData,
  given: GivenColumns = {},
): Promise<Comparison> {
  const holdings = await loadHoldings(read, tenant, zone)
  const hash = createHash('sha256')
  const [ofSigned, others]: [Change[], Change[]] = [[], []]
  const counts = {} as Record<ImportFile, FileCounts>
  let [signed, added] = [0, 0]
  const hear = (change: Change) => {
    hash.update(JSON.stringify(change))
    const some = change.isSigned ? ofSigned : others
    if (change.isSigned) signed += 1
    if (change.before === null) added += 1
    if (some.length < MOST_CHANGES) some.push(change)
  }
  for (const file of importFiles) {
    counts[file] =
      file === 'updates'
        ? await compareUpdates(read, holdings, data.updates, hear)
        : await compareFile(read, holdings, file, data, given, hear)
  }
  hash.update(JSON.stringify(counts))
  const changes = [...ofSigned, ...others].slice(0, MOST_CHANGES)
  return { counts, changes, signed, added, digest: hash.digest('hex') }
}

async function compareFile(
  read: Reader,
  holdings: Holdings,
  file: Exclude<ImportFile, 'updates'>,
  data: ImportData,
  given: GivenColumns,
  hear: (change: Change) => void,
): Promise<FileCounts> {
  const count = { fresh: 0, changed: 0, same: 0 }
  if (data[file].length === 0) return count
  const decimals = decimalsIn(data, holdings)
  const stored = await storedRows(read, holdings, file)
  const known = new Map(stored.map((row) => [keyOf(file, row), row as object]))
  const { isChanged, isAdded } = signedIn(holdings, file)
  const writing = { zone: holdings.zone, decimalsOf: decimals }
  for (const row of data[file]) {
    const there = known.get(keyOf(file, row))
    if (!there) {
      count.fresh += 1
      if (isAdded(row)) hear({ file, key: keyOf(file, row), ...additionOf(textRow(file, row, writing)) })
      continue
    }
    const change = differenceOf(file, [there, row], writing, given)
    if (change) {
      count.changed += 1
      const isSigned = isChanged(there, row, Object.keys(change.after))
      hear({ file, key: keyOf(file, row), ...change, isSigned })
    } else count.same += 1
  }
  return count
}

/** What tells a row that is added to what is signed. */
const telling = ['commitment', 'title', 'plan', 'due_on']

function additionOf(row: TextRow): Pick<Change, 'before' | 'after' | 'isSigned'> {
  const named = telling.flatMap((name) => (row[name] ? [[name, row[name]] as const] : []))
  return { before: null, after: Object.fromEntries(named), isSigned: true }
}

/** The amounts of a new target are written with its own decimals. */
function decimalsIn(data: ImportData, { decimalsOf }: Holdings) {
  const own = new Map(data.targets.map((row) => [row.code, row.decimals]))
  return (code: string) => own.get(code) ?? decimalsOf(code)
}

/** The state, and what goes with it where its cell is empty: of a row without a state they leave what is there. */
const isOfState = (column: string, row: TextRow) =>
  column === 'state' || (row[column] === '' && ['state_on', 'state_document'].includes(column))

/** Lists are compared as what is in them; where a row says nothing of its state, nothing is taken back of it. */
function differenceOf(
  file: ImportFile,
  [there, row]: readonly [object, object],
  writing: Parameters<typeof textRow>[2],
  given: GivenColumns,
) {
  const isSilent = !('state' in row && row.state)
  const [before, after] = [textRow(file, there, writing), textRow(file, row, writing)]
  const differing = Object.keys(after).filter((column) => {
    if (given[file]?.has(column) === false || fixed[file]?.includes(column)) return false
    if (isSilent && isOfState(column, after)) return false
    return plain(before[column]!) !== plain(after[column]!)
  })
  const isDecided = file === 'extensions' && before.decision !== ''
  if (differing.length === 0 || isDecided) return undefined
  const only = (row: TextRow) => Object.fromEntries(differing.map((column) => [column, row[column]!]))
  return { before: only(before), after: only(after) }
}

const plain = (cell: string) => (cell.includes(';') ? cell.split(';').sort().join(';') : cell)

const TARGETS_AT_ONCE = 400

/** A report that is there is left alone, unless it waits and the file decides it. */
async function compareUpdates(
  read: Reader,
  { tenant, targets, users }: Holdings,
  rows: ImportData['updates'],
  hear: (change: Change) => void,
): Promise<FileCounts> {
  const named = new Set(rows.map((row) => row.target))
  const ids = [...targets].filter(([, { code }]) => named.has(code)).map(([id]) => id)
  const states = new Map<string, string>()
  for (let at = 0; at < ids.length; at += TARGETS_AT_ONCE) {
    const { targetId, asOf, enteredBy, receivedAt, state } = updates
    const some = await read
      .select({ targetId, asOf, enteredBy, receivedAt, state })
      .from(updates)
      .where(and(eq(updates.tenant, tenant), inArray(targetId, ids.slice(at, at + TARGETS_AT_ONCE))))
    for (const row of some) {
      const [target, user] = [targets.get(row.targetId)!.code, users.get(row.enteredBy)!]
      states.set(`${target} ${row.asOf} ${user} ${row.receivedAt}`, row.state)
    }
  }
  const count = { fresh: 0, changed: 0, same: 0 }
  for (const row of rows) {
    const key = keyOf('updates', row)
    const state = states.get(key)
    if (state === undefined) count.fresh += 1
    else if (state === 'submitted' && row.decision) {
      count.changed += 1
      hear({
        file: 'updates',
        key,
        before: { decision: '' },
        after: { decision: row.decision },
        isSigned: false,
      })
    } else count.same += 1
  }
  return count
}
