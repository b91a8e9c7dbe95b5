import { dataTable } from '../../views/papers/weekly/data.ts'
import { indicatorRows, indicatorsHead, indicatorsTable } from '../../views/papers/weekly/indicators.ts'
import { paperOf, weeklyTables } from '../../views/papers/weekly.ts'
import { isListed } from '../domain/snapshot/light.ts'
import type { SnapshotTarget } from '../domain/snapshot/target.ts'
import type { Week } from '../domain/week.ts'
import { openBook } from '../exports/xlsx.ts'
import { translator } from '../i18n/translate.ts'
import type { Reader } from '../storage/client.ts'
import { tellByParts } from '../storage/summaries/parts.ts'
import type { Asked } from '../storage/summaries.ts'
import type { ErrandProgress } from './errand.ts'
import { openShelf } from './shelf.ts'

/** The workbook of a week that is too large to be held whole: its targets go into their sheet as they are told. */
export async function pressLargeWorkbook(
  read: Reader,
  asked: Asked,
  week: Week,
  file: string,
  say: (progress: ErrandProgress) => void,
): Promise<void> {
  const { zone } = asked
  const scribe = { language: 'vi', t: translator('vi'), zone } as const
  const book = openBook(file, zone)
  const blank = dataTable({ targets: [] })
  const data = book.sheet(blank)
  const shelf = openShelf<SnapshotTarget>(file)
  const snapshot = await tellByParts(read, asked, week, {
    hear(targets) {
      for (const row of dataTable({ targets }).rows) data.add(row)
      for (const target of targets) if (target.kind === 'number') shelf.put(target.group, target)
    },
    keeps: isListed,
    progress: (done, of) => say({ step: 'tell', done, of }),
  })
  const sections = weeklyTables.map((table) => {
    const isShelved = table === indicatorsTable
    const { rows, ...section } = isShelved ? indicatorsHead(scribe) : table(scribe, snapshot)
    const sheet = book.sheet({ ...section, rows: [] })
    const all = isShelved ? indicatorRows(scribe, snapshot.groups, shelf.of) : rows
    for (const row of all) sheet.add(row)
    return { ...section, rows: [] }
  })
  shelf.close()
  const printing = { zone, at: Date.parse(snapshot.until), author: snapshot.owner.name }
  await book.close(paperOf(scribe, snapshot, [...sections, blank]), printing, (done, of) =>
    say({ step: 'print', done, of }),
  )
}
