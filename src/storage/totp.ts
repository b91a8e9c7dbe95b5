import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Instant } from '../domain/day.ts'

/** One-time codes by time, RFC 6238: SHA-1, half a minute, six digits, as every telephone's program expects them. */
const STEP_MS = 30_000
const DIGITS = 6
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** 160 bits, as RFC 4226 recommends, in Base32. */
export function newTotpSecret(): string {
  return [...randomBytes(32)].map((byte) => BASE32[byte % 32]).join('')
}

export const stepAt = (now: Instant): number => Math.floor(now / STEP_MS)

/** The code of one half-minute (RFC 4226, 5.3). */
export function codeOf(secret: string, step: number, digits = DIGITS): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const hash = createHmac('sha1', fromBase32(secret)).update(counter).digest()
  const offset = hash[hash.length - 1]! & 0xf
  const number = hash.readUInt32BE(offset) & 0x7fffffff
  return String(number % 10 ** digits).padStart(digits, '0')
}

/**
 * The half-minute that a typed code belongs to: the present one or a neighbour, for clocks differ; later than the last
 * one that was used, so that a code seen over a shoulder opens nothing.
 */
export function stepOfCode(
  secret: string,
  typed: string,
  now: Instant,
  lastStep: number | null,
): number | undefined {
  if (!/^\d{6}$/.test(typed)) return undefined
  const present = stepAt(now)
  return [present - 1, present, present + 1].find(
    (step) =>
      step >= 0 &&
      (lastStep === null || step > lastStep) &&
      timingSafeEqual(Buffer.from(codeOf(secret, step)), Buffer.from(typed)),
  )
}

/** What a telephone reads from the picture. */
export function keyUri(secret: string, { issuer, account }: { issuer: string; account: string }): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`
  return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(issuer)}`
}

function fromBase32(text: string): Buffer {
  let bits = 0
  let value = 0
  const bytes: number[] = []
  for (const letter of text) {
    value = ((value << 5) | BASE32.indexOf(letter)) & 0xfff
    bits += 5
    if (bits < 8) continue
    bits -= 8
    bytes.push((value >>> bits) & 0xff)
  }
  return Buffer.from(bytes)
}
