import { randomBytes } from 'node:crypto'

/** Begins anywhere, so that two processes seldom count alike; what makes an id unique is its random half. */
let made = randomBytes(4).readUInt32BE()

/**
 * UUID version 7: unique without a coordinator, and in order of time; those that one process makes in the same
 * millisecond are in the order in which it made them, by a counter after the time (RFC 9562, 6.2).
 */
export function newId(now = Date.now()): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(now, 0, 6)
  made = (made + 1) & 0x3ffffff
  bytes[6] = 0x70 | (made >>> 22)
  bytes[7] = made >>> 14
  bytes[8] = 0x80 | ((made >>> 8) & 0x3f)
  bytes[9] = made
  return bytes.toString('hex').replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5')
}

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Eight random characters without I, L, O, U: short enough to read over the telephone. */
export function newReceipt(): string {
  return Array.from(randomBytes(8), (byte) => CROCKFORD[byte % 32]).join('')
}
