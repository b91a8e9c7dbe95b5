import { dataTable } from '../../views/papers/weekly/data.ts'
import {
  indicatorCells,
  indicatorRows,
  indicatorsHead,
  indicatorsTable,
} from '../../views/papers/weekly/indicators.ts'
import { paperOf, weeklyTables } from '../../views/papers/weekly.ts'
import type { Cell } from '../domain/paper.ts'
import type { SnapshotTarget } from '../domain/snapshot/target.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import { openBook } from '../exports/xlsx.ts'
import { translator } from '../i18n/translate.ts'
import type { ErrandProgress } from './errand.ts'
import { openShelf } from './shelf.ts'

/** The workbook of a week that is too large to be held whole: its targets go into their sheets as they are told. */
export function openLargeWorkbook(file: string, zone: string) {
  const scribe = { language: 'vi', t: translator('vi'), zone } as const
  const book = openBook(file, zone)
  const blank = dataTable({ targets: [] })
  const data = book.sheet(blank)
  const shelf = openShelf<Cell[]>(file)
  return {
    add(targets: readonly SnapshotTarget[]) {
      for (const row of dataTable({ targets }).rows) data.add(row)
      for (const target of targets) {
        if (target.kind === 'number') shelf.put(target.group, indicatorCells(scribe, target))
      }
    },
    /** With the targets that the other sheets name. */
    async close(snapshot: Snapshot, say: (progress: ErrandProgress) => void) {
      const sections = weeklyTables.map((table) => {
        const isShelved = table === indicatorsTable
        const { rows, ...section } = isShelved ? indicatorsHead(scribe) : table(scribe, snapshot)
        const sheet = book.sheet({ ...section, rows: [] })
        const all = isShelved ? indicatorRows(snapshot.groups, shelf.of) : rows
        for (const row of all) sheet.add(row)
        return { ...section, rows: [] }
      })
      shelf.close()
      const printing = { zone, at: Date.parse(snapshot.until), author: snapshot.owner.name }
      const paper = paperOf(scribe, snapshot, [...sections, blank])
      await book.close(paper, printing, (done, of) => say({ step: 'print', done, of }))
    },
  }
}
