import { ConfigError } from './config.ts'
import { errorCode, rootOf } from './storage/client.ts'
import { MigrationRefused } from './storage/migrate.ts'

/**
 * What stops a program is one line for whoever can mend it, and a trace only where the program is at fault. The exit
 * code is 2 for a wrong environment, else 1.
 */
export function sayLastWords(error: unknown): never {
  console.error(lineOf(error) ?? error)
  process.exit(error instanceof ConfigError ? 2 : 1)
}

/** SQLite's and PostgreSQL's words for a database that cannot be opened, written or signed in to. */
const DATABASE_TROUBLE =
  /^(SQLITE_(BUSY|CANTOPEN|CORRUPT|FULL|IOERR|LOCKED|NOTADB|PERM|READONLY)|28[0-9A-Z]{3}|3D000|42501|53|57P|08|CONN)/

function lineOf(error: unknown): string | undefined {
  if (error instanceof ConfigError || error instanceof MigrationRefused) return error.message
  const cause = rootOf(error)
  const code = errorCode(error)
  if (!(cause instanceof Error) || code === undefined) return undefined
  const words = oneLine(cause.message || code)
  if (DATABASE_TROUBLE.test(code)) return `the database cannot be used: ${words} (${code})`
  // An error of the operating system: a port in use, a folder that may not be written, a server that is not there.
  return 'syscall' in cause || /^E[A-Z]+$/.test(code) ? words : undefined
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()
