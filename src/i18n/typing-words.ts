import type { Qualifier } from '../domain/target.ts'

/** What was typed, taken apart: the words understood, the numbers not yet read. */
export interface Phrase {
  qualifier: Qualifier
  /** An open range: `low` for "trên 95", `high` for "dưới 3". */
  bound: 'low' | 'high' | null
  /** One number, or the two of a range. */
  sides: Side[]
  /** A measure was typed that is not the target's. */
  otherMeasure: boolean
}

export interface Side {
  text: string
  negative: boolean
}

const MAX_LENGTH = 200

/** The typed text in one spelling of spaces, dashes, digits and letters; undefined where it cannot be a value. */
export function plainText(typed: string): string | undefined {
  const text = typed.trim()
  if (text.length > MAX_LENGTH) return undefined
  const plain = text
    .replace(/[\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/[\t\u00a0\u2007-\u200a\u202f\u3000]/g, ' ')
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/ +/g, ' ')
    .trim()
  // A mark on a digit (struck through, in a box) is not ours to ignore; folding below would drop it.
  return /(?<![\p{L}\p{M}])\p{M}/u.test(plain) ? undefined : fold(plain)
}

/** Takes apart a text from `plainText`; undefined where its form is none of a value. */
export function readPhrase(plain: string, measure: string | null): Phrase | undefined {
  const own = measure ? foldMeasure(measure) : null
  const { rest, qualifier, bound } = readOpening(withoutMeasure(plain, own))
  if (/\de[+-]?\d/.test(rest)) return undefined
  const runs = [...rest.matchAll(/(?<![\p{L}\d])\d[\d., ]*/gu)]
  const [first, second] = runs
  if (!first || runs.length > 2 || (second && bound)) return undefined
  const sides = second ? readRange(rest, first, second, own) : readSingle(rest, first)
  const units = sides?.map((side) => side.unit).filter(Boolean)
  if (!sides || !units?.every((unit) => isOwn(unit, own) || looksLikeMeasure(unit))) return undefined
  return { qualifier, bound, sides, otherMeasure: units.some((unit) => !isOwn(unit, own)) }
}

type Found = Side & { unit: string }

function readSingle(text: string, run: RegExpMatchArray): Found[] | undefined {
  const mark = text.slice(0, run.index).trim()
  const found = /^[-+(]?$/.test(mark) && readEnd(mark, run, text.slice(endOf(run)))
  return found ? [found] : undefined
}

/** "40-49", "từ 40 đến 49", "40% – 49%", "(5) – (3)". */
function readRange(
  text: string,
  first: RegExpMatchArray,
  second: RegExpMatchArray,
  own: string | null,
): Found[] | undefined {
  const before = /^(?:(?:tu|from|between)(?: |$))?([-+(]?) ?$/.exec(text.slice(0, first.index))
  // The measure goes first: folded, the measure "tổ" is the English "to".
  const between = text.slice(endOf(first), second.index)
  const bare = own && between.startsWith(own) ? between.slice(own.length) : between
  const middle = /^(.*?)(?:-|(?<!\p{L})(?:den|toi|to|and)(?!\p{L})) ?([-+(]?) ?$/u.exec(bare)
  if (!before || !middle) return undefined
  const low = readEnd(before[1] ?? '', first, middle[1] ?? '')
  const high = readEnd(middle[2] ?? '', second, text.slice(endOf(second)))
  return low && high ? [low, high] : undefined
}

/** One number with the mark before it and what follows: "(5)", "(5%)", "-5", "5 tỷ". */
function readEnd(mark: string, run: RegExpMatchArray, after: string): Found | undefined {
  const [, unit = ''] = /^\)?([^()]*)\)?$/.exec(after.trim()) ?? []
  const closed = /[()]/.test(after)
  if (closed !== (mark === '(') || after.trim().length - unit.length !== Number(closed)) return undefined
  return { text: run[0].trim(), negative: mark === '-' || mark === '(', unit: foldMeasure(unit) }
}

const endOf = (run: RegExpMatchArray): number => (run.index ?? 0) + run[0].length

/** Words before a number, folded, each with what it says; "đạt" says nothing. */
const openings: { words: string; qualifier?: Qualifier; bound?: 'low' | 'high' }[] = [
  { words: 'uoc (?:dat|tinh|thuc hien)|uoc|(?:an )?estimated|estimate|est\\.?', qualifier: 'estimate' },
  { words: 'dat' },
  { words: 'khoang|xap xi|chung|gan|about|approximately|approx\\.?|around|~|≈', qualifier: 'approx' },
  { words: 'tren|hon|over|above|more than|>', bound: 'low' },
  { words: 'duoi|under|below|less than|<', bound: 'high' },
]
const openingPatterns = openings.map((opening) => ({
  ...opening,
  pattern: new RegExp(`^(?:${opening.words})(?: |(?=[\\d(+-]))`),
}))

function readOpening(text: string) {
  let rest = text
  let qualifier: Qualifier = 'exact'
  let bound: 'low' | 'high' | null = null
  for (const opening of openingPatterns) {
    const found = opening.pattern.exec(rest)
    if (!found || (opening.bound && bound)) continue
    rest = rest.slice(found[0].length)
    if (qualifier === 'exact') qualifier = opening.qualifier ?? 'exact'
    bound ??= opening.bound ?? null
  }
  return { rest, qualifier, bound }
}

/** Cuts the target's measure off the end first, because it may hold digits of its own ("giường/1000 dân"). */
function withoutMeasure(text: string, own: string | null): string {
  if (!own || /^\d/.test(own) || !text.endsWith(own)) return text
  const before = text.slice(0, text.length - own.length)
  return /[\d )]$/.test(before) ? before.trimEnd() : text
}

/** The measure itself or its first words: "tỷ" for "tỷ đồng". */
function isOwn(unit: string, own: string | null): boolean {
  return own !== null && (unit === own || own.startsWith(`${unit} `))
}

function looksLikeMeasure(unit: string): boolean {
  return /^[\p{L}%][\p{L}% ./]*[23]?$/u.test(unit)
}

function foldMeasure(text: string): string {
  const folded = fold(text.normalize('NFKC')).replace(/\s+/g, ' ').trim().replace(/\.$/, '')
  return folded.replace(/^(?:phan tram|per ?cent)(?!\p{L})/u, '%')
}

/** Lower case without marks; "tỉ" and "tỷ" are one word. */
function fold(text: string): string {
  const bare = text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd')
  return bare.replace(/(?<!\p{L})ti(?!\p{L})/gu, 'ty')
}
