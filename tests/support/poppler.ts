import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const run = (program: string, ...given: string[]): string =>
  execFileSync(program, given, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })

/** Poppler's readers, where they are installed. */
export const hasPoppler = (() => {
  try {
    run('pdftotext', '-v')
    return true
  } catch {
    return false
  }
})()

function read(pdf: Uint8Array, program: string, before: string[], after: string[] = []): string {
  const folder = mkdtempSync(join(tmpdir(), 'pdf-'))
  try {
    const file = join(folder, 'paper.pdf')
    writeFileSync(file, pdf)
    return run(program, ...before, file, ...after)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The words of every page, as they stand on it. */
export const pagesOf = (pdf: Uint8Array): string[] =>
  read(pdf, 'pdftotext', ['-layout'], ['-']).normalize('NFC').split('\f').slice(0, -1)

/** The same in one line, whatever lines they stand in. */
export const wordsOf = (pdf: Uint8Array): string =>
  read(pdf, 'pdftotext', ['-raw'], ['-']).normalize('NFC').replace(/\s+/g, ' ')

/** Each font: its name, and whether it is embedded and cut down to the letters used. */
export const fontsOf = (pdf: Uint8Array): { name: string; embedded: boolean; subset: boolean }[] =>
  read(pdf, 'pdffonts', [])
    .split('\n')
    .slice(2)
    .filter(Boolean)
    .map((line) => {
      const [, embedded, subset] = /(yes|no) +(yes|no) +(?:yes|no) +\d+ +\d+$/.exec(line)!
      return {
        name: line.split(/\s/)[0]!.replace(/^[A-Z]{6}\+/, ''),
        embedded: embedded === 'yes',
        subset: subset === 'yes',
      }
    })

/** What the file says of itself: 'Title', 'Pages', 'Tagged', 'CreationDate'. */
export const factsOf = (pdf: Uint8Array): Record<string, string> =>
  Object.fromEntries(
    [...read(pdf, 'pdfinfo', ['-isodates']).matchAll(/^([^:]+):\s*(.*)$/gm)].map(([, name, value]) => [
      name!,
      value!,
    ]),
  )
