import { strFromU8, unzipSync } from 'fflate'
import type { Instant } from '../../domain/day.ts'
import { printZip } from '../zip.ts'

const FIRST = ['[Content_Types].xml', '_rels/.rels', 'word/document.xml']

/** The same document without the clock of the machine that made it: every date in it is the paper's own. */
export function settleDates(packed: Uint8Array, at: Instant, zone: string): Uint8Array {
  const moment = new Date(at).toISOString()
  const files = Object.entries(unzipSync(packed)).map(([name, bytes]) => ({ name, text: strFromU8(bytes) }))
  const dated = files.map(({ name, text }) => ({
    name,
    text:
      name === 'docProps/core.xml'
        ? text.replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${moment}`)
        : text,
  }))
  return printZip(dated.sort(byPlace), at, zone)
}

/** Readers look for what the package holds first; the rest stands in the order of names. */
function byPlace(a: { name: string }, b: { name: string }): number {
  const place = ({ name }: { name: string }) => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length)
  return place(a) - place(b) || (a.name < b.name ? -1 : 1)
}
