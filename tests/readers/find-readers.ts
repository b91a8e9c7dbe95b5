import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { root } from '../../src/root.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Null where something is missing, and the tests with it are left out. */
    readers: Readers | null
  }
}

export interface Readers {
  soffice: string
  /** Makes every reader use the fonts of a Vietnamese office, or those as wide as them. */
  fontConfig: string
}

const poppler = ['pdftotext', 'pdffonts', 'pdfinfo']
/** What LibreOffice brings for sheets and for documents; either may be missing from an installation. */
const parts = ['libsclo.so', 'libswlo.so']

/** LibreOffice with both of its parts, and what reads PDF. */
export function setup(project: TestProject) {
  const office = find('soffice') ?? find('libreoffice')
  const home = office && dirname(realpathSync(office))
  const missing = [
    ...(home ? parts.filter((part) => !existsSync(join(home, part))) : ['soffice']),
    ...poppler.filter((tool) => !find(tool)),
  ]
  if (missing.length || !office) {
    console.log(`the tests with real readers are left out; missing: ${missing.join(', ')}`)
    project.provide('readers', null)
    return
  }
  const folder = mkdtempSync(join(tmpdir(), 'camket-fonts-'))
  const fontConfig = join(folder, 'fonts.conf')
  writeFileSync(fontConfig, fontsOnly(folder))
  project.provide('readers', { soffice: office, fontConfig })
  return () => rmSync(folder, { recursive: true, force: true })
}

function find(tool: string): string | undefined {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, tool))
    .find((path) => existsSync(path) && runs(path))
}

function runs(path: string): boolean {
  if (path.includes('office')) return true
  try {
    execFileSync(path, ['-v'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** Tinos is as wide as Times New Roman and has every Vietnamese letter; other fonts would break the lines elsewhere. */
function fontsOnly(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(root, 'node_modules/@expo-google-fonts/tinos')}</dir>
  <cachedir>${join(folder, 'cache')}</cachedir>
  <match target="pattern"><edit name="family" mode="append"><string>Tinos</string></edit></match>
</fontconfig>
`
}
