import { parentPort, workerData } from 'node:worker_threads'
import { openLargeWorkbook } from './press/large-workbook.ts'
import type { PrinterOrder, PrinterWord } from './press/printer.ts'

/** The thread beside the one that tells a large week: it prints what is told, and leaves. */
const { file, zone } = workerData as PrinterOrder
const workbook = openLargeWorkbook(file, zone)
const port = parentPort!

port.on('message', async (word: PrinterWord) => {
  if ('targets' in word) {
    workbook.add(JSON.parse(word.targets))
    return
  }
  await workbook.close(word.snapshot, (progress) => port.postMessage(progress))
  port.close()
})
