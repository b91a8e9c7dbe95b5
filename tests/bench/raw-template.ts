type Slots = Record<string, string | number | null>

/** A piece of markup with the places where values stand; filling it is a concatenation. */
export type Template = (slots: Slots) => string

/** Cuts a sample along the values that are known to stand in it; a value named …Markup is markup already. */
export function templateOf(sample: string, values: Slots): Template {
  const known = Object.entries(values)
    .map(([name, value]) => [name, String(value ?? '')] as const)
    .filter(([, value]) => value !== '')
    .sort((a, b) => b[1].length - a[1].length)
  let pieces: (string | { name: string })[] = [sample]
  for (const [name, value] of known) pieces = pieces.flatMap((piece) => cut(piece, value, name))
  return (slots) => {
    let text = ''
    for (const piece of pieces) {
      if (typeof piece === 'string') text += piece
      else text += piece.name.endsWith('Markup') ? slots[piece.name] : escaped(slots[piece.name])
    }
    return text
  }
}

function cut(piece: string | { name: string }, value: string, name: string) {
  if (typeof piece !== 'string') return [piece]
  return piece.split(value).flatMap((part, n) => (n === 0 ? [part] : [{ name }, part]))
}

const SPECIAL = /[&<>"']/
const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(value: string | number | null | undefined): string {
  const text = value === null || value === undefined ? '' : String(value)
  return SPECIAL.test(text) ? text.replace(/[&<>"']/g, (sign) => entities[sign]!) : text
}

/** What stands before and after the part that matches, and the part itself. */
export function around(html: string, part: RegExp): { before: string; part: string; after: string } {
  const found = part.exec(html)
  if (!found) throw new Error(`the page has no ${part}`)
  const end = found.index + found[0].length
  return { before: html.slice(0, found.index), part: found[0], after: html.slice(end) }
}
