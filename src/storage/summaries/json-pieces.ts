const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a]
const [OPEN_LIST, CLOSE_LIST, OPEN, CLOSE] = [0x5b, 0x5d, 0x7b, 0x7d]

/** Hears a value of the outermost object, or one of a list that stands there. */
export type Take = (key: string, value: unknown) => void

/**
 * Reads the canonical JSON of one object as its bytes come, without ever holding the whole: lists of the outermost
 * object are taken one by one. Only keys that are wanted are read at all.
 */
export function openJson(isWanted: (key: string) => boolean, take: Take) {
  let rest: Uint8Array = new Uint8Array()
  let [depth, key, start] = [0, '', 0]
  let [isString, isEscaped, isList] = [false, false, false]
  const decoder = new TextDecoder()
  const textOf = (bytes: Uint8Array, end: number) => decoder.decode(bytes.subarray(start, end))
  const emit = (bytes: Uint8Array, end: number) => {
    if (end > start && isWanted(key)) take(key, JSON.parse(textOf(bytes, end)))
    start = end + 1
  }
  const close = (bytes: Uint8Array, at: number) => {
    if (depth === 1 || (depth === 2 && isList)) emit(bytes, at)
    if (depth === 2) isList = false
    depth -= 1
  }
  const open = (mark: number, at: number) => {
    depth += 1
    if (depth === 1) start = at + 1
    isList = isList || (depth === 2 && mark === OPEN_LIST)
    if (depth === 2 && isList) start = at + 1
  }
  const name = (bytes: Uint8Array, at: number) => {
    if (depth !== 1) return
    key = JSON.parse(textOf(bytes, at)) as string
    start = at + 1
  }
  const separate = (bytes: Uint8Array, at: number) => {
    if (depth === 1 || (depth === 2 && isList)) emit(bytes, at)
  }
  const mark = (bytes: Uint8Array, at: number) => {
    const byte = bytes[at]!
    if (byte === QUOTE) isString = true
    else if (byte === COMMA) separate(bytes, at)
    else if (byte === COLON) name(bytes, at)
    else if (byte === OPEN || byte === OPEN_LIST) open(byte, at)
    else if (byte === CLOSE || byte === CLOSE_LIST) close(bytes, at)
  }
  const goOn = (byte: number) => {
    if (isEscaped) isEscaped = false
    else if (byte === BACKSLASH) isEscaped = true
    else if (byte === QUOTE) isString = false
  }
  return {
    read(piece: Uint8Array) {
      const bytes = rest.length ? Buffer.concat([rest, piece]) : piece
      for (let at = rest.length; at < bytes.length; at += 1) {
        if (isString) goOn(bytes[at]!)
        else mark(bytes, at)
      }
      // A copy, so that the piece itself is let go.
      rest = Uint8Array.from(bytes.subarray(start))
      start = 0
    },
  }
}
