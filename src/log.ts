import pino from 'pino'

/** Structured lines on standard output; text from users goes in as values, so it cannot break a line. */
export type Log = Pick<pino.Logger, 'info' | 'warn' | 'error'>

export function openLog(level: string): Log {
  return pino({ level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime })
}
