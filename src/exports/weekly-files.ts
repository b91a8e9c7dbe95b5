import type { WeeklyPapers } from '../domain/office-paper.ts'
import { tablesOf } from '../domain/snapshot/tables.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import { excelCsv } from './csv.ts'
import { printCsvZip } from './csv-zip.ts'
import { docxType, printDocx } from './docx.ts'
import { printPdf } from './pdf.ts'
import { printXlsx } from './xlsx.ts'

const text = 'text/plain; charset=utf-8'
const pdf = 'application/pdf'

/** The formats of a week, with what a browser is told of each and how its address and its file's name end. */
export const weeklyFormats = {
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', ending: '.xlsx' },
  docx: { type: docxType, ending: '.docx' },
  pdf: { type: pdf, ending: '.pdf' },
  csv: { type: 'application/zip', ending: '.csv' },
  'excel-csv': { type: 'text/csv; charset=utf-8', ending: '-excel.csv' },
  json: { type: 'application/json; charset=utf-8', ending: '.json' },
  txt: { type: text, ending: '.txt' },
  'docx-en': { type: docxType, ending: '-en.docx' },
  'pdf-en': { type: pdf, ending: '-en.pdf' },
  'txt-en': { type: text, ending: '-en.txt' },
} as const
export type WeeklyFormat = keyof typeof weeklyFormats

/** What is kept at the freeze, and what at the issue: the papers carry a number, the figures do not. */
export const formatsAt = {
  freeze: ['xlsx', 'csv', 'excel-csv', 'json', 'txt', 'txt-en'],
  issue: ['docx', 'pdf', 'docx-en', 'pdf-en'],
} as const satisfies Record<string, readonly WeeklyFormat[]>

/** The format of '2022-W36-excel.csv', told by what follows the week. */
export const formatOf = (ending: string): WeeklyFormat | undefined =>
  (Object.keys(weeklyFormats) as WeeklyFormat[]).find((format) => weeklyFormats[format].ending === ending)

export async function printWeek(
  format: WeeklyFormat,
  snapshot: Snapshot,
  papers: WeeklyPapers,
  zone: string,
): Promise<Uint8Array> {
  const at = Date.parse(snapshot.issued_at ?? snapshot.frozen_at ?? snapshot.until)
  const printing = { zone, at, author: snapshot.owner.name }
  const language = format.endsWith('-en') ? 'en' : 'vi'
  switch (format) {
    case 'xlsx':
      return await printXlsx(papers.workbook(), printing)
    case 'csv':
      return printCsvZip(tablesOf(snapshot), aboutOf(snapshot), printing)
    case 'excel-csv':
      return new TextEncoder().encode(excelCsv(papers.targets(), zone))
    case 'json':
      return printJson(snapshot)
    case 'txt':
    case 'txt-en':
      return new TextEncoder().encode(`${papers.text(language)}\n`)
    case 'docx':
    case 'docx-en':
      return await printDocx(papers.document(language), printing)
    case 'pdf':
    case 'pdf-en':
      return await printPdf(papers.document(language), printing)
  }
}

/** As JSON in one text would be, item by item: that of a large campaign takes more memory than all else. */
function printJson(whole: object): Uint8Array {
  const pieces = Object.entries(whole).flatMap(([name, value], n) => {
    const begin = Buffer.from(`${n === 0 ? '{' : ','}\n ${JSON.stringify(name)}: `)
    return [
      begin,
      ...(Array.isArray(value) && value.length ? listed(value) : [Buffer.from(inside(value, 1))]),
    ]
  })
  return Buffer.concat([...pieces, Buffer.from('\n}\n')])
}

const listed = (items: readonly unknown[]): Buffer[] =>
  items.map((item, n) =>
    Buffer.from(`${n === 0 ? '[' : ','}\n  ${inside(item, 2)}${n === items.length - 1 ? '\n ]' : ''}`),
  )

/** No text in JSON holds a line break of its own. */
const inside = (value: unknown, depth: number) =>
  JSON.stringify(value, null, 1).replaceAll('\n', `\n${' '.repeat(depth)}`)

/** Which week, and how far it may be trusted. */
function aboutOf(snapshot: Snapshot) {
  const { format, code, week, from, to, campaign, campaign_name, frozen, frozen_at, until, hash } = snapshot
  const { previous_hash } = snapshot
  return {
    ...{ format, code, week, from, to, campaign, campaign_name, frozen, frozen_at, until, hash },
    previous_hash,
  }
}

/** 'BC-tuan_HH_2022-W36.xlsx': without diacritics, so that every mailbox keeps it. A zip says that it is one. */
export function weeklyFileName(
  { owner, week }: { owner: { code: string }; week: string },
  format: WeeklyFormat,
): string {
  const ending = format === 'csv' ? '-csv.zip' : weeklyFormats[format].ending
  return `BC-tuan_${owner.code}_${week}${ending}`
}
