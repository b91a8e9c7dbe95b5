import { type ChildProcess, fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { constants, setPriority, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AnyErrand, Errand, ErrandHouse, ErrandWord, ProgressOf } from './errand.ts'

/** An errand on its way, or done within the last minutes. */
export interface RunningErrand<One extends AnyErrand = Errand> {
  id: string
  errand: One
  state: 'waiting' | 'running' | 'done' | 'failed'
  progress: ProgressOf<One>
  /** What came of it, once it is done. */
  file: string
  hash: string | undefined
  failure: string | undefined
  /** The names of those who asked for it. */
  askers: Set<string>
  /** When it is given up if it has not begun and nobody has looked for it again. */
  patience: number
  /** Settles when it is done or failed. */
  ended: Promise<void>
}

interface Started extends RunningErrand<AnyErrand> {
  /** All of it but when it was asked for. */
  what: string
  /** What it rests on. */
  basis: string
  house: ErrandHouse
  /** When its result is forgotten. */
  until: number
  child?: ChildProcess
  end: () => void
}

/** For so long a result is given again to whoever asks for the same; figures move on. */
const FRESH_MS = 10 * 60_000

/** Whoever waits looks every other second, and on a phone in the mountains less often. */
const PATIENCE_MS = 60_000

/** By whom and as of what something is asked for. */
interface Wish {
  /**
   * What the result rests on, such as the last deed of the house: on another basis it is done again. But whoever has
   * waited for `made` gets what came of it: in a busy house there is always another deed meanwhile.
   */
  basis: string
  made?: string | undefined
  by: string
}

/**
 * Sends one errand after another to a process of its own. Whoever asks for the same before it has begun, or soon
 * afterwards and before anything has changed, gets the same one. Deeds go first, and then those who ask take turns: who
 * opens many pages holds nobody up by more than one.
 */
export interface Errands {
  start<One extends AnyErrand>(errand: One, wish: Wish): RunningErrand<One>
  /** Whoever looks for it waits for it; what has not begun and nobody waits for any more is given up. */
  find(id: string): RunningErrand<AnyErrand> | undefined
  /** Waits until it is done or failed, which it will be. */
  end(running: RunningErrand<AnyErrand>): Promise<void>
  /** Ends what runs, gives up what waits, and forgets every result. */
  stop(): void
}

const all = new WeakMap<object, Errands>()

/** The errands of a house, by its configuration. */
export function errandsOf(house: ErrandHouse): Errands {
  const known = all.get(house) ?? openErrands(house)
  all.set(house, known)
  return known
}

function openErrands(house: ErrandHouse): Errands {
  const errands: Started[] = []
  const turns = makeTurns()
  let folder: string | undefined
  const forget = (gone: Started) => {
    errands.splice(errands.indexOf(gone), 1)
    rmSync(gone.file, { force: true })
  }
  const goOn = () => {
    if (errands.some(({ state }) => state === 'running')) return
    const now = performance.now()
    for (const left of errands.filter((one) => isWaiting(one) && one.patience < now)) forget(left)
    const next = turns.next(errands.filter(isWaiting))
    if (next) run(next).then(goOn)
  }
  return {
    start<One extends AnyErrand>(errand: One, { basis, made, by }: Wish) {
      const now = performance.now()
      for (const old of errands.filter(({ until }) => until < now)) forget(old)
      const what = JSON.stringify({ ...errand, now: 0 })
      const same = alikeOf(errands, what, basis, made)
      // What has not begun yet is done as of whoever came last.
      if (same && isWaiting(same)) Object.assign(same, { basis, errand })
      folder ??= mkdtempSync(join(tmpdir(), 'camket-errands-'))
      const started = same ?? makeErrand(errand, { what, basis }, house, folder)
      started.askers.add(by)
      keep(started)
      if (!same) errands.push(started)
      goOn()
      return started as unknown as RunningErrand<One>
    },
    find(id) {
      const found = errands.find((one) => one.id === id)
      if (found) keep(found)
      return found
    },
    async end(running) {
      running.patience = Number.POSITIVE_INFINITY
      await running.ended
    },
    stop() {
      const [waiting, begun] = [errands.filter(isWaiting), errands.filter((one) => !isWaiting(one))]
      for (const { child } of begun) child?.kill()
      errands.length = 0
      for (const one of waiting) {
        hear(one, { failed: 'it was never begun' })
        one.end()
      }
      if (folder) rmSync(folder, { recursive: true, force: true })
      folder = undefined
    },
  }
}

function keep(one: Started) {
  one.patience = Math.max(one.patience, performance.now() + PATIENCE_MS)
}

function alikeOf(errands: Started[], what: string, basis: string, made: string | undefined) {
  const alike = errands.filter((one) => one.what === what)
  return (
    alike.find(({ id, state }) => id === made && state === 'done') ??
    alike.find((one) => one.basis === basis && one.state !== 'failed') ??
    alike.find(isWaiting)
  )
}

/** Whose turn it is: a deed's, and else whoever had theirs the longest ago. */
function makeTurns() {
  const last = new Map<string, number>()
  let count = 0
  const rankOf = ({ errand, askers }: Started) =>
    isDeed(errand) ? -1 : Math.min(...[...askers].map((asker) => last.get(asker) ?? 0))
  return {
    next(waiting: Started[]): Started | undefined {
      const [next] = waiting.toSorted((one, other) => rankOf(one) - rankOf(other))
      count += 1
      for (const asker of next?.askers ?? []) last.set(asker, count)
      return next
    },
  }
}

const isDeed = ({ kind }: AnyErrand) => kind === 'freeze' || kind === 'write'

const isWaiting = ({ state }: Pick<RunningErrand, 'state'>) => state === 'waiting'

function makeErrand(
  errand: AnyErrand,
  known: Pick<Started, 'what' | 'basis'>,
  house: ErrandHouse,
  folder: string,
): Started {
  const id = crypto.randomUUID()
  let end = () => {}
  const ended = new Promise<void>((settle) => {
    end = settle
  })
  return {
    ...{ ...known, id, errand, house, ended, end, state: 'waiting', file: join(folder, id) },
    progress: { step: 'batch' in errand ? 'read' : 'load', done: 0, of: 1 },
    hash: undefined,
    failure: undefined,
    askers: new Set(),
    until: Number.POSITIVE_INFINITY,
    // What a person confirmed is done, and files that were brought are looked through, whoever looks on.
    patience: isDeed(errand) || errand.kind === 'check' ? Number.POSITIVE_INFINITY : 0,
  }
}

/**
 * What comes and goes by parts is cleared away soon, rather than kept until there is no more memory; and by one helper,
 * since the two threads that tell and print take what cores there are.
 */
const thrifty = ['--max-semi-space-size=4', '--heap-growing-percent=60', '--v8-pool-size=1']

/** The bundle holds it beside the server; from the sources it runs by the loader that the sources were started with. */
function openProcess(): ChildProcess {
  const isSource = import.meta.url.endsWith('.ts')
  const entry = fileURLToPath(new URL(isSource ? '../apart.ts' : './apart.mjs', import.meta.url))
  const loader = isSource ? ['--import', 'tsx'] : ['--enable-source-maps']
  return fork(entry, { execArgv: [...loader, ...thrifty], serialization: 'advanced' })
}

async function run(errand: Started): Promise<void> {
  errand.state = 'running'
  const child = openProcess()
  errand.child = child
  // Whoever writes holds the others up, and had better be quick.
  if (child.pid && errand.errand.kind !== 'write')
    setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL)
  child.on('message', (word: ErrandWord) => hear(errand, word))
  const { databaseFile, tenant, zone, address } = errand.house
  child.send({
    errand: errand.errand,
    house: { databaseFile, tenant, zone, address },
    file: errand.file,
  })
  await new Promise<void>((closed) => {
    child.once('error', (error) => hear(errand, { failed: error.message }))
    child.once('close', closed)
  })
  if (errand.state === 'running') hear(errand, { failed: 'the process ended without a word' })
  errand.until = performance.now() + FRESH_MS
  errand.end()
}

function hear(errand: Started, word: ErrandWord) {
  if ('progress' in word) errand.progress = word.progress
  else if ('failed' in word) {
    errand.state = 'failed'
    errand.failure = word.failed
  } else {
    errand.state = 'done'
    errand.hash = word.hash
  }
}
