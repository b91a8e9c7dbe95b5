import { joined, type Load, percentile, perSecond, type Run, run } from './load.ts'
import type { Server } from './servers.ts'

/** One load on both servers. */
export interface Duel {
  name: string
  units: number
  ours: Run
  raw: Run
  mark?: string
  /** Milliseconds that our 99th percentile may take. */
  most99?: number
}

export interface Pace {
  warmUpSeconds: number
  sliceSeconds: number
  slices: number
}

/** In turns, so that a noisy neighbour disturbs both alike. */
export async function duel(
  [ours, raw]: readonly [Server, Server],
  pace: Pace,
  loadOf: (side: 'ours' | 'raw') => Omit<Load, 'most'> & { requests?: number },
): Promise<Pick<Duel, 'ours' | 'raw'>> {
  const runs: { ours: Run[]; raw: Run[] } = { ours: [], raw: [] }
  const sides = [
    ['ours', ours, loadOf('ours')],
    ['raw', raw, loadOf('raw')],
  ] as const
  for (const [, server, load] of sides) {
    await run(server, { ...load, most: { requests: load.requests ?? Infinity, seconds: pace.warmUpSeconds } })
  }
  for (let slice = 0; slice < pace.slices; slice++) {
    for (const [side, server, { requests = Infinity, ...load }] of sides) {
      // A fixed number is sent to both in full; the time only bounds a server that hangs.
      const seconds = requests === Infinity ? pace.sliceSeconds : 60
      runs[side].push(await run(server, { ...load, most: { requests, seconds } }))
    }
  }
  return { ours: joined(runs.ours), raw: joined(runs.raw) }
}

export const speedRatio = ({ ours, raw }: Pick<Duel, 'ours' | 'raw'>) => perSecond(ours) / perSecond(raw)

/** How much of our processor time the raw server would need. */
export const cpuRatio = ({ ours, raw }: Pick<Duel, 'ours' | 'raw'>) => raw.cpu / ours.cpu

export const p99 = (one: Run) => percentile(one, 0.99)
export const p50 = (one: Run) => percentile(one, 0.5)
