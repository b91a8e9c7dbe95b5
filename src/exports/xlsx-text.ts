/** How wide text stands in a sheet: Times New Roman 11, at 96 points to the inch, as spreadsheets measure columns. */

/** A digit of the sheet's own font, by which column widths are counted, in pixels. */
const DIGIT = 7
const EM = (11 * 96) / 72
/** The space that spreadsheets keep free inside a cell, and a little for those that round letters up. */
const PADDING = 8
const BOLD = 1.08

/** Letters by their width as a share of the font's size. */
const widths = new Map(
  (
    [
      [0.28, 'ijlt/:;'],
      [0.25, ' \u00a0.,|·'],
      [0.34, "frI()-[]'‘’²"],
      [0.39, 'sJ'],
      [0.5, 'acezđ0123456789bdghknopquvxy$_–'],
      [0.56, '"*FPS?“”−'],
      [0.66, 'BELTZR+=<>'],
      [0.73, 'ADGHKNOQUVXYCwĐ&'],
      [0.89, 'mM%'],
      [1, 'W@…'],
    ] as const
  ).flatMap(([width, letters]) => [...letters].map((letter): [string, number] => [letter, width])),
)

const known = new Map<string, number>()

/** A toned letter is as wide as its plain one, but for the horn of ơ and ư. */
function widthOf(letter: string): number {
  const width = known.get(letter)
  if (width !== undefined) return width
  const [plain = letter, ...marks] = letter.normalize('NFD')
  const found = (widths.get(plain) ?? 1) + (marks.includes('\u031B') ? 0.06 : 0)
  if (known.size < 5000) known.set(letter, found)
  return found
}

const pixels = (text: string, em: number) => emsOf(text) * em

/** Words come again and again, whole texts less so. */
const words = new Map<string, number>()

function emsOf(text: string): number {
  const known = words.get(text)
  if (known !== undefined) return known
  let sum = 0
  for (const letter of text) sum += widthOf(letter)
  if (text.length < 12 && words.size < 20_000) words.set(text, sum)
  return sum
}

const emOf = (isBold: boolean, size = 11) => EM * (isBold ? BOLD : 1) * (size / 11)

/** The column width in characters that shows this on one line. */
export const charactersFor = (text: string, isBold = false): number =>
  Math.ceil((pixels(text, emOf(isBold)) + PADDING) / DIGIT)

/** Its longest word, which no line break helps. */
export const longestWord = (text: string): string =>
  text.split(/[ \t\r\n]+/).reduce((longest, word) => (word.length > longest.length ? word : longest), '')

/** The lines that a text takes in columns of so many characters together; what is longer than a line is broken. */
export function linesIn(text: string, characters: number, isBold = false): number {
  const [line, em] = [Math.max(characters * DIGIT - PADDING, DIGIT), emOf(isBold)]
  return text.split(/\r\n?|\n/).reduce((lines, paragraph) => lines + linesOf(paragraph, line, em), 0)
}

function linesOf(paragraph: string, line: number, em: number): number {
  const space = widthOf(' ') * em
  let [lines, used] = [1, 0]
  for (const word of paragraph.split(/[ \t]+/)) {
    const width = pixels(word, em)
    if (used > 0 && used + space + width > line) {
      lines += 1
      used = 0
    }
    used += (used > 0 ? space : 0) + width
    if (used > line) {
      lines += Math.ceil(used / line) - 1
      used %= line
    }
  }
  return lines
}

/** The width of columns on paper, in points. */
export const pointsOf = (characters: number): number => (characters * DIGIT * 72) / 96
