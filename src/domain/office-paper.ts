import type { Day } from './day.ts'
import type { Language } from './language.ts'
import type { Paper, Section, Text } from './paper.ts'

/** A paper in the form of an office: what stands around its sections, as the issuing body's rules want it. */
export interface OfficePaper extends Paper {
  form: 'party' | 'state'
  /** Vietnamese where it does not say. */
  language?: Language
  /** The day it carries, by which its rules are chosen. */
  day: Day
  head: OfficeHead
  /** What kind of paper it is: 'BÁO CÁO', 'THÔNG BÁO'. */
  kind: string
  subject: string
  /** 'DỰ THẢO' until it has a number. */
  draft: string | null
  /** Running text before the first section and after the last one. */
  opening: Text[]
  closing: string[]
  recipients: { heading: string; lines: string[] }
  signature: { lines: string[]; name?: string | null }
  /** Who signs beside it, at the left: a paper between two sides goes to no recipients. */
  cosignature?: { lines: string[]; name?: string | null }
  /** After the signature, each from a number of its own: 'Phụ lục 1'. */
  annexes: { heading: string; section: Section }[]
}

/** A week composed for its files; each paper is composed when it is asked for. */
export interface WeeklyPapers {
  workbook: () => Paper
  /** The table of targets, in words. */
  targets: () => Section
  document: (language: Language) => OfficePaper
  /** A message to copy into a chat. */
  text: (language: Language) => string
}

export interface OfficeHead {
  /** The body above, and the body that issues. */
  upper: string
  issuer: string
  number: string
  /** 'ĐẢNG CỘNG SẢN VIỆT NAM'; a state office has its motto below. */
  motto: string
  mottoBelow?: string
  /** 'Hướng Hóa, ngày 09 tháng 9 năm 2022' */
  placeAndDay: string
}

/** Margins, indents and type of a paper: millimetres and points. */
export interface OfficeLayout {
  margins: { top: number; bottom: number; left: number; right: number }
  font: string
  body: number
  /** Exact height of a line; the indent of the first. */
  line: number
  firstLine: number
  head: { upper: number; issuer: number; motto: number; mottoBelow: number; date: number }
  /** Share of the head's width for the issuing body, in percent. */
  headLeft: number
  kind: number
  subject: number
  table: number
  recipients: {
    heading: number
    lines: number
    look: 'underlined' | 'bold_italic'
  }
  /** Below the issuing body: a star, or a rule. */
  mark: 'star' | 'rule'
  /** Below the title: dashes, or a rule. */
  titleMark: 'dashes' | 'rule'
  /** After the last word: './.' */
  end: string
}

const common = {
  margins: { top: 20, bottom: 20, left: 30, right: 15 },
  font: 'Times New Roman',
  body: 14,
  line: 18,
  firstLine: 10,
  table: 11,
}

const party: OfficeLayout = {
  ...common,
  head: { upper: 14, issuer: 14, motto: 14, mottoBelow: 14, date: 14 },
  headLeft: 46,
  kind: 16,
  subject: 15,
  recipients: { heading: 14, lines: 12, look: 'underlined' },
  mark: 'star',
  titleMark: 'dashes',
  end: '',
}

const state: OfficeLayout = {
  ...common,
  head: { upper: 13, issuer: 13, motto: 12, mottoBelow: 13, date: 13 },
  headLeft: 42,
  kind: 14,
  subject: 14,
  recipients: { heading: 12, lines: 11, look: 'bold_italic' },
  mark: 'rule',
  titleMark: 'rule',
  end: './.',
}

/** The rules in force from a day on, the latest first; an office corrects its sizes here. */
const rules: Record<OfficePaper['form'], { from: Day; rules: string; layout: OfficeLayout }[]> = {
  party: [
    { from: '2026-01-09', rules: '399-QĐ/TW, 05-HD/VPTW', layout: party },
    { from: '1900-01-01', rules: '66-QĐ/TW, 36-HD/VPTW', layout: party },
  ],
  state: [{ from: '1900-01-01', rules: '30/2020/NĐ-CP', layout: state }],
}

/** Running text after the last section, with the sign that ends a paper of this form. */
export function closingOf(paper: OfficePaper): string[] {
  const { end } = layoutOf(paper)
  return paper.closing.map((text, n) =>
    end && n === paper.closing.length - 1 ? text.replace(/\.?$/, end) : text,
  )
}

/** The lines of those who receive a paper, each with the mark that ends it. */
export const recipientLines = (lines: readonly string[]): string[] =>
  lines.map((text, n) => text.replace(/[\s.,;]*$/u, n < lines.length - 1 ? ';' : '.'))

/** The layout that was in force on the day of the paper. */
export function layoutOf({ form, day }: Pick<OfficePaper, 'form' | 'day'>): OfficeLayout {
  const dated = rules[form]
  return (dated.find(({ from }) => from <= day) ?? dated.at(-1)!).layout
}
