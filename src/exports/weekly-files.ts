import type { WeeklyPapers } from '../domain/paper.ts'
import { schemaOf, tablesOf } from '../domain/snapshot/tables.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import { excelCsv, machineCsv } from './csv.ts'
import { printXlsx } from './xlsx.ts'
import { printZip } from './zip.ts'

/** The formats of a week that are made at its freeze, with what a browser is told of each. */
export const weeklyFormats = {
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', ending: '.xlsx' },
  csv: { type: 'application/zip', ending: '-csv.zip' },
  'excel-csv': { type: 'text/csv; charset=utf-8', ending: '-excel.csv' },
  json: { type: 'application/json; charset=utf-8', ending: '.json' },
} as const
export type WeeklyFormat = keyof typeof weeklyFormats

export async function printWeek(
  format: WeeklyFormat,
  snapshot: Snapshot,
  papers: WeeklyPapers,
  zone: string,
): Promise<Uint8Array> {
  const at = Date.parse(snapshot.frozen_at ?? snapshot.until)
  if (format === 'xlsx') return await printXlsx(papers.workbook, { zone, at, author: snapshot.owner.name })
  if (format === 'excel-csv') return new TextEncoder().encode(excelCsv(papers.targets, zone))
  if (format === 'json') return new TextEncoder().encode(`${JSON.stringify(snapshot, null, 1)}\n`)
  const tables = tablesOf(snapshot)
  const schema = `${JSON.stringify(schemaOf(snapshot, tables), null, 1)}\n`
  const files = tables.map((table) => ({ name: `${table.name}.csv`, text: machineCsv(table) }))
  return printZip([...files, { name: 'schema.json', text: schema }], at, zone)
}

/** Every file of a week, in the formats it is kept in. */
export async function printWeekFiles(
  snapshot: Snapshot,
  papers: WeeklyPapers,
  zone: string,
): Promise<{ format: WeeklyFormat; bytes: Uint8Array }[]> {
  const files = []
  for (const format of Object.keys(weeklyFormats) as WeeklyFormat[]) {
    files.push({ format, bytes: await printWeek(format, snapshot, papers, zone) })
  }
  return files
}

/** 'BC-tuan_HH_2022-W36.xlsx': without diacritics, so that every mailbox keeps it. */
export function weeklyFileName({ owner, week }: Snapshot, format: WeeklyFormat): string {
  return `BC-tuan_${owner.code}_${week}${weeklyFormats[format].ending}`
}
