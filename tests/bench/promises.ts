import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { scaledText } from '../../src/domain/paper.ts'
import { root } from '../../src/root.ts'

/** What every unit of the bench promises: twenty targets of the demonstration, so that texts have their real lengths. */
export interface Promised {
  group: number
  title: string
  product: string
  kind: string
  measure: string | null
  decimals: number
  valueKind: string | null
  direction: string | null
  plan: number | null
  due: string | null
  curve: string
}

export const TARGETS_A_UNIT = 20
export const UPDATES_A_TARGET = 10

type Line = Record<string, string>

export function readPromises(): Promised[] {
  const lines: Line[] = parse(readFileSync(join(root, 'src/cli/demo/targets.csv')), {
    columns: true,
    bom: true,
  })
  const plain = lines.filter((line) => line.kind !== 'number' || isPlainNumber(line))
  return plain.slice(0, TARGETS_A_UNIT).map(promisedOf)
}

/** What rises towards a plan along a straight line: its figures can be made up without a second arithmetic. */
function isPlainNumber({ value_kind, direction, plan, curve }: Line): boolean {
  return value_kind === 'cumulative' && direction === 'up' && plan !== '' && curve === 'linear'
}

function promisedOf(line: Line): Promised {
  const isNumber = line.kind === 'number'
  const decimals = Number(line.decimals || 0)
  const plan = isNumber ? scaledText(line.plan!)! : null
  return {
    group: Number(line.group),
    title: line.title!,
    product: line.product!,
    kind: line.kind!,
    measure: line.measure || null,
    decimals,
    valueKind: line.value_kind || null,
    direction: line.direction || null,
    plan: plan && plan.amount * 10 ** (decimals - plan.decimals),
    due: line.kind === 'ongoing' ? null : '2022-12-31',
    curve: isNumber ? 'linear' : 'step',
  }
}
