/** A line of the report: what was measured, its ratio or figure, the mark, and absolute figures for orientation. */
export interface Line {
  name: string
  figures: string[]
  mark?: string
  /** False where the figure misses its mark; for the reader only. */
  holds?: boolean
  aside?: string
}

const isTerminal = process.stdout.isTTY === true && !process.env.NO_COLOR
const grey = (text: string) => (isTerminal && text ? `\u001b[90m${text}\u001b[39m` : text)

/** Lines under a heading, every column as wide as its widest cell. */
export function printTable(heading: readonly string[], lines: readonly Line[]) {
  const cells = lines.map(({ name, figures, mark = '', holds, aside = '' }) => [
    name,
    ...figures,
    mark && `${mark}${holds === false ? '  missed' : ''}`,
    aside,
  ])
  const all = [[...heading], ...cells]
  const widths = heading.map((_, n) => Math.max(...all.map((row) => row[n]?.length ?? 0)))
  const last = heading.length - 1
  for (const row of all) {
    const padded = row.map((cell, n) =>
      n === 0 || n >= last - 1 ? cell.padEnd(widths[n]!) : cell.padStart(widths[n]!),
    )
    console.log(`${padded.slice(0, last).join('  ')}  ${grey(padded[last]!.trimEnd())}`.trimEnd())
  }
  console.log('')
}

export const inWhole = (value: number) => Math.round(value).toLocaleString('en')
export const inTenths = (value: number) => value.toFixed(1)
export const inHundredths = (value: number) => value.toFixed(2)
