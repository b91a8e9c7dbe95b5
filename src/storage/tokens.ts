import { createHash, randomBytes } from 'node:crypto'

/** A word that opens something: 256 random bits in 43 letters. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** What is kept of such a word, so that a stolen database opens no door. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex')
