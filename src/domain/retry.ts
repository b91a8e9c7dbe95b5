const MINUTE_MS = 60_000

/** How long a letter rests after its first, second … failed attempt; after the last of these it stays that long. */
export const RESTS_MS = [1, 5, 15, 60, 180, 360].map((minutes) => minutes * MINUTE_MS)

/** A server that says no to a letter for good is believed after so many times. */
const REFUSALS = 3

const REFUSED = /^refused \((\d+)\): /

/** Milliseconds until the next attempt. */
export function restAfter(attempts: number): number {
  return RESTS_MS[Math.min(Math.max(attempts, 1), RESTS_MS.length) - 1]!
}

/** Notes a refusal after what was noted of the attempt before it; only refusals in a row count. */
export function noteRefusal(before: string | null, words: string): { failure: string; isFinal: boolean } {
  const times = Number(REFUSED.exec(before ?? '')?.[1] ?? 0) + 1
  return { failure: `refused (${times}): ${words}`, isFinal: times >= REFUSALS }
}
