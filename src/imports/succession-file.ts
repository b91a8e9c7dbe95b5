import { parse } from 'csv-parse/sync'
import { type Day, isDay } from '../domain/day.ts'
import { type Ratio, ratio } from '../domain/ratio.ts'
import { readShare } from '../domain/share.ts'
import { type Fate, fates, type Override } from '../domain/succession.ts'
import { type UnitKind, unitKinds } from '../domain/unit.ts'

/** A decision about units as it stands in a file, with units by their codes. */
export interface SuccessionFile {
  kind: 'merge' | 'split'
  decision: string
  date: Day
  successors: FileUnit[]
  links: { from: string; to: string; share: Ratio }[]
  fates: Override[]
  people: { username: string; successor: string; role: 'head' | 'clerk' | null }[]
  /** 'leave': reports that nobody has decided on stay with the old targets; else there may be none. */
  leaveWaiting: boolean
}

interface FileUnit {
  code: string
  name: string
  shortName: string
  kind: UnitKind
  block: string | null
  parent: string | null
  sortOrder: number | null
  officialCode: string | null
}

export interface FileProblem {
  /** Of the table; 0 for the file as a whole. */
  row: number
  column: string
  read: string
}

type Cells = Record<string, string>

/**
 * The units that a decision sets up, one a line: comma, semicolon or tab between the columns, a header first. Predecessors
 * stand beside each other with spaces between, each with its share where it is not whole: 'HH-KS HH-THO=2/3'.
 */
export function readUnitTable(
  text: string,
): Pick<SuccessionFile, 'successors' | 'links'> & { problems: FileProblem[] } {
  const { rows, problems } = readTable(text)
  const units = rows.map((row, n) => readUnit(row, n + 2, problems))
  const links = rows.flatMap((row, n) => readLinks(row, n + 2, problems))
  return { successors: units, links, problems }
}

function readTable(text: string): { rows: Cells[]; problems: FileProblem[] } {
  const [head = ''] = text.trimStart().split('\n')
  const delimiter = head.includes('\t') ? '\t' : head.includes(';') ? ';' : ','
  try {
    const options = { bom: true, delimiter, relax_column_count: true, skip_empty_lines: true, trim: true }
    const [header = [], ...body] = parse(text.normalize('NFC').trimStart(), options) as string[][]
    const names = header.map((name) => name.toLowerCase())
    const rows = body.map((cells) => Object.fromEntries(names.map((name, at) => [name, cells[at] ?? ''])))
    return { rows, problems: [] }
  } catch (error) {
    return { rows: [], problems: [{ row: (error as { lines?: number }).lines ?? 0, column: '', read: '' }] }
  }
}

function readUnit(row: Cells, at: number, problems: FileProblem[]): FileUnit {
  const cell = (name: string) => row[name]?.trim() ?? ''
  const kind = unitKinds.find((one) => one === (cell('kind') || 'commune'))
  if (!kind) problems.push({ row: at, column: 'kind', read: cell('kind') })
  const order = cell('sort_order')
  if (!/^\d{0,6}$/.test(order)) problems.push({ row: at, column: 'sort_order', read: order })
  const name = cell('name').replace(/\s+/g, ' ')
  return {
    code: cell('code'),
    name,
    shortName: cell('short_name') || name,
    kind: kind ?? 'commune',
    block: cell('block') || null,
    parent: cell('parent') || null,
    sortOrder: /^\d{1,6}$/.test(order) ? Number(order) : null,
    officialCode: cell('official_code') || null,
  }
}

function readLinks(row: Cells, at: number, problems: FileProblem[]): SuccessionFile['links'] {
  const to = row.code?.trim() ?? ''
  return (row.predecessors ?? '')
    .split(/[\s;,]+/)
    .filter(Boolean)
    .flatMap((word) => {
      const [from = '', typed] = word.split('=')
      const share = typed === undefined ? ratio(1) : readShare(typed)
      if (!share) problems.push({ row: at, column: 'predecessors', read: word })
      return share ? [{ from, to, share }] : []
    })
}

/** What becomes of single targets: target, successor (empty for all), fate, share, with, reason. */
export function readFates(text: string): { fates: Override[]; problems: FileProblem[] } {
  const problems: FileProblem[] = []
  const isHeaded = /^\s*(target|chỉ tiêu)\b/iu.test(text)
  const { rows, problems: broken } = readTable(
    isHeaded ? text : `target;successor;fate;share;with;reason\n${text.replaceAll('\t', ';')}`,
  )
  const found = rows.map((row, n): Override => {
    const at = n + (isHeaded ? 2 : 1)
    const cell = (name: string) => row[name]?.trim() ?? ''
    const fate = fates.find((one) => one === cell('fate'))
    const share = cell('share') === '' ? null : readShare(cell('share'))
    if (!fate) problems.push({ row: at, column: 'fate', read: cell('fate') })
    if (share === undefined) problems.push({ row: at, column: 'share', read: cell('share') })
    return {
      target: cell('target'),
      successor: cell('successor') || null,
      fate: (fate ?? 'continue') as Fate,
      share: share ?? null,
      with: cell('with') || null,
      reason: cell('reason'),
    }
  })
  return { fates: found, problems: [...broken, ...problems] }
}

/** The whole decision: a CSV with decision and date in every row, or a JSON of the same names. */
export function readSuccession(text: string): { file: SuccessionFile | null; problems: FileProblem[] } {
  return text.trimStart().startsWith('{') ? readJson(text) : readCsv(text)
}

function readCsv(text: string) {
  const { rows } = readTable(text)
  const table = readUnitTable(text)
  const [first = {}] = rows
  return finish(
    {
      decision: first.decision ?? '',
      date: first.date ?? '',
      waiting: first.waiting_reports ?? '',
      ...table,
      fates: [],
      people: [],
    },
    table.problems,
  )
}

function readJson(text: string) {
  const problems: FileProblem[] = []
  try {
    const raw = JSON.parse(text) as Record<string, unknown>
    const listOf = (value: unknown) => (Array.isArray(value) ? (value as Record<string, unknown>[]) : [])
    const cells = listOf(raw.successors).map((one): Cells => {
      const words = Array.isArray(one.predecessors)
        ? one.predecessors.map(String).join(' ')
        : one.predecessors
      return Object.fromEntries(
        Object.entries({ ...one, predecessors: words }).map(([name, value]) => [name, plain(value)]),
      )
    })
    const successors = cells.map((row, n) => readUnit(row, n + 1, problems))
    const links = cells.flatMap((row, n) => readLinks(row, n + 1, problems))
    const lines = listOf(raw.fates).map((one) =>
      ['target', 'successor', 'fate', 'share', 'with', 'reason']
        .map((name) => quoted(plain(one[name])))
        .join(';'),
    )
    const told = readFates(lines.join('\n'))
    const people = listOf(raw.people).map((one) => ({
      username: plain(one.username),
      successor: plain(one.successor),
      role: (['head', 'clerk'] as const).find((role) => role === one.role) ?? null,
    }))
    const head = {
      decision: plain(raw.decision),
      date: plain(raw.date),
      waiting: plain(raw.waiting_reports),
    }
    return finish({ ...head, successors, links, fates: told.fates, people }, [...problems, ...told.problems])
  } catch {
    return { file: null, problems: [{ row: 0, column: '', read: text.slice(0, 40) }] }
  }
}

const plain = (value: unknown) => (value === null || value === undefined ? '' : String(value))
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`

function finish(
  {
    date,
    waiting,
    ...rest
  }: Omit<SuccessionFile, 'kind' | 'date' | 'leaveWaiting'> & {
    date: string
    waiting: string
  },
  problems: FileProblem[],
): { file: SuccessionFile | null; problems: FileProblem[] } {
  if (!isDay(date)) return { file: null, problems: [...problems, { row: 1, column: 'date', read: date }] }
  if (waiting !== '' && waiting !== 'leave')
    return { file: null, problems: [...problems, { row: 1, column: 'waiting_reports', read: waiting }] }
  const froms = rest.links.map(({ from }) => from)
  const isSplit = new Set(froms).size < froms.length
  const { decision, successors, links, fates, people } = rest
  const file = {
    kind: isSplit ? ('split' as const) : ('merge' as const),
    decision,
    date,
    successors,
    links,
    fates,
    people,
    leaveWaiting: waiting === 'leave',
  }
  return { file, problems }
}
