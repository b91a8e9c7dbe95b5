import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

export interface Word {
  text: string
  left: number
  top: number
  right: number
  bottom: number
}
export interface Page {
  width: number
  height: number
  words: Word[]
  /** In reading order, a space between words. */
  text: string
}
export interface Pdf {
  pages: Page[]
  fonts: { name: string; isEmbedded: boolean }[]
}

/** What poppler finds in a PDF. */
export async function readPdf(bytes: Uint8Array): Promise<Pdf> {
  const folder = mkdtempSync(join(tmpdir(), 'camket-pdf-'))
  const file = join(folder, 'a.pdf')
  const ask = async (tool: string, ...options: string[]) =>
    (await run(tool, options, { timeout: 30_000, maxBuffer: 64 * 1024 * 1024 })).stdout
  try {
    writeFileSync(file, bytes)
    return {
      pages: pagesIn(await ask('pdftotext', '-bbox', file, '-')),
      fonts: fontsIn(await ask('pdffonts', file)),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function pagesIn(xml: string): Page[] {
  return xml
    .split('<page ')
    .slice(1)
    .map((page): Page => {
      const [, width, height] = /width="([\d.]+)" height="([\d.]+)"/.exec(page)!
      const words = [
        ...page.matchAll(/<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)<\/word>/g),
      ].map(([, left, top, right, bottom, text]) => ({
        ...{ left: Number(left), top: Number(top), right: Number(right), bottom: Number(bottom) },
        text: plain(text!),
      }))
      return {
        width: Number(width),
        height: Number(height),
        words,
        text: words.map(({ text }) => text).join(' '),
      }
    })
}

const plain = (xml: string) =>
  xml
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;|&apos;/g, "'")
    .replace(/&amp;/g, '&')
    .normalize('NFC')

function fontsIn(table: string): Pdf['fonts'] {
  return table
    .trim()
    .split('\n')
    .slice(2)
    .map((line) => {
      const [, isEmbedded] = / (yes|no) +(yes|no) +(yes|no) +\d+ +\d+ *$/.exec(line)!
      return { name: line.split(' ')[0]!, isEmbedded: isEmbedded === 'yes' }
    })
}

/** Where one word lies over another, so that neither can be read. */
export function collisions({ words }: Page): string[] {
  const sorted = words.toSorted((a, b) => a.top - b.top)
  return sorted.flatMap((one, n) => {
    const found: string[] = []
    for (const other of sorted.slice(n + 1)) {
      if (other.top >= one.bottom) break
      const height = Math.min(one.bottom - one.top, other.bottom - other.top)
      const below = Math.min(one.bottom, other.bottom) - other.top
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left)
      if (below > height * 0.5 && across > 1) found.push(`${one.text} / ${other.text}`)
    }
    return found
  })
}

/** Words that stand off their page. */
export const outside = ({ width, height, words }: Page): string[] =>
  words
    .filter(({ left, top, right, bottom }) => left < 0 || top < 0 || right > width || bottom > height)
    .map(({ text }) => text)
