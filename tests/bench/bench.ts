import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { makeData } from './data.ts'
import { type Duel, duel, type Pace } from './duel.ts'
import { printClimb, timeLadder } from './ladder.ts'
import { timeLargeWeek } from './large-week.ts'
import { ask, type Load } from './load.ts'
import { printLargeSheet, timeLargeSheet, timePrints } from './prints.ts'
import { serveRaw } from './raw-server.ts'
import {
  bytesLine,
  coldStartLine,
  growthLines,
  ladderLine,
  largeSheetLines,
  largeWeekLines,
  lostLine,
  memoryLine,
  printDuels,
  printFigures,
  printLines,
  printTabs,
  weightLines,
} from './report.ts'
import { type Ask, askDesk, askTarget, askWork, countSent, SAMPLE, submissions } from './requests.ts'
import { type Server, startOurs, startRaw } from './servers.ts'
import type { Line } from './table.ts'
import { type Tab, timeTabs } from './tabs.ts'
import { weigh } from './weights.ts'

const DESK = 'overdue page, 50 rows, 1 connection'
const full: Pace = { warmUpSeconds: 1.5, sliceSeconds: 1, slices: 3 }
const quick: Pace = { warmUpSeconds: 0.7, sliceSeconds: 0.7, slices: 2 }

/** What is read; the marks are those of the quality page. */
const readings = [
  { name: DESK, connections: 1, next: askDesk, mark: '≥ 0.50' },
  {
    name: 'overdue page, 50 rows, 16 connections',
    connections: 16,
    next: askDesk,
    mark: '≥ 0.50, p99 ≤ 30',
    most99: 30,
  },
  {
    name: 'target with history, 16 connections',
    connections: 16,
    next: askTarget,
    mark: '≥ 0.50, p99 ≤ 20',
    most99: 20,
  },
  { name: 'my work, 1 connection', connections: 1, next: askWork },
]

const writings = [
  { name: 'submit an update, durable, 1 connection', connections: 1, requests: 120, mark: '≥ 0.50' },
  {
    name: 'submit an update, durable, 16 connections',
    connections: 16,
    requests: 640,
    mark: '≥ 0.50, none lost',
  },
]

/** From so many on a week is made in a process of its own. */
const LARGE_UNITS = 250

async function bench() {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      units: { type: 'string' },
      keep: { type: 'boolean' },
    },
  })
  const pace = values.quick ? quick : full
  const sizes = (values.units ?? (values.quick ? '43' : '43,430,4300')).split(',').map(Number)
  const folder = mkdtempSync(join(tmpdir(), 'camket-bench-'))
  const found: Found = { duels: [], tabs: [], lines: [] }
  try {
    for (const [n, units] of sizes.entries()) {
      const place = await furnish(folder, units)
      if (n === 0) found.lines.push(...(await measureOnce(place.ours, values.quick)))
      await measure(place, units, pace, found)
      if (!values.keep) rmSync(join(folder, String(units)), { recursive: true })
    }
  } finally {
    if (!values.keep) rmSync(folder, { recursive: true, force: true })
  }
  console.log('')
  printDuels(found.duels)
  printTabs(found.tabs)
  printFigures([...growthLines(found.duels, DESK), ...found.lines])
}

interface Found {
  duels: Duel[]
  tabs: Tab[]
  lines: Line[]
}

interface Place {
  ours: string
  raw: string
}

/** Two copies of the same house, so that neither server waits for the other's writes. */
async function furnish(folder: string, units: number): Promise<Place> {
  const place = { ours: join(folder, String(units), 'ours'), raw: join(folder, String(units), 'raw') }
  for (const one of [place.ours, place.raw]) mkdirSync(one, { recursive: true })
  const startedAt = performance.now()
  await makeData(join(place.ours, 'camket.db'), units)
  copyFileSync(join(place.ours, 'camket.db'), join(place.raw, 'camket.db'))
  console.error(`${units} units made in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`)
  return place
}

/** What does not depend on the load: the start, the printers, and the weight of pages. */
async function measureOnce(dataDir: string, isQuick: boolean): Promise<Line[]> {
  const starts: number[] = []
  for (let n = 0; n < 3; n++) {
    const server = await startOurs(dataDir)
    starts.push(server.readyMs)
    await server.stop()
  }
  const server = await startOurs(dataDir)
  const weights = weightLines(await weigh(server, askWork(0)), await weigh(server, askDesk()))
  await server.stop()
  const prints = printLines(await timePrints(dataDir, isQuick ? 15 : 40))
  const large = isQuick ? [] : largeSheetLines(await timeLargeSheet(dataDir))
  return [coldStartLine(starts), ...weights, ...prints, ...large]
}

async function measure(place: Place, units: number, pace: Pace, { duels, tabs, lines }: Found) {
  const ours = await startOurs(place.ours)
  try {
    tabs.push(...(await timeTabs(ours, units, pace.sliceSeconds)))
    if (units >= LARGE_UNITS) lines.push(...largeWeekLines(units, await timeLargeWeek(ours)))
    await keepSamples(ours, place.raw)
    const raw = await startRaw(place.raw)
    try {
      lines.push(...(await compareBytes(ours, raw, units)))
      for (const reading of readings) {
        const load = { connections: reading.connections, next: counted(reading.next), status: 200 }
        duels.push({ ...reading, units, ...(await duel([ours, raw], pace, () => load)) })
        console.error(`${units} units: ${reading.name}`)
      }
      lines.push(...(await submitAll([ours, raw], place, units, pace, duels)))
      lines.push(memoryLine(units, ours.memory()))
    } finally {
      await raw.stop()
    }
  } finally {
    await ours.stop()
  }
  lines.push(ladderLine(units, await timeLadder(place.ours)))
}

/** Our pages, around whose frames the raw server puts its rows. */
async function keepSamples(ours: Server, folder: string) {
  const samples = { desk: askDesk(), target: askTarget(SAMPLE.unit - 1), work: askWork(SAMPLE.unit - 1) }
  for (const [name, page] of Object.entries(samples)) {
    const { status, body } = await ask(ours, undefined, page)
    if (status !== 200) throw new Error(`${page.path} answers ${status}`)
    writeFileSync(join(folder, `${name}.html`), body)
  }
}

/** The raw server must answer nearly the same bytes, for other rows than the sample's too. */
async function compareBytes(ours: Server, raw: Server, units: number): Promise<Line[]> {
  const pages = { '/desk': askDesk(), 'a target': askTarget(11), '/my-work': askWork(7) }
  const lines: Line[] = []
  for (const [name, page] of Object.entries(pages)) {
    const [mine, other] = [await ask(ours, undefined, page), await ask(raw, undefined, page)]
    lines.push(bytesLine(units, name, mine.body.length, other.body.length))
  }
  return lines
}

async function submitAll(
  servers: readonly [Server, Server],
  place: Place,
  units: number,
  pace: Pace,
  duels: Duel[],
) {
  const answered = { ours: 0, raw: 0 }
  const next = { ours: submissions(place.ours), raw: submissions(place.raw) }
  for (const { requests, ...writing } of writings) {
    const loadOf = (side: 'ours' | 'raw'): Omit<Load, 'most'> & { requests: number } => ({
      connections: writing.connections,
      next: next[side],
      status: 303,
      requests,
      onGood: () => {
        answered[side] += 1
      },
    })
    duels.push({ ...writing, units, ...(await duel(servers, pace, loadOf)) })
    console.error(`${units} units: ${writing.name}`)
  }
  return (['ours', 'raw'] as const).map((side) =>
    lostLine(units, side, answered[side], countSent(place[side])),
  )
}

function counted(next: (n: number) => Ask): () => Ask {
  let n = 0
  return () => next(n++)
}

const [role, folder = ''] = process.argv.slice(2)
if (role === 'raw') serveRaw(folder)
else if (role === 'sheet') await printLargeSheet(folder)
else if (role === 'ladder') await printClimb(folder)
else await bench()
