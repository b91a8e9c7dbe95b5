/** Times that the office took, in milliseconds. */
export interface Times {
  count: number
  /** The middle one, or the middle of the two middle ones: a single slow case does not move it. */
  median: number
  longest: number
}

/** Null where there is nothing to tell: no time is never shown as zero. */
export function timesOf(durations: readonly number[]): Times | null {
  if (durations.length === 0) return null
  const sorted = [...durations].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle]!
  return {
    count: sorted.length,
    median: sorted.length % 2 ? upper : Math.round((sorted[middle - 1]! + upper) / 2),
    longest: sorted.at(-1)!,
  }
}
