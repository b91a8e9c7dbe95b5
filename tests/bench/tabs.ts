import { MEETING } from './follow-up.ts'
import { type Run, run } from './load.ts'
import { tokenOf } from './names.ts'
import type { Server } from './servers.ts'

/** A page of the office, and what it took in a house of so many units. */
export interface Tab {
  name: string
  units: number
  run: Run
}

const desk = ['overdue', 'warned', 'review', 'extensions', 'proposals', 'missing'] as const

/** What an office looks at while it runs the week: every tab of its desk, and the registers behind them. */
const paths = [
  ...desk.map((tab) => `/desk?tab=${tab}`),
  '/desk/clock',
  '/proposals',
  '/directions',
  `/meetings/${MEETING}`,
  `/meetings/${MEETING}/2`,
]

/** Each page by itself, over one connection, after it has been asked for often enough to be warm. */
export async function timeTabs(server: Server, units: number, seconds: number): Promise<Tab[]> {
  const tabs: Tab[] = []
  for (const path of paths) {
    const load = { connections: 1, next: () => ({ path, token: tokenOf('supervisor') }), status: 200 }
    await run(server, { ...load, most: { requests: 200, seconds: seconds / 2 } })
    const measured = await run(server, { ...load, most: { requests: 1000, seconds } })
    if (measured.failures) throw new Error(`${path} does not answer 200`)
    measured.latencies.sort((a, b) => a - b)
    tabs.push({ name: path, units, run: measured })
  }
  console.error(`${units} units: tabs of the desk`)
  return tabs
}
