import { Agent, request } from 'node:http'
import type { Ask } from './requests.ts'
import type { Server } from './servers.ts'

/** What a load came to; latencies in milliseconds. */
export interface Run {
  requests: number
  failures: number
  seconds: number
  /** Processor time of the server, in microseconds a request; NaN where the system does not tell. */
  cpu: number
  latencies: number[]
}

export interface Load {
  connections: number
  next: () => Ask
  /** What every good answer has. */
  status: number
  onGood?: () => void
  /** Whichever comes first. */
  most: { requests: number; seconds: number }
}

/** Each connection sends its next request when the last is answered. */
export async function run(server: Server, load: Load): Promise<Run> {
  const agent = new Agent({ keepAlive: true, maxSockets: load.connections })
  const latencies: number[] = []
  let [sent, failures] = [0, 0]
  const startedAt = performance.now()
  const cpuBefore = server.cpu()
  const endsAt = startedAt + load.most.seconds * 1000
  const connection = async () => {
    while (sent < load.most.requests && performance.now() < endsAt) {
      sent += 1
      const at = performance.now()
      const { status } = await ask(server, agent, load.next())
      latencies.push(performance.now() - at)
      if (status === load.status) load.onGood?.()
      else failures += 1
    }
  }
  await Promise.all(Array.from({ length: load.connections }, connection))
  const seconds = (performance.now() - startedAt) / 1000
  const cpu = (server.cpu() - cpuBefore) / latencies.length
  agent.destroy()
  return { requests: latencies.length, failures, seconds, cpu, latencies }
}

export interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: Buffer
}

export function ask(
  server: Server,
  agent: Agent | undefined,
  { path, token, body }: Ask,
  accept?: string,
): Promise<Answer> {
  const headers: Record<string, string | number> = { Cookie: `camket=${token}` }
  if (accept) headers['Accept-Encoding'] = accept
  if (body !== undefined) {
    headers['Content-Type'] = 'application/x-www-form-urlencoded'
    headers['Content-Length'] = Buffer.byteLength(body)
    headers.Origin = `http://127.0.0.1:${server.port}`
  }
  const method = body === undefined ? 'GET' : 'POST'
  return new Promise((done, fail) => {
    const sending = request(
      { port: server.port, host: '127.0.0.1', path, method, headers, agent },
      (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('error', fail)
        response.on('end', () => {
          done({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) })
        })
      },
    )
    sending.on('error', fail)
    sending.end(body)
  })
}

/** Several slices of one load as one. */
export function joined(runs: readonly Run[]): Run {
  const total = (part: (run: Run) => number) => runs.reduce((sum, run) => sum + part(run), 0)
  const requests = total((run) => run.requests)
  return {
    requests,
    failures: total((run) => run.failures),
    seconds: total((run) => run.seconds),
    cpu: total((run) => run.cpu * run.requests) / requests,
    latencies: runs.flatMap((run) => run.latencies).sort((a, b) => a - b),
  }
}

export const perSecond = (run: Run) => run.requests / run.seconds

/** Of sorted latencies. */
export const percentile = (run: Run, share: number) =>
  run.latencies[Math.floor(run.latencies.length * share)] ?? Number.NaN
