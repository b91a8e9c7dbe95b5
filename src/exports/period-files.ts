import type { OfficePaper } from '../domain/office-paper.ts'
import type { Paper } from '../domain/paper.ts'
import { fileCode } from '../domain/period.ts'
import { type PeriodSnapshot, periodJson } from '../domain/snapshot/period.ts'
import { type Plain, type Table, tablesOf } from '../domain/snapshot/tables.ts'
import { printCsvZip } from './csv-zip.ts'
import { docxType, printDocx } from './docx.ts'
import { printPdf } from './pdf.ts'
import { weeklyFormats } from './weekly-files.ts'
import { printXlsx } from './xlsx.ts'

/** A period composed for its files; each is composed when it is asked for. */
export interface PeriodPapers {
  workbook: () => Paper
  document: () => OfficePaper
}

/** The formats of a period, with what a browser is told of each. */
export const periodFormats = {
  pdf: { type: 'application/pdf', ending: '.pdf' },
  docx: { type: docxType, ending: '.docx' },
  xlsx: weeklyFormats.xlsx,
  csv: weeklyFormats.csv,
  json: weeklyFormats.json,
} as const
export type PeriodFormat = keyof typeof periodFormats
export const allPeriodFormats = Object.keys(periodFormats) as PeriodFormat[]

/** Made anew each time from what is known: nothing of a period is kept. */
export async function printPeriod(
  format: PeriodFormat,
  snapshot: PeriodSnapshot,
  papers: PeriodPapers,
  zone: string,
): Promise<Uint8Array> {
  const printing = { zone, at: snapshot.compiledAt, author: snapshot.told.owner.name }
  switch (format) {
    case 'xlsx':
      return await printXlsx(papers.workbook(), printing)
    case 'docx':
      return await printDocx(papers.document(), printing)
    case 'pdf':
      return await printPdf(papers.document(), printing)
    case 'csv':
      return printCsvZip(tablesIn(snapshot), aboutOf(snapshot, zone), printing)
    case 'json':
      return new TextEncoder().encode(`${JSON.stringify(periodJson(snapshot, zone), null, 1)}\n`)
  }
}

function tablesIn(snapshot: PeriodSnapshot): Table[] {
  return tablesOf(snapshot.told).map((table) =>
    table.name === 'discipline' ? disciplineOf(snapshot) : table,
  )
}

/** Which period, and as of when it was compiled. */
function aboutOf(snapshot: PeriodSnapshot, zone: string) {
  const all = periodJson(snapshot, zone)
  const { format, code, period, kind, from, to, campaign, campaign_name } = all
  const { frozen, running, as_of, compiled_at } = all
  return {
    ...{ format, code, period, kind, from, to, campaign, campaign_name, frozen, running, as_of, compiled_at },
    weeks: snapshot.discipline.weeks,
  }
}

const counts = ['owed', 'on_time', 'late', 'missing', 'exempt', 'longest_late_streak'] as const

function disciplineOf({ discipline }: PeriodSnapshot): Table {
  return {
    name: 'discipline',
    columns: [
      { name: 'unit', type: 'text' },
      ...counts.map((name) => ({ name, type: 'integer' as const })),
      { name: 'history', type: 'list' },
    ],
    rows: discipline.units.map((unit): Plain[] => [
      unit.unit,
      ...counts.map((name) => unit[name]),
      unit.history.join(';'),
    ]),
  }
}

/** 'BC_HH_2022-8T.xlsx': without diacritics, so that every mailbox keeps it. A zip says that it is one. */
export function periodFileName({ told, period }: PeriodSnapshot, format: PeriodFormat): string {
  const ending = format === 'csv' ? '-csv.zip' : periodFormats[format].ending
  return `BC_${told.owner.code}_${fileCode(period)}${ending}`
}
