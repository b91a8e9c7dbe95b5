import { writeFileSync } from 'node:fs'
import { findNamed, lightOf } from './domain/snapshot/light.ts'
import { parseWeek, type Week } from './domain/week.ts'
import type {
  AnyErrand,
  Errand,
  ErrandHouse,
  ErrandWord,
  ImportErrand,
  ImportProgress,
} from './press/errand.ts'
import { checkBatch, writeBatch } from './press/import-errand.ts'
import { pressLargeWorkbook } from './press/printer.ts'
import { freezePress, pressFile } from './press/weekly.ts'
import { listCampaigns } from './storage/campaigns.ts'
import { type Db, rootOf } from './storage/client.ts'
import { findBatch } from './storage/import-batches.ts'
import { openDatabase } from './storage/open.ts'
import { freezeWeek } from './storage/summaries/freeze.ts'
import { loadLetterhead } from './storage/summaries/letterhead.ts'
import { tellByParts } from './storage/summaries/parts.ts'
import { findSummaryId } from './storage/summaries/stored.ts'
import { findToldWeek, type ToldWeek } from './storage/summaries/told.ts'
import type { Asked } from './storage/summaries.ts'

/**
 * The process beside the server: it does one errand on a connection of its own, writes what comes of it to a file, and
 * ends. The server goes on with its pages meanwhile.
 */
interface Order {
  errand: AnyErrand
  house: ErrandHouse
  file: string
}

/** A week is told from rows that are read once. */
const CACHE_KIB = 4000

const say = (word: ErrandWord) => process.send?.(word)

process.once('message', (order: Order) => {
  perform(order).then(
    (hash) => leave({ done: true, ...(hash && { hash }) }, 0),
    (error) => leave({ failed: (rootOf(error) as Error).stack ?? String(rootOf(error)) }, 1),
  )
})
// The server is gone; nobody waits for this any more.
process.once('disconnect', () => process.exit(1))

function leave(word: ErrandWord, code: number) {
  process.send?.(word, () => process.exit(code))
}

async function perform({ errand, house, file }: Order): Promise<string | undefined> {
  const isImport = errand.kind === 'check' || errand.kind === 'write'
  const db = await openDatabase(house.databaseFile, isImport ? undefined : CACHE_KIB)
  try {
    if ('batch' in errand) return await bring(db, errand, house, file)
    if (errand.kind === 'answer') {
      // The whole house is loaded for this alone.
      const { answerToFile } = await import('./answer.ts')
      await answerToFile(db, errand, file)
      return undefined
    }
    return errand.kind === 'freeze' ? await freeze(db, errand, house) : await make(db, errand, house, file)
  } finally {
    await db.close()
  }
}

/** What an import would do, or what came of it. */
async function bring(db: Db, errand: ImportErrand, house: ErrandHouse, file: string) {
  let told = 0
  const hear = (progress: ImportProgress) => {
    // The page asks every other second.
    if (progress.step === 'read' && performance.now() - told < 200) return
    told = performance.now()
    say({ progress })
  }
  const batch = await findBatch(db.read, house.tenant, errand.batch)
  if (!batch) throw new Error('what was brought is not there any more')
  const result =
    errand.kind === 'check'
      ? await checkBatch(db, house, batch, hear)
      : await writeBatch(db, house, errand, hear)
  writeFileSync(file, JSON.stringify(result))
  return undefined
}

async function askedOf(db: Db, { campaign: code, week: name, now }: Errand, { tenant, zone }: ErrandHouse) {
  const campaign = (await listCampaigns(db.read, tenant)).find((one) => one.code === code)
  const week = parseWeek(name)
  if (!campaign || !week) throw new Error(`there is no ${name} of ${code}`)
  return { asked: { tenant, campaign, now, zone }, week }
}

async function freeze(db: Db, errand: Errand & { kind: 'freeze' }, house: ErrandHouse) {
  const { asked, week } = await askedOf(db, errand, house)
  const letterhead = await loadLetterhead(db.read, house.tenant, asked.campaign.ownerUnitId)
  const hear = (step: 'tell' | 'print') => (done: number, of: number) => say({ progress: { step, done, of } })
  const press = { ...freezePress(house, letterhead, hear('print')), progress: hear('tell') }
  const frozen = await freezeWeek(db, asked, week, errand.freezer, press)
  return frozen?.hash ?? undefined
}

async function make(db: Db, errand: Errand, house: ErrandHouse, file: string) {
  const { asked, week } = await askedOf(db, errand, house)
  say({ progress: { step: 'tell', done: 0, of: 1 } })
  const summary = await findSummaryId(db.read, asked, week, errand.issue)
  if (!summary && errand.kind === 'file' && errand.format === 'xlsx') {
    await pressLargeWorkbook(db.read, asked, week, file, (progress) => say({ progress }))
    return undefined
  }
  const isToldHere = !summary && errand.kind === 'page'
  const told = isToldHere
    ? await tellNamed(db, asked, week)
    : await findToldWeek(db.read, asked, week, errand.issue)
  if (!told) throw new Error(`${week.code} is not there`)
  const { snapshot, letterhead } = told
  if (errand.kind === 'file') {
    say({ progress: { step: 'print', done: 0, of: 1 } })
    writeFileSync(file, await pressFile(errand.format, snapshot, letterhead, house))
  } else {
    writeFileSync(file, JSON.stringify({ ...told, snapshot: lightOf(snapshot) }))
  }
  return undefined
}

/** Of the week as it stands only what a page names. */
async function tellNamed(db: Db, asked: Asked, week: Week): Promise<ToldWeek> {
  const snapshot = await tellByParts(db.read, asked, week, {
    keeps: findNamed(),
    progress: (done, of) => say({ progress: { step: 'tell', done, of } }),
  })
  return { snapshot, letterhead: await loadLetterhead(db.read, asked.tenant, asked.campaign.ownerUnitId) }
}
