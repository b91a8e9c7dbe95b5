import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { root } from '../../src/root.ts'

export interface Outcome {
  code: number | null
  out: string
  err: string
}

type Env = Record<string, string | undefined>

let built: string | undefined

/** The house as it is delivered, in a folder of its own; kept under the hash of its sources, so it is built once. */
export function bundle(): string {
  built ??= buildOnce(join(root, 'node_modules/.cache/camket-tests'))
  return built
}

function buildOnce(shelf: string): string {
  const folder = join(shelf, `bundle-${sourceHash()}`)
  if (existsSync(folder)) return folder
  mkdirSync(shelf, { recursive: true })
  const building = mkdtempSync(join(shelf, 'building-'))
  execFileSync(process.execPath, [join(root, 'src/build.mjs'), join(building, 'dist')], { stdio: 'inherit' })
  const migrations = 'src/storage/migrations'
  cpSync(join(root, migrations), join(building, migrations), { recursive: true })
  for (const name of ['views', 'node_modules']) symlinkSync(join(root, name), join(building, name))
  try {
    renameSync(building, folder)
  } catch (error) {
    // Another worker was quicker; its bundle is the same.
    rmSync(building, { recursive: true })
    if (!existsSync(folder)) throw error
  }
  return folder
}

function sourceHash(): string {
  const hash = createHash('sha256')
  for (const folder of ['src', 'views']) {
    const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).sort()
    for (const name of names.filter((file) => /\.(tsx?|mjs|sql)$/.test(file))) {
      hash.update(name).update(readFileSync(join(root, folder, name)))
    }
  }
  return hash.digest('hex').slice(0, 16)
}

/** A folder that is gone after the test. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'camket-program-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Only what the test says: nothing of the environment of the tests reaches a program. */
const cleanEnv = (env: Env) => ({ PATH: process.env.PATH, HOME: tmpdir(), ...env })

/** Runs one command, such as `cli(['audit', 'verify'], {DATA_DIR})`, to its end. */
export function cli(args: string[], env: Env, house = bundle(), cwd = tmpdir()): Promise<Outcome> {
  return ended(spawn(process.execPath, [join(house, 'dist/cli.mjs'), ...args], { env: cleanEnv(env), cwd }))
}

/** Starts the server where it is expected to stop by itself. */
export function refusedServer(env: Env, house = bundle()): Promise<Outcome> {
  return ended(
    spawn(process.execPath, [join(house, 'dist/server.mjs')], { env: cleanEnv({ PORT: '0', ...env }) }),
  )
}

export interface Server {
  url: string
  /** Sends the signal and waits for the end. */
  stop(signal?: NodeJS.Signals): Promise<Outcome>
}

/** A running server on a port of its own, ended with the test. */
export async function startServer(env: Env, house = bundle()): Promise<Server> {
  const child = spawn(process.execPath, [join(house, 'dist/server.mjs')], {
    env: cleanEnv({ PORT: '0', LOG_LEVEL: 'warn', ...env }),
  })
  const end = ended(child)
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await end
  })
  const url = await new Promise<string>((found, failed) => {
    child.stdout.on('data', (part: Buffer) => {
      const [address] = /http:\/\/\S+(?=\/)/.exec(String(part)) ?? []
      if (address) found(address)
    })
    void end.then(({ err }) => failed(new Error(`the server ended: ${err}`)))
  })
  return {
    url,
    stop(signal = 'SIGTERM') {
      child.kill(signal)
      return end
    },
  }
}

function ended(child: ChildProcess): Promise<Outcome> {
  return new Promise((done) => {
    let [out, err] = ['', '']
    child.stdout!.on('data', (part: Buffer) => {
      out += part
    })
    child.stderr!.on('data', (part: Buffer) => {
      err += part
    })
    child.on('close', (code) => done({ code, out, err }))
  })
}
