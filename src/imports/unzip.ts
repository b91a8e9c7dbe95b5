import { createInflateRaw } from 'node:zlib'
import { limits, UnreadableFile } from './unreadable.ts'

export interface ZipEntry {
  name: string
  /** As the directory says; what is unpacked is counted, not believed. */
  size: number
  packed: number
  method: number
  encrypted: boolean
  at: number
}

export interface Zip {
  bytes: Uint8Array
  entries: Map<string, ZipEntry>
  /** What was unpacked of it so far. */
  unpacked: number
}

const LOCAL = 0x04034b50
const DIRECTORY = 0x02014b50
const END = 0x06054b50
const LONGEST_COMMENT = 65_535

export const isZip = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3

/** The directory of a zip. Nothing of it is unpacked yet. */
export function openZip(bytes: Uint8Array, name: string): Zip {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const damaged = () => new UnreadableFile('damaged', name)
  const end = view.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  if (end < 0 || end + 22 > view.length || end < view.length - 22 - LONGEST_COMMENT) throw damaged()
  if (view.readUInt32LE(end) !== END) throw damaged()
  const count = view.readUInt16LE(end + 10)
  if (count > limits.entries) throw new UnreadableFile('bomb', name)
  const entries = new Map<string, ZipEntry>()
  let at = view.readUInt32LE(end + 16)
  for (let n = 0; n < count; n += 1) {
    if (at + 46 > view.length || view.readUInt32LE(at) !== DIRECTORY) throw damaged()
    const [nameSize, extra, comment] = [28, 30, 32].map((from) => view.readUInt16LE(at + from)) as [
      number,
      number,
      number,
    ]
    const entry: ZipEntry = {
      name: view.toString('utf8', at + 46, at + 46 + nameSize).replaceAll('\\', '/'),
      encrypted: (view.readUInt16LE(at + 8) & 1) === 1,
      method: view.readUInt16LE(at + 10),
      packed: view.readUInt32LE(at + 20),
      size: view.readUInt32LE(at + 24),
      at: view.readUInt32LE(at + 42),
    }
    if (entries.has(entry.name)) throw damaged()
    entries.set(entry.name, entry)
    at += 46 + nameSize + extra + comment
  }
  checkSizes(entries, name)
  return { bytes, entries, unpacked: 0 }
}

/** What the directory itself admits is refused before anything is unpacked. */
function checkSizes(entries: Map<string, ZipEntry>, name: string) {
  let sum = 0
  for (const { size, packed } of entries.values()) {
    sum += size
    if (isBomb(size, packed) || sum > limits.bytes) throw new UnreadableFile('bomb', name)
  }
}

const isBomb = (size: number, packed: number) => size > limits.ratioFrom && size > packed * limits.ratio

/** The content of an entry in pieces, unpacked beside this thread; ends with an error once it is more than it may be. */
export async function* unpack(zip: Zip, entry: ZipEntry): AsyncGenerator<Buffer> {
  const packed = packedOf(zip, entry)
  const count = (piece: Buffer, done: number) => {
    zip.unpacked += piece.length
    if (zip.unpacked > limits.bytes || isBomb(done, entry.packed))
      throw new UnreadableFile('bomb', entry.name)
  }
  if (entry.method === 0) {
    count(packed, 0)
    for (let at = 0; at < packed.length; at += PIECE) yield packed.subarray(at, at + PIECE)
    return
  }
  const inflate = createInflateRaw({ chunkSize: PIECE })
  inflate.end(packed)
  let done = 0
  try {
    for await (const piece of inflate as AsyncIterable<Buffer>) {
      done += piece.length
      count(piece, done)
      yield piece
    }
  } catch (error) {
    throw error instanceof UnreadableFile ? error : new UnreadableFile('damaged', entry.name)
  } finally {
    inflate.destroy()
  }
}

const PIECE = 1 << 16

function packedOf({ bytes }: Zip, entry: ZipEntry): Buffer {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (entry.encrypted) throw new UnreadableFile('encrypted', entry.name)
  const isThere = entry.at + 30 <= view.length && view.readUInt32LE(entry.at) === LOCAL
  if (!isThere || (entry.method !== 0 && entry.method !== 8)) throw new UnreadableFile('damaged', entry.name)
  const from = entry.at + 30 + view.readUInt16LE(entry.at + 26) + view.readUInt16LE(entry.at + 28)
  if (from + entry.packed > view.length) throw new UnreadableFile('damaged', entry.name)
  return view.subarray(from, from + entry.packed)
}

/** The whole of an entry that is small by its nature. */
export async function unpackWhole(zip: Zip, entry: ZipEntry): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of unpack(zip, entry)) pieces.push(piece)
  return Buffer.concat(pieces)
}
