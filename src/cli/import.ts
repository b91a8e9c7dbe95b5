import { existsSync, readFileSync, statSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { Command, Option } from 'commander'
import { type ImportProblem, importFiles, type NumberStyle } from '../domain/import.ts'
import { type Brought, openBundle } from '../imports/bundle.ts'
import { filesIn, type ReadImport, readImport } from '../imports/read-import.ts'
import { UnreadableFile } from '../imports/unreadable.ts'
import { importCompared, MovedOn } from '../press/import-compared.ts'
import { isRefused, rootOf } from '../storage/client.ts'
import { loadKnownCodes } from '../storage/import/codes.ts'
import { type Comparison, compareImport } from '../storage/import/compare.ts'
import { NoAdminLeft } from '../storage/import/last-admin.ts'
import { lastDeed } from '../storage/summaries/size.ts'
import { openBar } from './bar.ts'
import { fail, type Opened, withHouse } from './open.ts'

const MOST_SHOWN = 50
const NOTHING = 'nothing was imported'

interface ImportOptions {
  dryRun?: boolean
  signed?: boolean
  numbers?: NumberStyle
}

/** `import` and `load`: the latter is named beside `dump`, whose folder it reads. */
export const importCommand = describe(new Command('import'))
export const loadCommand = describe(new Command('load')).description(
  'read back what dump wrote; the same as import',
)

function describe(command: Command): Command {
  return command
    .description(
      'read a folder of CSV files, a workbook, a zip or a CSV file; all of it is written, or nothing',
    )
    .argument('<path>', 'with campaigns, units, targets, updates and the others as files or sheets')
    .option('--dry-run', 'check everything and write nothing')
    .option('--signed', 'let rows change what is signed or be added to it, without an amendment')
    .addOption(
      new Option('--numbers <language>', 'how to read what was typed as 660.191: in vi 660191').choices([
        'vi',
        'en',
      ]),
    )
    .action((path: string, options: ImportOptions) =>
      withHouse((house) => importPath(house, resolve(path), options)),
    )
}

/** What comes and goes by parts is cleared away soon, rather than kept until there is no more memory. */
const THRIFT = '--heap-growing-percent=60'

/** Checks what is brought row by row; problems are listed with file, row and column, and then nothing is written. */
async function importPath(house: Opened, path: string, options: ImportOptions): Promise<void> {
  const { db, config, now } = house
  setFlagsFromString(THRIFT)
  const brought = bring(path)
  if (!brought) return
  const bar = openBar()
  try {
    const seq = await lastDeed(db.read, config.tenant)
    const found = await read(house, brought, options, bar.show)
    if (!found) return
    const { data, given } = found
    bar.show('compare', 0)
    const comparison = await compareImport(db.read, config, data, given)
    const { counts, signed } = comparison
    const rows = importFiles
      .filter((file) => data[file].length > 0)
      .map((file) => `${file} ${data[file].length} (${tellCounts(counts[file])})`)
      .join(', ')
    bar.close()
    if (signed > 0 && !options.signed) return fail(tellSigned(comparison))
    if (options.dryRun) return console.log(`could be imported: ${rows || 'nothing'}`)
    const order = { tenant: config.tenant, now: now(), zone: config.zone, actorId: null, actor: 'cli' }
    await db.tx((tx) => importCompared(tx, order, { found, comparison, seq }, { counts, signed }))
    console.log(`imported: ${rows || 'nothing'}`)
  } catch (error) {
    bar.close()
    fail(`${refusalOf(error)}\n${NOTHING}`)
  } finally {
    bar.close()
  }
}

function refusalOf(error: unknown): string {
  const isTold = [UnreadableFile, NoAdminLeft, MovedOn].some((kind) => error instanceof kind)
  if (isTold) return (error as Error).message
  if (!isRefused(error)) throw error
  return `a row cannot stand beside what is there: ${(rootOf(error) as Error).message}`
}

function bring(path: string): Brought[] | undefined {
  if (!existsSync(path)) return void fail(`${path} is not there\n${NOTHING}`)
  if (!statSync(path).isDirectory()) return [{ name: basename(path), bytes: readFileSync(path) }]
  const files = filesIn(path).filter(({ bytes }) => bytes.length > 0)
  return files.length > 0 ? files : void fail(`there is no file of an import in ${path}\n${NOTHING}`)
}

async function read(
  { db, config }: Opened,
  brought: Brought[],
  { numbers }: ImportOptions,
  show: (step: string, rows: number) => void,
): Promise<ReadImport | undefined> {
  const bundle = await openBundle(brought)
  const found = await readImport(bundle, await loadKnownCodes(db.read, config.tenant), {
    zone: config.zone,
    ...(numbers && { numbers }),
    progress: (rows) => show('read', rows),
  })
  for (const title of bundle.unused) console.error(`${title} is no file of an import and was not read`)
  if (found.problems.length) return void fail(tell(found))
  if (found.asked.length) return void fail(tellAsked(found))
  return found
}

const tellCounts = ({ fresh, changed, same }: { fresh: number; changed: number; same: number }) =>
  `${fresh} new, ${changed} changed, ${same} as they are`

function tell({ problems, unlisted }: ReadImport): string {
  const line = ({ file, row, column, read: text, why }: ImportProblem) =>
    `${file}.csv row ${row}, ${column}: ${JSON.stringify(text)} ${why.replaceAll('_', ' ')}`
  return listed(problems.map(line), problems.length + unlisted)
}

/** Nobody can know which one was meant, so that none is taken. */
function tellAsked({ asked }: ReadImport): string {
  const lines = asked.map(
    ({ file, row, column, read: text, vi, en }) =>
      `${file} row ${row}, ${column}: ${JSON.stringify(text)} is ${vi} in Vietnamese and ${en} in English`,
  )
  return `${listed(lines, asked.length)}; --numbers vi or --numbers en says which`
}

function tellSigned({ changes, signed }: Comparison): string {
  const lines = changes
    .filter(({ isSigned }) => isSigned)
    .map(({ file, key, before, after }) =>
      before
        ? `${file} ${key} changes what is signed: ${Object.keys(after).join(', ')}`
        : `${file} ${key} is added to what is signed`,
    )
  return `${listed(lines, signed)}; --signed lets them, without an amendment`
}

function listed(lines: string[], all: number): string {
  const more = all > MOST_SHOWN ? [`and ${all - MOST_SHOWN} more`] : []
  return [...lines.slice(0, MOST_SHOWN), ...more, NOTHING].join('\n')
}
