import pino from 'pino'

/** Structured lines on standard output; text from users goes in as values, so it cannot break a line. */
export type Log = Pick<pino.Logger, 'info' | 'warn' | 'error'>

export function openLog(level: string): Log {
  return pino({
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { error: describeError },
  })
}

/** What went wrong and where, without what the query builder adds: its message repeats the values of the statement. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  let cause = error
  while (cause.cause instanceof Error) cause = cause.cause
  const { name, message, code } = cause as Error & { code?: unknown }
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return { name, message, code, stack: frames.map((line) => line.trim()) }
}
