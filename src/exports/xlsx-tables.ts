/** The texts of a workbook, each once. */
export interface Strings {
  idOf(text: string): number
  all(): Iterable<string>
  readonly size: number
}

export function openStrings(): Strings {
  const ids = new Map<string, number>()
  return {
    idOf(text) {
      const known = ids.get(text)
      if (known !== undefined) return known
      const id = ids.size
      ids.set(text, id)
      return id
    },
    all: () => ids.keys(),
    get size() {
      return ids.size
    },
  }
}

const PIECE = 1 << 18

/** These texts before those of another table, whose numbers are shifted by as many. */
export function* joinStrings(strings: Strings, others: string): Generator<Uint8Array> {
  const encoder = new TextEncoder()
  const begin = others.indexOf('<si>')
  const count = strings.size + others.split('<si>').length - 1
  let xml = others.slice(0, begin).replace(/(ount=")\d+/g, `$1${count}`)
  for (const text of strings.all()) {
    const space = /^ | $|[\n\t]/.test(text) ? ' xml:space="preserve"' : ''
    xml += `<si><t${space}>${escaped(text)}</t></si>`
    if (xml.length < PIECE) continue
    yield encoder.encode(xml)
    xml = ''
  }
  yield encoder.encode(xml + others.slice(begin))
}

const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** What XML cannot hold is written as spreadsheets write it. */
const escaped = (text: string): string =>
  text.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML cannot hold
    /[&<>\u0000-\u0008\u000b-\u001f]/g,
    (mark) => marks[mark] ?? `_x${mark.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
  )

/** Styles of rows before all others: the plain one, then those that these numbers name. */
export function stylesWith(styles: Uint8Array, first: readonly number[]): Uint8Array {
  const xml = new TextDecoder().decode(styles)
  const [begin, end] = [xml.indexOf('<cellXfs'), xml.indexOf('</cellXfs>')]
  const open = xml.indexOf('>', begin) + 1
  const forms = xml.slice(open, end).match(/<xf [^>]*\/>|<xf .*?<\/xf>/g) ?? []
  const all = [forms[0]!, ...first.map((id) => forms[id]!), ...forms]
  return new TextEncoder().encode(
    `${xml.slice(0, begin)}<cellXfs count="${all.length}">${all.join('')}${xml.slice(end)}`,
  )
}

/** The cells of heads, whose texts and styles stand behind those of the rows. */
export const shiftHead = (rows: string, strings: number, styles: number): string =>
  rows
    .replace(/ s="(\d+)"/g, (_, id) => ` s="${Number(id) + styles + 1}"`)
    .replace(/( t="s"[^>]*><v>)(\d+)/g, (_, start, id) => `${start}${Number(id) + strings}`)
