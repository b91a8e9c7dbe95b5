import { conserve } from '../../src/domain/conservation.ts'
import { inherit } from '../../src/domain/inheritance.ts'
import { one, type Ratio } from '../../src/domain/ratio.ts'
import {
  decideFates,
  type Heir,
  type Override,
  type Passing,
  usualFates,
} from '../../src/domain/succession.ts'

/** Targets that pass on, without a database. */
export function passing(code: string, unit: string, wish: Partial<Passing> = {}): Passing {
  return {
    ...{ id: code, code, unit, campaignId: 'c', group: 1, title: 'Số hộ thoát nghèo', kind: 'number' },
    ...{ measure: 'hộ', decimals: 0, valueKind: 'cumulative', direction: 'up', plan: 10, planLow: null },
    ...{ planHigh: null, laterPlans: [], baseline: null, actual: null, assessment: null, references: [] },
    ...{ startOn: '2025-01-01', dueOn: '2025-12-31', extensionCount: 0, curve: 'linear', parentId: null },
    ...{ contribution: null, steps: 0 },
    ...wish,
  }
}

/** Open at its upper end, or at its lower one. */
export const reached = (amount: number, asOf: '2025-05-31' | '2025-06-30' = '2025-06-30', open = 2) => ({
  actual: {
    value: { low: open === 1 ? null : amount, high: open === 0 ? null : amount },
    ...({ asOf, qualifier: 'exact', rangeKind: 'uncertain' } as const),
  },
})

export const into = (...links: [from: string, to: string, share?: Ratio][]) => {
  const heirs = new Map<string, Heir[]>()
  for (const [from, successor, share = one] of links)
    heirs.set(from, [...(heirs.get(from) ?? []), { successor, share }])
  return heirs
}

export function pass(all: Passing[], heirs: Map<string, Heir[]>, overrides: Override[] = []) {
  const { rows, problems } = decideFates(usualFates(all, heirs), overrides)
  const made = inherit(all, rows)
  return {
    rows,
    made: made.targets,
    problems: [...problems, ...made.problems],
    sums: conserve(all, rows, made.targets),
  }
}

export const override = (target: string, wish: Partial<Override>): Override => ({
  ...{ target, successor: null, fate: 'continue', share: null, with: null, reason: '' },
  ...wish,
})
