import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { root } from '../../src/root.ts'
import { CLOCK } from './names.ts'

/** A server in a process of its own. */
export interface Server {
  port: number
  /** Processor time so far, in microseconds. */
  cpu: () => number
  /** Resident memory, in MiB. */
  memory: () => number
  /** Processes that it has begun, by their ids. */
  children: () => number[]
  stop: () => Promise<void>
}

/** The bundled server, as a service manager runs it. Ready when it says that it lives; `readyMs` is how long it took. */
export async function startOurs(dataDir: string): Promise<Server & { readyMs: number }> {
  const port = await freePort()
  const startedAt = performance.now()
  const child = spawn(process.execPath, [join(root, 'dist/server.mjs')], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...{ PATH: process.env.PATH, DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: 'warn' },
      ...{ CLOCK, ALLOW_CLOCK: '1', NODE_ENV: 'production' },
    },
  })
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`)
    const lives = await fetch(`http://127.0.0.1:${port}/healthz`).then(
      (answer) => answer.ok,
      () => false,
    )
    if (lives) break
    await sleep(5)
  }
  return { ...serverOf(child, port), readyMs: performance.now() - startedAt }
}

/** The raw limit beside it. */
export async function startRaw(dataDir: string): Promise<Server> {
  const child = forkBench('raw', dataDir)
  const { port } = await messageOf<{ port: number }>(child)
  return serverOf(child, port)
}

/** This bench's own file in another role, in a process of its own. */
export function forkBench(role: 'raw' | 'sheet' | 'ladder', dataDir: string): ChildProcess {
  const bench = fileURLToPath(new URL('bench.ts', import.meta.url))
  return fork(bench, [role, dataDir], { execArgv: ['--import', 'tsx'] })
}

/** What a process says first; one that ends without a word is an error. */
export async function messageOf<Message>(child: ChildProcess): Promise<Message> {
  return await new Promise<Message>((done, fail) => {
    child.once('message', (message) => done(message as Message))
    child.once('exit', (code) => fail(new Error(`a process of the bench ended with ${code}`)))
  })
}

function serverOf(child: ChildProcess, port: number): Server {
  return {
    port,
    cpu: () => cpuOf(child.pid!),
    memory: () => memoryOf(child.pid!),
    children: () => childrenOf(child.pid!),
    async stop() {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** User and system time of a process with all its threads; Linux counts in hundredths of a second. */
function cpuOf(pid: number): number {
  const stat = textOf(`/proc/${pid}/stat`)
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10_000
}

function memoryOf(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(textOf(`/proc/${pid}/status`))?.[1]) / 1024
}

function childrenOf(pid: number): number[] {
  const pids = textOf(`/proc/${pid}/task/${pid}/children`).trim()
  return pids ? pids.split(' ').map(Number) : []
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as { port: number }
  probe.close()
  return port
}
