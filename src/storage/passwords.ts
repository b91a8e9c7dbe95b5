import { randomInt } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** The encoded argon2id hash with its own salt. */
export async function hashPassword(password: string): Promise<string> {
  return await hash(password.normalize('NFC'), OPTIONS)
}

/** Without a hash the same work is done and the answer is no, so that a stranger cannot tell which names exist. */
export async function verifyPassword(encoded: string | null, password: string): Promise<boolean> {
  const known = encoded ?? (await decoy())
  const fits = await verify(known, password.normalize('NFC')).catch(() => false)
  return fits && encoded !== null
}

/** Without letters and digits that are taken for each other on paper. */
const LEGIBLE = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A first password to be printed and typed once: 'k7mp-2xqd-w9ra'. */
export function newInitialPassword(): string {
  const group = () => Array.from({ length: 4 }, () => LEGIBLE[randomInt(LEGIBLE.length)]).join('')
  return [group(), group(), group()].join('-')
}

let kept: Promise<string> | undefined
const decoy = () => (kept ??= hashPassword('no such account'))
