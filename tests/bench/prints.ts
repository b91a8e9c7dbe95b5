import { join } from 'node:path'
import type { Section } from '../../src/domain/paper.ts'
import { weekOf } from '../../src/domain/week.ts'
import { excelCsv } from '../../src/exports/csv.ts'
import { printXlsx } from '../../src/exports/xlsx.ts'
import { translator } from '../../src/i18n/translate.ts'
import { listCampaigns } from '../../src/storage/campaigns.ts'
import { openDatabase } from '../../src/storage/open.ts'
import { findToldWeek } from '../../src/storage/summaries/told.ts'
import { dataTable, targetsTable } from '../../views/papers/weekly/data.ts'
import { weeklyPaper } from '../../views/papers/weekly.ts'
import { CLOCK, TENANT, ZONE } from './names.ts'
import { forkBench, messageOf } from './servers.ts'

const now = Date.parse(CLOCK)
const scribe = { language: 'vi', t: translator('vi'), zone: ZONE } as const
const printing = { zone: ZONE, at: now, author: 'bench' }

async function tellWeek(folder: string) {
  const db = await openDatabase(join(folder, 'camket.db'))
  const [campaign] = await listCampaigns(db.read, TENANT)
  const week = weekOf('2022-09-07')
  const startedAt = performance.now()
  const asked = { tenant: TENANT, campaign: campaign!, now, zone: ZONE }
  const { snapshot } = (await findToldWeek(db.read, asked, week))!
  const tellingMs = performance.now() - startedAt
  await db.close()
  return { snapshot, tellingMs }
}

export interface Prints {
  /** From the history of every target to the state of the week, once and cold. */
  tellingMs: number
  csvMs: number
  xlsxMs: number
  xlsxCells: number
}

/** The middle of many printings of one week, in milliseconds. */
export async function timePrints(folder: string, times: number): Promise<Prints> {
  const { snapshot, tellingMs } = await tellWeek(folder)
  const csvMs = await middleOf(times, async () => excelCsv(targetsTable(scribe, snapshot), ZONE))
  const xlsxMs = await middleOf(times, async () => await printXlsx(weeklyPaper(scribe, snapshot), printing))
  const xlsxCells = weeklyPaper(scribe, snapshot).sections.reduce((sum, section) => sum + cellsOf(section), 0)
  return { tellingMs, csvMs, xlsxMs, xlsxCells }
}

const cellsOf = ({ columns, rows }: Section) => columns.length * rows.length

async function middleOf(times: number, print: () => Promise<unknown>): Promise<number> {
  const taken: number[] = []
  for (let n = 0; n < times; n++) {
    const at = performance.now()
    await print()
    taken.push(performance.now() - at)
  }
  return taken.sort((a, b) => a - b)[Math.floor(times / 2)]!
}

export interface LargeSheet {
  cpuMs: number
  growthMiB: number
  cells: number
}

/** A workbook of 100,000 rows, printed in a process of its own so that its memory can be told. */
export async function timeLargeSheet(folder: string): Promise<LargeSheet> {
  return await messageOf<LargeSheet>(forkBench('sheet', folder))
}

export async function printLargeSheet(folder: string) {
  const { snapshot } = await tellWeek(folder)
  const data = dataTable(snapshot)
  const rows = Array.from({ length: 100_000 }, (_, n) => data.rows[n % data.rows.length]!)
  const section: Section = { ...data, rows }
  const memoryBefore = process.resourceUsage().maxRSS
  const cpuBefore = process.cpuUsage()
  await printXlsx({ title: 'bench', code: 'bench', sections: [section] }, printing)
  const { user, system } = process.cpuUsage(cpuBefore)
  const growthMiB = (process.resourceUsage().maxRSS - memoryBefore) / 1024
  const measured: LargeSheet = { cpuMs: (user + system) / 1000, growthMiB, cells: cellsOf(section) }
  process.send?.(measured, () => process.exit(0))
}
