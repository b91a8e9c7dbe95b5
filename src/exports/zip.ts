import { zipSync } from 'fflate'
import type { Instant } from '../domain/day.ts'
import { momentText } from '../domain/snapshot/text.ts'

/** Files as a zip whose entries carry a given moment, as clocks show it in the zone: the same files, the same bytes. */
export function printZip(
  files: readonly { name: string; text: string }[],
  at: Instant,
  zone: string,
): Uint8Array {
  const encoder = new TextEncoder()
  const mtime = wallClock(at, zone)
  const entries = files.map(
    ({ name, text }) => [name, [encoder.encode(text), { mtime, level: 6 as const }]] as const,
  )
  return zipSync(Object.fromEntries(entries) as Parameters<typeof zipSync>[0])
}

/** A date whose own fields, in the zone of this process, read as the moment does in the zone of the office. */
function wallClock(at: Instant, zone: string): Date {
  const [year = 0, month = 1, date, hour, minute, second] = momentText(at, zone)
    .slice(0, 19)
    .split(/[-T:]/)
    .map(Number)
  return new Date(year, month - 1, date, hour, minute, second)
}
