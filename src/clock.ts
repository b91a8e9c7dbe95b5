import type { Instant } from './domain/day.ts'

/** The real time, or a clock that starts at an instant and runs. */
export function openClock(startsAt: Instant | null): () => Instant {
  if (startsAt === null) return Date.now
  const offset = startsAt - Date.now()
  return () => Date.now() + offset
}
