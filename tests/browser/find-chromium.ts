import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { root } from '../../src/root.ts'

declare module 'vitest' {
  interface ProvidedContext {
    chromium: Chromium
  }
}

export interface Chromium {
  path: string
  /** Where the libraries lie that the npm package brings for machines without them. */
  env: Record<string, string>
}

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const packed = join(root, 'node_modules/.cache/camket-chromium')

/** Named by CHROMIUM_PATH, else installed on the system, else unpacked from npm, so that nothing need be installed. */
export async function setup(project: TestProject) {
  const named = process.env.CHROMIUM_PATH
  const path = named || installed.find((candidate) => existsSync(candidate))
  project.provide('chromium', path ? { path, env: {} } : await unpack())
}

async function unpack(): Promise<Chromium> {
  mkdirSync(packed, { recursive: true })
  const before = { ...process.env }
  // The package unpacks into the temporary folder, and on the system of AWS Lambda its libraries too.
  Object.assign(process.env, { TMPDIR: packed, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' })
  const { default: chromium } = await import('@sparticuz/chromium')
  const path = await chromium.executablePath()
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name]
  Object.assign(process.env, before)

  const fonts: Record<string, string> = existsSync('/etc/fonts')
    ? {}
    : { FONTCONFIG_PATH: join(packed, 'fonts') }
  return { path, env: runs(path) ? fonts : { ...fonts, LD_LIBRARY_PATH: libraryFolder() } }
}

function runs(path: string): boolean {
  try {
    execFileSync(path, ['--version', '--no-sandbox'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const libraryFolder = () =>
  join(packed, readdirSync(packed).find((name) => /^al20\d\d$/.test(name)) ?? '', 'lib')
