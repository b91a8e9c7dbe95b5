import type { Language } from '../../domain/language.ts'
import {
  closingOf,
  layoutOf,
  type OfficeLayout,
  type OfficePaper,
  recipientLines,
} from '../../domain/office-paper.ts'
import { plainText, type Row, type Section } from '../../domain/paper.ts'
import { writeCell } from '../../i18n/cells.ts'
import { clean } from '../clean.ts'
import { alignmentOf, headerOf, widthsOf } from '../columns.ts'

interface Manner {
  language: Language
  zone: string
  layout: OfficeLayout
}

/** The paper as the template reads it: every text in its words, every table in its widths, nothing left out. */
export function toldPaper(paper: OfficePaper, { zone, author }: { zone: string; author: string }): string {
  const layout = layoutOf(paper)
  const { language = 'vi', head, recipients, signature, cosignature, annexes } = paper
  const manner = { language, zone, layout }
  const told = {
    layout,
    language,
    author,
    title: paper.title,
    code: paper.code,
    head: { ...head, mottoBelow: head.mottoBelow ?? null },
    draft: paper.draft ?? '',
    kind: paper.kind,
    subject: paper.subject,
    subtitle: paper.subtitle ? `(${paper.subtitle})` : '',
    mark: paper.mark ?? '',
    opening: paper.opening.map(plainText),
    ...toldText(paper, manner),
    recipients: {
      heading: recipients.heading,
      lines: recipientLines(recipients.lines).map((text) => `- ${text}`),
    },
    signature: { lines: signature.lines, name: signature.name ?? '' },
    cosignature: cosignature ? { lines: cosignature.lines, name: cosignature.name ?? '' } : null,
    annexes: annexes.map(({ heading, section }) => ({ heading, section: toldSection(section, manner) })),
  }
  return JSON.stringify(told, (_, value) => (typeof value === 'string' ? clean(value) : value))
}

/** From the first section to the last words, which are told apart because the signature stays with them. */
function toldText(paper: OfficePaper, manner: Manner) {
  const sections = paper.sections.map((section) => toldSection(section, manner))
  const closing = closingOf(paper)
  const words = closing.pop()
  const last = sections.at(-1)
  if (words !== undefined) return { sections, closing, lastWords: words }
  if (!last) return { sections, closing, lastWords: null }
  const before = sections.slice(0, -1)
  const { note, table, paragraphs } = last
  if (note)
    return { sections: [...before, { ...last, note: '' }], closing, lastWords: note, endsInNote: true }
  if (table) return { sections: [...before, { ...last, endsText: true }], closing, lastWords: null }
  const rest = { ...last, paragraphs: paragraphs.slice(0, -1) }
  return { sections: [...before, rest], closing, lastWords: paragraphs.at(-1) ?? null }
}

function toldSection(section: Section, manner: Manner) {
  const { heading, level = 1, paragraphs = [], rows, note = '' } = section
  return {
    heading,
    level,
    paragraphs: paragraphs.map(plainText),
    table: rows.length ? toldTable(section, manner) : null,
    note,
    /** The signature follows its table. */
    endsText: false,
  }
}

const PAGE_MM = 210
const MM_A_POINT = 25.4 / 72

function toldTable({ columns, rows }: Section, manner: Manner) {
  const { margins } = manner.layout
  const widths = widthsOf(columns, Math.floor((PAGE_MM - margins.left - margins.right) / MM_A_POINT))
  return {
    widths,
    header: headerOf(columns),
    aligned: columns.map(alignmentOf),
    rows: rows.map((row) => toldRow(row, widths, manner)),
  }
}

/** More lines than this and a row may be torn, because it might not fit on any page. */
const MOST_LINES = 24
/** The width of a usual letter in shares of its size. */
const LETTER = 0.5

function toldRow(row: Row, widths: number[], { language, zone, layout }: Manner) {
  const cells = widths.map((_, n) => writeCell(language, row.cells[n] ?? null, zone) || '–')
  const linesIn = (text: string, n: number) =>
    text
      .split('\n')
      .reduce((sum, line) => sum + Math.ceil((line.length * LETTER * layout.table) / widths[n]! || 1), 0)
  return { cells, bold: row.role !== undefined, breaks: Math.max(...cells.map(linesIn)) > MOST_LINES }
}
