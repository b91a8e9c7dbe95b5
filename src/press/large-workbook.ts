import { dataTable } from '../../views/papers/weekly/data.ts'
import {
  groupBand,
  indicatorCells,
  indicatorsHead,
  indicatorsTable,
} from '../../views/papers/weekly/indicators.ts'
import { paperOf, weeklyTables } from '../../views/papers/weekly.ts'
import type { SnapshotTarget } from '../domain/snapshot/target.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import { openBook } from '../exports/xlsx.ts'
import type { Strand } from '../exports/xlsx-strand.ts'
import { translator } from '../i18n/translate.ts'
import type { ErrandProgress } from './errand.ts'

/** The workbook of a week that is too large to be held whole: its targets go into their sheets as they are told. */
export function openLargeWorkbook(file: string, zone: string) {
  const scribe = { language: 'vi', t: translator('vi'), zone } as const
  const book = openBook(file, zone)
  const [blank, head] = [dataTable({ targets: [] }), indicatorsHead(scribe)]
  const [data, numbers] = [book.sheet(blank), book.sheet(head)]
  // Units come one after the other, but the numbers stand by groups.
  const strands = new Map<number, Strand>()
  const strandOf = (group: number) => {
    const strand = strands.get(group) ?? numbers.strand()
    strands.set(group, strand)
    return strand
  }
  return {
    add(targets: readonly SnapshotTarget[]) {
      for (const row of dataTable({ targets }).rows) data.add(row)
      for (const target of targets) {
        if (target.kind === 'number') strandOf(target.group).add(indicatorCells(scribe, target))
      }
    },
    /** With the targets that the other sheets name. */
    async close(snapshot: Snapshot, say: (progress: ErrandProgress) => void) {
      let no = 1
      for (const group of snapshot.groups) {
        const strand = strands.get(group.number)
        if (!strand) continue
        numbers.add(groupBand(group))
        no = numbers.append(strand, no)
      }
      const sections = weeklyTables.map((table) => {
        if (table === indicatorsTable) return head
        const { rows, ...section } = table(scribe, snapshot)
        const sheet = book.sheet({ ...section, rows: [] })
        for (const row of rows) sheet.add(row)
        return { ...section, rows: [] }
      })
      const printing = { zone, at: Date.parse(snapshot.until), author: snapshot.owner.name }
      const paper = paperOf(scribe, snapshot, [...sections, blank])
      await book.close(paper, printing, (done, of) => say({ step: 'print', done, of }))
    },
  }
}
