import type { Letterhead } from '../../src/domain/letterhead.ts'
import type { Cell, Paper, Row, Section } from '../../src/domain/paper.ts'
import type { PeriodSnapshot } from '../../src/domain/snapshot/period.ts'
import { translator } from '../../src/i18n/translate.ts'
import { periodDisciplineTable } from './period/discipline.ts'
import { capitalised, nameOfPeriod, periodScribe } from './period/words.ts'
import { periodDocument } from './period-report.ts'
import { type Scribe, say } from './scribe.ts'
import { changesTable } from './weekly/changes.ts'
import { dataTable } from './weekly/data.ts'
import { directionsTable, proposalsTable } from './weekly/follow-up.ts'
import { indicatorsTable } from './weekly/indicators.ts'
import { infoTable } from './weekly/info.ts'
import { dueTable, overdueTable } from './weekly/overdue.ts'
import { unitsTable } from './weekly/units.ts'
import { paperOf } from './weekly.ts'

/** The papers that a period's files are printed from: always in the office's own language. */
export function periodPapers(snapshot: PeriodSnapshot, letterhead: Letterhead, zone: string) {
  const scribe: Scribe = { language: 'vi', t: translator('vi'), zone }
  return {
    workbook: () => periodWorkbook(periodScribe(scribe, snapshot), snapshot),
    document: () => periodDocument(scribe, snapshot, letterhead),
  }
}

/** The tables of a week over a longer time: Thông tin, Biểu 01 to 08, DuLieu. */
function periodWorkbook(scribe: Scribe, snapshot: PeriodSnapshot): Paper {
  const { told } = snapshot
  return paperOf(scribe, told, [
    periodInfo(scribe, snapshot),
    without(unitsTable(scribe, told), 'report'),
    overdueTable(scribe, told),
    dueTable(scribe, told),
    indicatorsTable(scribe, told),
    proposalsTable(scribe, told),
    directionsTable(scribe, told),
    changesTable(scribe, told),
    periodDisciplineTable(scribe, snapshot),
    dataTable(told),
  ])
}

/** A week's first sheet, without what only a freeze knows, and with the period's name. */
function periodInfo(scribe: Scribe, { period, compiledAt, told }: PeriodSnapshot): Section {
  const { t } = scribe
  const info = infoTable(scribe, told)
  const onlyWeekly = [t('weekly.info.hash'), t('weekly.info.previousHash'), t('weekly.info.missing')]
  const compiled: Cell = say(scribe, { instant: compiledAt })
  const rows = info.rows
    .filter(({ cells }) => !onlyWeekly.includes(String(cells[0])))
    .flatMap((row): Row[] => {
      const [item] = row.cells
      if (item === t('weekly.info.week')) {
        return [{ cells: [item, capitalised(nameOfPeriod(scribe, period)), ...row.cells.slice(2)] }]
      }
      if (item !== t('weekly.info.until')) return [row]
      return [row, { cells: [t('period.info.compiled'), compiled, ...row.cells.slice(2)] }]
    })
  return { ...info, rows }
}

/** A table without one of its columns. */
function without(section: Section, key: string): Section {
  const at = section.columns.findIndex((column) => column.key === key)
  const kept = <Item>(items: readonly Item[]) => items.filter((_, n) => n !== at)
  return {
    ...section,
    columns: kept(section.columns),
    rows: section.rows.map((row) => ({
      ...row,
      cells: kept(row.cells),
      ...(row.of && { of: kept(row.of) }),
    })),
  }
}
