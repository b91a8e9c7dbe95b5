import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs'

const PIECE = 1 << 20

/** Rows that wait in a file: what is said of each in its opening tag is only known when all have come. */
export interface Spool {
  add(opening: string, rest: string): void
  /** In the same order, with the attributes that have become known. */
  read(attributesOf: (row: number) => string): Generator<Uint8Array>
  close(): void
}

/** In a file, or in memory where none is given. All of it is ASCII. */
export function openSpool(file: string | undefined): Spool {
  const store = file === undefined ? inMemory() : inFile(file)
  const lengths: { opening: number; rest: number }[] = []
  let waiting = ''
  const put = (text: string) => {
    waiting += text
    if (waiting.length < PIECE) return
    store.write(Buffer.from(waiting, 'latin1'))
    waiting = ''
  }
  return {
    add(opening, rest) {
      put(opening + rest)
      lengths.push({ opening: opening.length, rest: rest.length })
    },
    *read(attributesOf) {
      store.write(Buffer.from(waiting, 'latin1'))
      waiting = ''
      for (let [row, at] = [0, 0]; row < lengths.length; ) {
        let [size, last] = [0, row]
        for (; last < lengths.length && (size < PIECE || last === row); last += 1) {
          size += lengths[last]!.opening + lengths[last]!.rest
        }
        const text = store.read(at, size)
        at += size
        let [out, from] = ['', 0]
        for (; row < last; row += 1) {
          const { opening, rest } = lengths[row]!
          out +=
            text.slice(from, from + opening) +
            attributesOf(row) +
            text.slice(from + opening, from + opening + rest)
          from += opening + rest
        }
        yield Buffer.from(out, 'latin1')
      }
    },
    close: store.close,
  }
}

interface Store {
  write(bytes: Uint8Array): void
  read(at: number, size: number): string
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
      const text = Buffer.concat(pieces.slice(0, count)).toString('latin1', at - begin, at - begin + size)
      const last = count - 1
      begin += needed - pieces[last]!.length
      pieces = pieces.slice(last)
      return text
    },
    close: () => {},
  }
}

function inFile(file: string): Store {
  const handle = openSync(file, 'w+')
  return {
    write(bytes) {
      for (let done = 0; done < bytes.length; ) done += writeSync(handle, bytes, done)
    },
    read(at, size) {
      const bytes = Buffer.allocUnsafe(size)
      for (let done = 0; done < size; ) done += readSync(handle, bytes, done, size - done, at + done)
      return bytes.toString('latin1')
    },
    close() {
      closeSync(handle)
      rmSync(file, { force: true })
    },
  }
}
