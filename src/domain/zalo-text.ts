/** What one message may hold is less than this, in characters as people count them (code points). */
export const ZALO_LIMIT = 700

/** Of what is left beside heading and link, the list keeps this much before the words are cut for its sake. */
const LIST_ROOM = 260

const LONGEST_HEAD = 160

export interface ZaloParts {
  head: string
  /** What was written; may have several lines. */
  body: string
  /** One line each, the most urgent first. */
  items: readonly string[]
  /** No more of them are named, even where there is room. */
  most?: number
  /** The line that stands for the `left` items for which there was no room, `shown` being above it. */
  rest: (left: number, shown: number) => string
  /** The line with the link, whole and always the last. */
  link: string
}

export interface ZaloText {
  text: string
  /** Items that are not named. */
  left: number
}

/** A message to copy into a chat: what does not fit is counted, and the link is never cut. */
export function zaloText({ head, body, items, most, rest, link }: ZaloParts): ZaloText {
  let room = ZALO_LIMIT - 1 - lengthOf(link)
  const heading = clip(head, Math.min(room - 1, LONGEST_HEAD))
  room -= lineLength(heading)
  const words = clip(body, room - 1 - Math.min(lengthOfAll(items), LIST_ROOM))
  room -= lineLength(words)
  const { lines, left } = listOf(items, rest, room, most)
  return { text: [heading, words, ...lines, link].filter(Boolean).join('\n'), left }
}

/** As many items as there is room for, with the line that counts the others. */
function listOf(items: readonly string[], rest: ZaloParts['rest'], room: number, most = items.length) {
  for (let shown = Math.min(items.length, most); shown >= 0; shown--) {
    const left = items.length - shown
    const lines = left ? [...items.slice(0, shown), rest(left, shown)] : [...items]
    if (lengthOfAll(lines) <= room) return { lines, left }
  }
  return { lines: [], left: items.length }
}

const lengthOf = (text: string) => [...text].length

/** With the line end that goes with it. */
const lineLength = (line: string) => (line ? lengthOf(line) + 1 : 0)

const lengthOfAll = (lines: readonly string[]) => lines.reduce((sum, line) => sum + lineLength(line), 0)

/** The text, or as many whole words of it as fit, with an ellipsis. */
export function clip(text: string, room: number): string {
  const characters = [...text]
  if (characters.length <= room) return text
  if (room < 2) return ''
  const cut = characters.slice(0, room - 1).join('')
  const words = /\s/u.test(characters[room - 1]!) ? cut : cut.replace(/\s+\S*$/u, '')
  return `${words.trimEnd()}…`
}
