import { randomBytes } from 'node:crypto'

/** UUID version 7: random, unique without a coordinator, and in order of time. */
export function newId(now = Date.now()): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(now, 0, 6)
  bytes[6] = (bytes[6]! & 0x0f) | 0x70
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return bytes.toString('hex').replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5')
}

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Eight random characters without I, L, O, U: short enough to read over the telephone. */
export function newReceipt(): string {
  return Array.from(randomBytes(8), (byte) => CROCKFORD[byte % 32]).join('')
}
