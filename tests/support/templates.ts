import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { root } from '../../src/root.ts'
import { fillings } from './fill.ts'
import { dropTemplate } from './postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of this engine's template databases. */
    templates: string
  }
}

const shelf = join(root, 'node_modules/.cache/camket-tests')
const DAY_MS = 86_400_000

/**
 * Before the tests of one engine: makes the databases that each test copies. Those in files are kept under the hash of
 * all that decides their content, so a second run finds them ready.
 */
export async function setup(project: TestProject) {
  const url = String(project.config.env.DATABASE_URL ?? '')
  if (/^postgres(ql)?:\/\//.test(url)) return await setupServer(project, url)

  const folder = join(shelf, `${url ? 'pglite' : 'sqlite'}-${contentHash()}`)
  if (!existsSync(folder)) {
    mkdirSync(shelf, { recursive: true })
    clearOld()
    const building = mkdtempSync(join(shelf, 'building-'))
    build(building, url)
    try {
      renameSync(building, folder)
    } catch (error) {
      // Another run was quicker; its templates are the same.
      rmSync(building, { recursive: true })
      if (!existsSync(folder)) throw error
    }
  }
  project.provide('templates', folder)
}

async function setupServer(project: TestProject, url: string) {
  build('', url)
  project.provide('templates', '')
  return async () => {
    for (const filling of fillings) await dropTemplate(url, filling)
  }
}

function build(folder: string, url: string) {
  const script = join(root, 'tests/support/build-templates.ts')
  execFileSync(process.execPath, ['--import', 'tsx', script, folder], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, DATABASE_URL: url },
  })
}

function contentHash(): string {
  const hash = createHash('sha256')
  for (const folder of ['src/storage', 'src/domain', 'src/imports', 'src/cli/demo', 'tests/support']) {
    for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).sort()) {
      const file = join(root, folder, name)
      if (/\.(ts|sql|csv)$/.test(name)) hash.update(name).update(readFileSync(file))
    }
  }
  return hash.digest('hex').slice(0, 16)
}

function clearOld() {
  for (const name of readdirSync(shelf)) {
    const folder = join(shelf, name)
    if (Date.now() - statSync(folder).mtimeMs > DAY_MS) rmSync(folder, { recursive: true, force: true })
  }
}
