import { closeSync, openSync, writeSync } from 'node:fs'
import { finished } from 'node:stream/promises'
import { crc32, createDeflateRaw, type DeflateRaw } from 'node:zlib'

/** A zip written entry by entry: compression runs beside this thread, and nothing is held whole but by who asks for it. */
export interface ZipFile {
  /** Packed well, unless it is so large that time counts more. A piece is used up before the next is asked for. */
  add(name: string, content: Iterable<Uint8Array>, isLarge?: boolean): Promise<void>
  /** The whole of it where it was written to no file. */
  close(): Uint8Array
}

interface Entry {
  name: Buffer
  at: number
  crc: number
  packed: number
  size: number
}

/** 1 January 1980, as spreadsheets have it: the same content, the same bytes. */
const DATE = 0x21
const UTF8 = 0x800
const DEFLATED = 8

export function openZip(file: string | undefined): ZipFile {
  const sink = file === undefined ? inMemory() : inFile(file)
  const entries: Entry[] = []
  let end = 0
  const put = (bytes: Uint8Array) => {
    sink.write(bytes, end)
    end += bytes.length
  }
  return {
    async add(name, content, isLarge = false) {
      const entry: Entry = { name: Buffer.from(name), at: end, crc: 0, packed: 0, size: 0 }
      put(localHeader(entry))
      const start = end
      const deflate = createDeflateRaw({ level: isLarge ? 3 : 6, chunkSize: 1 << 16 })
      const ended = finished(deflate)
      // What fails before the end is thrown by the piece that failed.
      ended.catch(() => {})
      deflate.on('data', put)
      for (const bytes of content) {
        entry.crc = crc32(bytes, entry.crc)
        entry.size += bytes.length
        await write(deflate, bytes)
      }
      deflate.end()
      await ended
      entry.packed = end - start
      // Only now is known what the header says.
      sink.write(localHeader(entry), entry.at)
      entries.push(entry)
    },
    close() {
      const directory = Buffer.concat(entries.map(directoryHeader))
      const from = end
      put(directory)
      put(directoryEnd(entries.length, directory.length, from))
      return sink.close()
    },
  }
}

const write = (deflate: DeflateRaw, bytes: Uint8Array) =>
  new Promise<void>((used, fail) => {
    deflate.write(bytes, (error) => (error ? fail(error) : used()))
  })

interface Sink {
  /** Behind what was written, or again where the same number of bytes was written before. */
  write(bytes: Uint8Array, at: number): void
  close(): Uint8Array
}

function inMemory(): Sink {
  const pieces = new Map<number, Uint8Array>()
  return {
    write: (bytes, at) => void pieces.set(at, bytes),
    close: () => Buffer.concat([...pieces.values()]),
  }
}

function inFile(file: string): Sink {
  const handle = openSync(file, 'w')
  return {
    write(bytes, at) {
      for (let done = 0; done < bytes.length; ) {
        done += writeSync(handle, bytes, done, bytes.length - done, at + done)
      }
    },
    close() {
      closeSync(handle)
      return new Uint8Array()
    },
  }
}

function localHeader(entry: Entry): Buffer {
  const head = Buffer.alloc(30)
  head.writeUInt32LE(0x04034b50, 0)
  head.writeUInt16LE(20, 4)
  describe(head, 6, entry)
  return Buffer.concat([head, entry.name])
}

function directoryHeader(entry: Entry): Buffer {
  const head = Buffer.alloc(46)
  head.writeUInt32LE(0x02014b50, 0)
  head.writeUInt16LE(20, 4)
  head.writeUInt16LE(20, 6)
  describe(head, 8, entry)
  head.writeUInt32LE(entry.at, 42)
  return Buffer.concat([head, entry.name])
}

function describe(head: Buffer, at: number, { name, crc, packed, size }: Entry) {
  head.writeUInt16LE(UTF8, at)
  head.writeUInt16LE(DEFLATED, at + 2)
  head.writeUInt16LE(DATE, at + 6)
  head.writeUInt32LE(crc, at + 8)
  head.writeUInt32LE(packed, at + 12)
  head.writeUInt32LE(size, at + 16)
  head.writeUInt16LE(name.length, at + 20)
}

function directoryEnd(entries: number, size: number, at: number): Buffer {
  const tail = Buffer.alloc(22)
  tail.writeUInt32LE(0x06054b50, 0)
  tail.writeUInt16LE(entries, 8)
  tail.writeUInt16LE(entries, 10)
  tail.writeUInt32LE(size, 12)
  tail.writeUInt32LE(at, 16)
  return tail
}
