import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, extname, join } from 'node:path'
import { promisify } from 'node:util'
import { inject } from 'vitest'

const run = promisify(execFile)
const limits = { timeout: 90_000, maxBuffer: 64 * 1024 * 1024 }

export const readers = inject('readers')

/** How LibreOffice is told to read text: by semicolons as in Vietnam, or by commas as programs write. */
export const csvKinds = {
  excel: 'Text - txt - csv (StarCalc):59,34,76,1,,1066,false,true',
  machine: 'Text - txt - csv (StarCalc):44,34,76,1,,1033,false,true',
} as const

/** Opens files by name and saves them in another format, all in one start of LibreOffice with a profile of its own. */
export async function convert<Name extends string>(
  files: Record<Name, Uint8Array>,
  to: 'pdf' | 'xlsx',
  reading?: string,
): Promise<Record<Name, Buffer>> {
  const folder = mkdtempSync(join(tmpdir(), 'camket-office-'))
  const out = join(folder, 'out')
  const names = Object.keys(files) as Name[]
  const converted = (name: Name) => join(out, `${basename(name, extname(name))}.${to}`)
  try {
    for (const name of names) writeFileSync(join(folder, name), files[name])
    const options = [
      `-env:UserInstallation=file://${join(folder, 'profile')}`,
      ...['--headless', '--norestore', '--nolockcheck'],
      ...(reading ? [`--infilter=${reading}`] : []),
      ...['--convert-to', to === 'xlsx' ? 'xlsx:Calc MS Excel 2007 XML' : to, '--outdir', out],
    ]
    const env = { ...process.env, FONTCONFIG_FILE: readers!.fontConfig, HOME: folder }
    await run(readers!.soffice, [...options, ...names.map((name) => join(folder, name))], { ...limits, env })
    const read = (name: Name): [Name, Buffer] => [name, readFileSync(converted(name))]
    return Object.fromEntries(names.map(read)) as Record<Name, Buffer>
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
