import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import type { Cell } from '../domain/paper.ts'
import type { WriteCells } from './xlsx-rows.ts'

/** Rows that are put into words before it is known how many stand above them; the first column is their number. */
export interface Strand {
  /** The cells after the running number. */
  add(cells: readonly Cell[]): void
  /**
   * Each row once, in the order in which they came: its cells for a row of this number. `first` is how many rows of the
   * sheet stand above them.
   */
  take(first: number): Generator<(number: number) => string>
}

/** Stands for the number of the row; nothing in XML can be mistaken for it. */
const UNKNOWN = '\u0001'

export function openStrand(file: string, write: WriteCells, columns: number): Strand {
  const lines = openLines(file)
  let count = 0
  // Which text of many lines stands in which row.
  const [texts, places]: [number[][], number[]] = [[], []]
  const hear = (rows: number[]) => {
    texts.push(rows)
    places.push(count)
  }
  return {
    add(cells) {
      lines.add(write({ cells: [null, ...cells] }, [1, columns], UNKNOWN, hear))
      count += 1
    },
    *take(first) {
      for (const [n, rows] of texts.entries()) rows.push(first + places[n]!)
      for (const line of lines.take()) yield (number) => line.replaceAll(UNKNOWN, String(number))
    },
  }
}

const PIECE = { in: 1 << 16, out: 1 << 18 }

/** Lines that wait in a file, all of them ASCII. */
function openLines(file: string) {
  const handle = openSync(file, 'w+')
  let waiting = ''
  const flush = () => {
    const bytes = Buffer.from(waiting, 'latin1')
    for (let done = 0; done < bytes.length; ) done += writeSync(handle, bytes, done)
    waiting = ''
  }
  return {
    add(line: string) {
      waiting += `${line}\n`
      if (waiting.length > PIECE.in) flush()
    },
    *take() {
      flush()
      yield* linesOf(handle)
      closeSync(handle)
      rmSync(file, { force: true })
    },
  }
}

function* linesOf(handle: number): Generator<string> {
  const piece = Buffer.allocUnsafe(PIECE.out)
  let rest = ''
  for (let at = 0; ; ) {
    const size = readSync(handle, piece, 0, piece.length, at)
    if (size === 0) return
    at += size
    const lines = (rest + piece.toString('latin1', 0, size)).split('\n')
    rest = lines.pop()!
    yield* lines
  }
}
