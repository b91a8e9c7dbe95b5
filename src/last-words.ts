import { ConfigError } from './config.ts'

/** What stops a program is one line for whoever can mend it, and a trace only where the program is at fault. */
export function sayLastWords(error: unknown, code = 1): never {
  const known = error instanceof ConfigError || isListenError(error)
  console.error(known ? (error as Error).message : error)
  process.exit(code)
}

const isListenError = (error: unknown) =>
  ['EADDRINUSE', 'EACCES', 'EADDRNOTAVAIL'].includes((error as { code?: string })?.code ?? '')
