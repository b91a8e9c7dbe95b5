import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs'

/** Things put aside in files, by a number, and taken out again in their order. */
export interface Shelf<Thing> {
  put(number: number, thing: Thing): void
  of(number: number): Generator<Thing>
  close(): void
}

interface Board {
  handle: number
  file: string
  waiting: string[]
}

const AT_ONCE = 500
const PIECE = 1 << 20

export function openShelf<Thing>(file: string): Shelf<Thing> {
  const boards = new Map<number, Board>()
  const boardOf = (number: number): Board => {
    const name = `${file}.shelf${number}`
    const board = boards.get(number) ?? { handle: openSync(name, 'w+'), file: name, waiting: [] }
    boards.set(number, board)
    return board
  }
  return {
    put(number, thing) {
      const board = boardOf(number)
      board.waiting.push(JSON.stringify(thing))
      if (board.waiting.length >= AT_ONCE) flush(board)
    },
    *of(number) {
      const board = boardOf(number)
      flush(board)
      for (const line of linesOf(board.handle)) yield JSON.parse(line) as Thing
    },
    close() {
      for (const { handle, file: name } of boards.values()) {
        closeSync(handle)
        rmSync(name, { force: true })
      }
    },
  }
}

function flush({ handle, waiting }: Board) {
  if (waiting.length) writeSync(handle, `${waiting.join('\n')}\n`)
  waiting.length = 0
}

function* linesOf(handle: number): Generator<string> {
  const decoder = new TextDecoder()
  const piece = Buffer.allocUnsafe(PIECE)
  let rest = ''
  for (let at = 0; ; ) {
    const size = readSync(handle, piece, 0, PIECE, at)
    if (size === 0) return
    at += size
    const lines = (rest + decoder.decode(piece.subarray(0, size), { stream: true })).split('\n')
    rest = lines.pop()!
    yield* lines
  }
}
