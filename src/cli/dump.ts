import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Command } from 'commander'
import { holdingsAsCsv } from '../press/holdings.ts'
import { countUntold } from '../storage/import/stored-follow-up.ts'
import { openBar } from './bar.ts'
import { type Opened, withHouse } from './open.ts'

export const dumpCommand = new Command('dump')
  .description('write the files of an import with all that they can hold; load reads them back')
  .argument('<folder>', 'where campaigns.csv, units.csv and the others are written')
  .action((folder: string) => withHouse((house) => dump(house, resolve(folder))))

async function dump({ db, config }: Opened, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const bar = openBar()
  for await (const { name, pieces } of holdingsAsCsv(db.read, config)) {
    bar.show(name, 0)
    const handle = openSync(join(folder, name), 'w')
    try {
      for await (const piece of pieces) writeSync(handle, piece)
    } finally {
      closeSync(handle)
    }
  }
  bar.close()
  const left = Object.entries(await countUntold(db.read, config.tenant)).map(([state, n]) => `${n} ${state}`)
  if (left.length > 0)
    console.error(`reports that no file of an import can hold were left out: ${left.join(', ')}`)
  console.log(folder)
}
