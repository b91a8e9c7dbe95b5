import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs'

/** What is written at once, and what is read. */
const PIECE = { in: 1 << 16, out: 1 << 18 }

/** Rows that wait in a file: what is said of each in its opening tag is only known when all have come. */
export interface Spool {
  add(opening: string, rest: string): void
  /** In the same order, with the attributes that have become known; a piece is used up before the next is asked for. */
  read(attributesOf: (row: number) => string): Generator<Uint8Array>
  close(): void
}

/** In a file, or in memory where none is given. All of it is ASCII, so that a letter is a byte. */
export function openSpool(file: string | undefined): Spool {
  const store = file === undefined ? inMemory() : inFile(file)
  const [openings, rests]: [number[], number[]] = [[], []]
  let [waiting, used] = [Buffer.alloc(0), 0]
  const flush = () => {
    store.write(waiting.subarray(0, used))
    used = 0
  }
  return {
    add(opening, rest) {
      const text = opening + rest
      if (used + text.length > waiting.length) {
        flush()
        waiting = Buffer.allocUnsafe(Math.max(text.length, PIECE.in))
      }
      used += waiting.write(text, used, 'latin1')
      openings.push(opening.length)
      rests.push(rest.length)
    },
    *read(attributesOf) {
      flush()
      const room = openRoom()
      for (let [row, at] = [0, 0]; row < openings.length; ) {
        const rows: Row[] = []
        let [size, added] = [0, 0]
        for (; row < openings.length && size < PIECE.out; row += 1) {
          const [opening, rest, attributes] = [openings[row]!, rests[row]!, attributesOf(row)]
          rows.push({ opening, rest, attributes })
          size += opening + rest
          added += attributes.length
        }
        yield withAttributes(store.read(at, size), rows, room(size + added))
        at += size
      }
    },
    close: store.close,
  }
}

interface Row {
  /** Lengths. */
  opening: number
  rest: number
  attributes: string
}

/** One room for all pieces: hundreds of them would stand in the memory until it is next cleared. */
function openRoom() {
  let room = Buffer.alloc(0)
  return (size: number): Buffer => {
    if (size > room.length) room = Buffer.allocUnsafe(2 * size)
    return room.subarray(0, size)
  }
}

function withAttributes(bytes: Buffer, rows: readonly Row[], out: Buffer): Buffer {
  let [from, to] = [0, 0]
  for (const { opening, rest, attributes } of rows) {
    to += bytes.copy(out, to, from, from + opening)
    to += out.write(attributes, to, 'latin1')
    to += bytes.copy(out, to, from + opening, from + opening + rest)
    from += opening + rest
  }
  return out
}

interface Store {
  write(bytes: Uint8Array): void
  read(at: number, size: number): Buffer
  close(): void
}

/** Read from its beginning to its end, once: what was read is let go. */
function inMemory(): Store {
  let pieces: Uint8Array[] = []
  let begin = 0
  return {
    write: (bytes) => void pieces.push(bytes),
    read(at, size) {
      let [needed, count] = [0, 0]
      while (needed < at - begin + size) needed += pieces[count++]!.length
      const bytes = Buffer.concat(pieces.slice(0, count)).subarray(at - begin, at - begin + size)
      const last = count - 1
      begin += needed - pieces[last]!.length
      pieces = pieces.slice(last)
      return bytes
    },
    close: () => {},
  }
}

function inFile(file: string): Store {
  const handle = openSync(file, 'w+')
  const room = openRoom()
  return {
    write(bytes) {
      for (let done = 0; done < bytes.length; ) done += writeSync(handle, bytes, done)
    },
    read(at, size) {
      const bytes = room(size)
      for (let done = 0; done < size; ) done += readSync(handle, bytes, done, size - done, at + done)
      return bytes
    },
    close() {
      closeSync(handle)
      rmSync(file, { force: true })
    },
  }
}
