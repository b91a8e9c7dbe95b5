import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { isListed } from '../domain/snapshot/light.ts'
import type { SnapshotTarget } from '../domain/snapshot/target.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import type { Week } from '../domain/week.ts'
import type { Reader } from '../storage/client.ts'
import { tellByParts } from '../storage/summaries/parts.ts'
import type { Asked } from '../storage/summaries.ts'
import type { ErrandProgress } from './errand.ts'

/** What the printing thread is told: some targets as JSON, since a text is copied faster than what it tells; then the week. */
export type PrinterWord = { targets: string } | { snapshot: Snapshot }

export interface PrinterOrder {
  file: string
  zone: string
}

/** Rows come and go: a small room is cleared as fast as a large one, and two threads share the memory of one process. */
const YOUNG_MIB = 12

/** Tells a large week in this thread, while another one prints what has been told. */
export async function pressLargeWorkbook(
  read: Reader,
  asked: Asked,
  week: Week,
  file: string,
  say: (progress: ErrandProgress) => void,
): Promise<void> {
  const printer = openPrinter({ file, zone: asked.zone }, say)
  const snapshot = await tellByParts(read, asked, week, {
    hear: printer.add,
    keeps: isListed,
    progress: (done, of) => say({ step: 'tell', done, of }),
  })
  await printer.close(snapshot)
}

function openPrinter(order: PrinterOrder, say: (progress: ErrandProgress) => void) {
  const thread = openThread(order)
  const tell = (word: PrinterWord) => thread.postMessage(word)
  // It leaves when all is printed; an error of its own fails the errand, also while the week is still being told.
  const left = once(thread, 'exit')
  left.catch(() => {})
  thread.on('message', say)
  return {
    add(targets: readonly SnapshotTarget[]) {
      tell({ targets: JSON.stringify(targets) })
    },
    async close(snapshot: Snapshot) {
      tell({ snapshot })
      await left
    },
  }
}

/** The bundle holds it beside itself; from the sources, a thread has to start their loader anew. */
function openThread(workerData: PrinterOrder): Worker {
  const options = { workerData, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MIB } }
  const isSource = import.meta.url.endsWith('.ts')
  const entry = new URL(isSource ? '../printer.ts' : './printer.mjs', import.meta.url)
  if (!isSource) return new Worker(entry, options)
  const load = `import('tsx/esm/api').then((tsx) => { tsx.register(); return import(${JSON.stringify(entry)}) })`
  return new Worker(load, { ...options, eval: true })
}
