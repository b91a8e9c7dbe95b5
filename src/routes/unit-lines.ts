import { fold } from '../domain/fold.ts'

/** How the first cell of a heading is called, whatever language the page is read in. */
const HEADS: readonly string[] = ['ma', 'ma don vi', 'don vi', 'code', 'unit']

export const isHead = (cell: string): boolean => HEADS.includes(fold(cell))

/** A pasted line taken apart at its tabs or, where there are none, at ';' or '|'. */
export const cellsOf = (line: string): string[] => line.split(line.includes('\t') ? '\t' : /[;|]/)

/** Finds by the code of a unit, or by a name that one unit alone has; null where several have it. */
export function finderOf<One>(
  all: readonly One[],
  unitOf: (one: One) => { code: string; name: string },
): (text: string) => One | null | undefined {
  const byCode = new Map(all.map((one) => [unitOf(one).code.toLowerCase(), one]))
  const byName = new Map<string, One | null>()
  for (const one of all) {
    const name = fold(unitOf(one).name)
    byName.set(name, byName.has(name) ? null : one)
  }
  return (text) => byCode.get(text.toLowerCase()) ?? byName.get(fold(text))
}
