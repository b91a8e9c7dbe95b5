import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { ask, joined, percentile, type Run, run } from './load.ts'
import { tokenOf } from './names.ts'
import { askDesk } from './requests.ts'
import type { Server } from './servers.ts'

/** The workbook of the week, asked for by a program, and what others wait for their pages meanwhile. */
export interface LargeWeek {
  seconds: number
  /** Resident memory of the process that makes it, at its highest. */
  peakMiB: number
  bytes: number
  /** Of the overdue page, in milliseconds. */
  quiet: { p50: number; p99: number }
  during: { p50: number; p99: number }
}

const QUIET_SECONDS = 3

export async function timeLargeWeek(server: Server): Promise<LargeWeek> {
  await loadFor(server, 1)
  const quiet = await loadFor(server, QUIET_SECONDS)
  const at = performance.now()
  let [isDone, peakMiB] = [false, 0]
  const book = ask(server, undefined, { path: '/weekly/2022-W36.xlsx', token: tokenOf('supervisor') })
  const made = book.then((answer) => {
    isDone = true
    if (answer.status !== 200) throw new Error(`the workbook answers ${answer.status}`)
    return { seconds: (performance.now() - at) / 1000, bytes: answer.body.length }
  })
  const watching = (async () => {
    for (; !isDone; await sleep(50)) peakMiB = Math.max(peakMiB, ...server.children().map(peakOf))
  })()
  const slices: Run[] = []
  while (!isDone) slices.push(await loadFor(server, 1))
  const { seconds, bytes } = await made
  await watching
  return { seconds, peakMiB, bytes, quiet: latencyOf(quiet), during: latencyOf(joined(slices)) }
}

const loadFor = async (server: Server, seconds: number) =>
  joined([
    await run(server, {
      connections: 1,
      next: askDesk,
      status: 200,
      most: { requests: Number.POSITIVE_INFINITY, seconds },
    }),
  ])

const latencyOf = (one: Run) => ({ p50: percentile(one, 0.5), p99: percentile(one, 0.99) })

/** As Linux keeps it, so that nothing between two looks is missed. */
function peakOf(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}
