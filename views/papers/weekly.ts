import type { Paper, Section } from '../../src/domain/paper.ts'
import type { Snapshot } from '../../src/domain/snapshot.ts'
import { writeDayShort, writeDocumentDayShort } from '../../src/i18n/days.ts'
import { documentDay, markOf, type Scribe } from './scribe.ts'
import { changesTable } from './weekly/changes.ts'
import { dataTable } from './weekly/data.ts'
import { disciplineTable } from './weekly/discipline.ts'
import { directionsTable, proposalsTable } from './weekly/follow-up.ts'
import { indicatorsTable } from './weekly/indicators.ts'
import { infoTable } from './weekly/info.ts'
import { dueTable, overdueTable } from './weekly/overdue.ts'
import { unitsTable } from './weekly/units.ts'

/** The tables of the workbook, in their order, before the data of every target. */
export const weeklyTables: readonly ((scribe: Scribe, snapshot: Snapshot) => Section)[] = [
  infoTable,
  unitsTable,
  overdueTable,
  dueTable,
  indicatorsTable,
  proposalsTable,
  directionsTable,
  (scribe, snapshot) => changesTable(scribe, snapshot),
  disciplineTable,
]

/** Everything of a week as tables: the workbook. */
export function weeklyPaper(scribe: Scribe, snapshot: Snapshot): Paper {
  const tables = weeklyTables.map((table) => table(scribe, snapshot))
  return paperOf(scribe, snapshot, [...tables, dataTable(snapshot)])
}

export function paperOf(scribe: Scribe, snapshot: Snapshot, sections: Section[]): Paper {
  const mark = markOf(scribe, snapshot)
  return {
    title: titleOf(scribe, snapshot),
    code: codeOf(snapshot),
    subtitle: spanOf(scribe, snapshot),
    ...(mark === undefined ? {} : { mark }),
    sections,
  }
}

/** 'BCT-2022-W36 · 9f2c41a7' */
function codeOf({ code, hash }: Snapshot): string {
  return hash ? `${code} · ${hash.slice(0, 8)}` : code
}

function titleOf({ t }: Scribe, { week }: Snapshot): string {
  return t('weekly.docTitle', { n: Number(week.slice(6)), year: week.slice(0, 4) })
}

/** 'từ ngày 05/9 đến ngày 11/9/2022' */
export function spanOf({ t, language }: Scribe, { from, to }: Pick<Snapshot, 'from' | 'to'>): string {
  const sameYear = from.slice(0, 4) === to.slice(0, 4)
  const short = language === 'vi' ? writeDocumentDayShort(from) : writeDayShort(language, from)
  return t('weekly.span', {
    from: sameYear ? short : documentDay(language, from),
    to: documentDay(language, to),
  })
}
