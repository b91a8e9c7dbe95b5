import { randomBytes } from 'node:crypto'
import { and, eq, isNull, lt, or, sql } from 'drizzle-orm'
import type { Instant } from '../domain/day.ts'
import { forUpdate, type Reader, type Writer } from './client.ts'
import { users } from './schema.ts'
import { hashToken } from './tokens.ts'
import { newTotpSecret, stepOfCode } from './totp.ts'

const RECOVERY_CODES = 10
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

const mine = (tenant: string, userId: string) => and(eq(users.tenant, tenant), eq(users.id, userId))

export async function findSecondFactor(read: Reader, tenant: string, userId: string) {
  const [row] = await read
    .select({
      secret: users.totpSecret,
      confirmedAt: users.totpConfirmedAt,
      lastStep: users.totpLastStep,
      recovery: users.recoveryHashes,
    })
    .from(users)
    .where(mine(tenant, userId))
  return row
}

/** A new key that counts for nothing until a code of it was typed. */
export async function beginSecondFactor(tx: Writer, tenant: string, userId: string): Promise<void> {
  await tx
    .update(users)
    .set({ totpSecret: newTotpSecret(), totpLastStep: null })
    .where(and(mine(tenant, userId), isNull(users.totpConfirmedAt)))
}

/** The codes to be kept on paper, once the first code was right; undefined where it was not, or nothing was begun. */
export async function confirmSecondFactor(
  tx: Writer,
  tenant: string,
  userId: string,
  typed: string,
  now: Instant,
): Promise<string[] | undefined> {
  const factor = await lockFactor(tx, tenant, userId)
  if (!factor?.secret || factor.confirmedAt !== null) return undefined
  const step = stepOfCode(factor.secret, plain(typed), now, null)
  if (step === undefined) return undefined
  const codes = newRecoveryCodes()
  await tx
    .update(users)
    .set({
      totpConfirmedAt: now,
      totpLastStep: step,
      recoveryHashes: codes.map((code) => hashToken(plain(code))),
      version: sql`${users.version} + 1`,
    })
    .where(mine(tenant, userId))
  return codes
}

/**
 * Takes a code of the telephone or one from the paper, once: a second try with the same finds it used. Which of the two
 * it was; undefined for a wrong one.
 */
export async function takeCode(
  tx: Writer,
  tenant: string,
  userId: string,
  typed: string,
  now: Instant,
): Promise<'code' | 'recovery' | undefined> {
  const factor = await lockFactor(tx, tenant, userId)
  if (!factor?.secret || factor.confirmedAt === null) return undefined
  const code = plain(typed)
  const step = stepOfCode(factor.secret, code, now, factor.lastStep)
  if (step !== undefined) {
    const taken = await tx
      .update(users)
      .set({ totpLastStep: step })
      .where(and(mine(tenant, userId), or(isNull(users.totpLastStep), lt(users.totpLastStep, step))))
      .returning({ id: users.id })
    return taken.length ? 'code' : undefined
  }
  const hash = hashToken(code)
  if (!factor.recovery?.includes(hash)) return undefined
  await tx
    .update(users)
    .set({ recoveryHashes: factor.recovery.filter((one) => one !== hash) })
    .where(mine(tenant, userId))
  return 'recovery'
}

/** Ten new codes in place of those on the old paper. */
export async function renewRecoveryCodes(tx: Writer, tenant: string, userId: string): Promise<string[]> {
  const codes = newRecoveryCodes()
  await tx
    .update(users)
    .set({ recoveryHashes: codes.map((code) => hashToken(plain(code))) })
    .where(mine(tenant, userId))
  return codes
}

export async function dropSecondFactor(tx: Writer, tenant: string, userId: string): Promise<void> {
  await tx
    .update(users)
    .set({
      totpSecret: null,
      totpConfirmedAt: null,
      totpLastStep: null,
      recoveryHashes: null,
      version: sql`${users.version} + 1`,
    })
    .where(mine(tenant, userId))
}

async function lockFactor(tx: Writer, tenant: string, userId: string) {
  const [row] = await forUpdate(
    tx
      .select({
        secret: users.totpSecret,
        confirmedAt: users.totpConfirmedAt,
        lastStep: users.totpLastStep,
        recovery: users.recoveryHashes,
      })
      .from(users)
      .where(mine(tenant, userId)),
  )
  return row
}

/** Sixty random bits each: '7KQ2-M9XD-0T4B'. */
function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => {
    const letters = [...randomBytes(12)].map((byte) => LETTERS[byte % 32]).join('')
    return letters.replace(/(.{4})(.{4})(.{4})/, '$1-$2-$3')
  })
}

/** As it was meant, whatever the case, dashes, spaces, O for 0 or I and L for 1. */
const plain = (typed: string) =>
  typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
