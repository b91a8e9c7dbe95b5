import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { Command } from 'commander'
import { type ImportProblem, importFiles } from '../domain/import.ts'
import { readFolder } from '../imports/read-folder.ts'
import { isRefused, rootOf } from '../storage/client.ts'
import { loadKnownCodes } from '../storage/import/codes.ts'
import { importData } from '../storage/import.ts'
import { fail, type Opened, withHouse } from './open.ts'

const MOST_SHOWN = 50
const NOTHING = 'nothing was imported'

export const importCommand = new Command('import')
  .description('read a folder of CSV files; all of it is written, or nothing')
  .argument('<folder>', 'with campaigns.csv, units.csv, targets.csv, updates.csv and the others')
  .option('--dry-run', 'check everything and write nothing')
  .action((folder: string, options: { dryRun?: boolean }) =>
    withHouse((house) => importFolder(house, resolve(folder), options.dryRun === true)),
  )

/** Checks the folder row by row; problems are listed with file, row and column, and then nothing is written. */
async function importFolder({ db, config, now }: Opened, folder: string, dryRun: boolean): Promise<void> {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return fail(`${folder} is not a folder`)
  const { data, problems } = readFolder(folder, await loadKnownCodes(db.read, config.tenant))
  const rows = importFiles.map((file) => `${file} ${data[file].length}`).join(', ')
  if (problems.length) return fail(tell(problems))
  if (dryRun) {
    console.log(`could be imported: ${rows}`)
    return
  }
  const order = { tenant: config.tenant, now: now(), zone: config.zone, actorId: null, actor: 'cli' }
  try {
    await db.tx((tx) => importData(tx, order, data))
  } catch (error) {
    if (!isRefused(error)) throw error
    return fail(`a row cannot stand beside what is there: ${(rootOf(error) as Error).message}\n${NOTHING}`)
  }
  console.log(`imported: ${rows}`)
}

function tell(problems: ImportProblem[]): string {
  const lines = problems
    .slice(0, MOST_SHOWN)
    .map(
      ({ file, row, column, read, why }) =>
        `${file}.csv row ${row}, ${column}: ${JSON.stringify(read)} ${why.replaceAll('_', ' ')}`,
    )
  const more = problems.length > MOST_SHOWN ? [`and ${problems.length - MOST_SHOWN} more`] : []
  return [...lines, ...more, NOTHING].join('\n')
}
