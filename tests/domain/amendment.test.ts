import { expect, test } from 'vitest'
import {
  type AmendmentLine,
  faultOfLine,
  lineOfChange,
  lineOfEnd,
  planDayOf,
  unamended,
} from '../../src/domain/amendment.ts'
import type { PromiseText } from '../../src/domain/promise-text.ts'

const promise = {
  ...{ group: '1', order: '1', title: 'Thu ngân sách', product: null, origin: 'registered', kind: 'number' },
  ...{ measure: 'tỷ đồng', decimals: '1', value_kind: 'cumulative', direction: 'up', plan: '100.0' },
  ...{ plan_low: null, plan_high: null, baseline: null, weight: '10', due_on: '2022-12-31', curve: 'linear' },
} as unknown as PromiseText

test('a line holds what becomes different, and nothing that an annex cannot change', () => {
  expect(lineOfChange('C', promise, { ...promise, measure: 'ha' }, '2022-07-01')).toBeNull()
  expect(lineOfChange('C', promise, { ...promise, plan: '120.0', weight: null }, '2022-07-01')).toEqual({
    ...{ kind: 'change', code: 'C', title: 'Thu ngân sách' },
    before: { plan: '100.0', weight: '10' },
    after: { plan: '120.0', weight: null, plan_from: '2022-07-01' },
  })
  expect(lineOfChange('C', promise, { ...promise, weight: '20' }, '2022-07-01')!.after).toEqual({
    weight: '20',
  })
})

const change = lineOfChange('C', promise, { ...promise, plan: '120.0', due_on: '2023-03-31' }, null)!
const end = lineOfEnd('C', 'Thu ngân sách', 'Không còn phù hợp')
const added: AmendmentLine = { kind: 'add', code: '+1', title: 'Mới', before: {}, after: promise }
const period = { from: '2022-07-01', to: '2023-12-31' } as const
const open = { promise, isOpen: true, planFault: null, period, groups: [1, 2], hasGoneOn: false }
const taken = { field: 'effective_from', reason: 'day_taken' } as const

test.each<[string, AmendmentLine, Parameters<typeof faultOfLine>[1], unknown]>([
  ['as it was', change, open, null],
  [
    'another plan by now',
    change,
    { ...open, promise: { ...promise, plan: '110.0' } },
    { reason: 'changed', fields: ['plan'] },
  ],
  ['something else by now', change, { ...open, promise: { ...promise, title: 'Khác' } }, null],
  ['done by now', change, { ...open, isOpen: false }, { reason: 'closed' }],
  ['gone', change, { ...open, promise: null }, { reason: 'closed' }],
  ['no room for its plan', change, { ...open, planFault: taken }, taken],
  ['the plan that it is', change, { ...open, planFault: { field: 'plan', reason: 'same_plan' } }, null],
  ['an end of what goes on', end, open, null],
  ['an end of what is done', end, { ...open, isOpen: false }, { reason: 'closed' }],
  ['what is added depends on no target', added, { ...open, promise: null }, null],
  [
    'due before the annex counts',
    { ...change, after: { due_on: '2022-06-30' } },
    open,
    { reason: 'due_outside', ...period },
  ],
  [
    'an addition that is due too late',
    { ...added, after: { ...added.after, due_on: '2024-01-01' } },
    open,
    { reason: 'due_outside', ...period },
  ],
  ['an addition that goes on elsewhere', added, { ...open, hasGoneOn: true }, { reason: 'gone_on' }],
  [
    'an addition to a group that is gone',
    added,
    { ...open, groups: [2] },
    { reason: 'group_gone', group: '1' },
  ],
])('a line can still stand: %s', (_, line, standing, fault) => {
  expect(faultOfLine(line, standing)).toEqual(fault)
})

test('a plan counts from its own day, else from that of the annex', () => {
  expect(planDayOf(change, '2022-07-01')).toBe('2022-07-01')
  expect(planDayOf({ ...change, after: { plan_from: '2022-09-01' } }, '2022-07-01')).toBe('2022-09-01')
})

test('what was signed first is told without its annexes', () => {
  const line = (before: Record<string, string | null>) => ({ lines: [{ ...change, before, after: {} }] })
  const now = { code: 'C', title: 'Ba', product: 'P', weight: 30 }
  const annexes = [line({ title: 'Một', weight: null }), line({ title: 'Hai', weight: '20' })]
  expect(unamended(now, annexes)).toEqual({ code: 'C', title: 'Một', product: 'P', weight: null })
  expect(unamended({ ...now, code: 'D' }, annexes)).toMatchObject({ title: 'Ba' })
})
