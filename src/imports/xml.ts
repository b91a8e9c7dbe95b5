import { UnreadableFile } from './unreadable.ts'

/** What is heard of an XML file as it is read from its beginning to its end. */
export interface Hearer {
  /** With the attributes as they are written; the name without its prefix. */
  open?(name: string, attributes: string): void
  close?(name: string): void
  text?(text: string): void
}

/** A tag or a text longer than this is no spreadsheet's. */
const LONGEST_PIECE = 8 * 1024 * 1024

/**
 * Reads XML in pieces without building anything of it. A document type is refused, so that no entity is ever
 * defined and nothing outside is asked for; only the five entities of XML itself and numbers of letters are known.
 */
export async function readXml(pieces: AsyncIterable<Uint8Array>, name: string, hear: Hearer): Promise<void> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let rest = ''
  const decode = (piece?: Uint8Array) => {
    try {
      return decoder.decode(piece, { stream: piece !== undefined })
    } catch {
      throw new UnreadableFile('damaged', name)
    }
  }
  for await (const piece of pieces) {
    rest = hearPart(rest + decode(piece), name, hear)
    if (rest.length > LONGEST_PIECE) throw new UnreadableFile('damaged', name)
  }
  if (hearPart(rest + decode(), name, hear).trim() !== '') throw new UnreadableFile('damaged', name)
}

/** Tells all that is whole and gives back the rest. */
function hearPart(xml: string, file: string, hear: Hearer): string {
  let at = 0
  for (;;) {
    const start = xml.indexOf('<', at)
    if (start < 0) return xml.slice(at)
    const end = endOfTag(xml, start, file)
    if (end < 0) return xml.slice(at)
    if (start > at) hear.text?.(unescaped(xml.slice(at, start)))
    hearTag(xml.slice(start + 1, end), hear)
    at = end + 1
  }
}

/** Where a tag, a comment or a note to programs ends; below zero where it has not ended yet. */
function endOfTag(xml: string, start: number, file: string): number {
  if (xml[start + 1] === '?') return endAt(xml, '?>', start + 2)
  if (xml[start + 1] !== '!') return endOfElement(xml, start + 1)
  if (xml.startsWith('<!--', start)) return endAt(xml, '-->', start + 4)
  if (xml.startsWith('<![CDATA[', start)) return endAt(xml, ']]>', start + 9)
  // Perhaps the beginning of one of those above.
  if (xml.length - start < 9 && !xml.startsWith('<!D', start)) return -1
  throw new UnreadableFile('document_type', file)
}

/** What stands in quotes may hold the sign that ends a tag. */
function endOfElement(xml: string, from: number): number {
  for (let at = from; at < xml.length; at += 1) {
    const sign = xml[at]!
    if (sign === '>') return at
    if (sign !== '"' && sign !== "'") continue
    at = xml.indexOf(sign, at + 1)
    if (at < 0) return -1
  }
  return -1
}

function endAt(xml: string, mark: string, from: number): number {
  const at = xml.indexOf(mark, from)
  return at < 0 ? -1 : at + mark.length - 1
}

function hearTag(tag: string, hear: Hearer) {
  if (tag.startsWith('![CDATA[')) hear.text?.(tag.slice(8, -2))
  if (tag[0] === '!' || tag[0] === '?') return
  if (tag[0] === '/') {
    hear.close?.(localName(tag.slice(1)))
    return
  }
  const isEmpty = tag.endsWith('/')
  const inside = isEmpty ? tag.slice(0, -1) : tag
  const blank = inside.search(/\s/)
  const name = localName(blank < 0 ? inside : inside.slice(0, blank))
  hear.open?.(name, blank < 0 ? '' : inside.slice(blank))
  if (isEmpty) hear.close?.(name)
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1).trim()

const patterns = new Map<string, RegExp>()

/** The value of an attribute; its name with its prefix. */
export function attribute(attributes: string, name: string): string | undefined {
  const pattern = patterns.get(name) ?? new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)
  patterns.set(name, pattern)
  const found = pattern.exec(attributes)
  return found ? unescaped(found[1] ?? found[2] ?? '') : undefined
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function unescaped(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#(\d{1,7})|#x([\da-fA-F]{1,6})|(\w+));/g, (whole, decimal, hex, name) => {
    if (name !== undefined) return named[name] ?? whole
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
