import { describe, expect, test } from 'vitest'
import {
  acceptedOf,
  flowLinks,
  knownAt,
  latestRevisions,
  openReturns,
  pointsOf,
} from '../../src/domain/actual.ts'
import { at, facts, granted, target, update } from './facts.ts'

const flow = target({ valueKind: 'flow' })

describe('the actual', () => {
  test('is the latest accepted by the day it describes, whatever the order of arrival', () => {
    const of = facts(target(), [
      update('2022-03-31', 30, { receivedAt: at('2022-04-10') }),
      update('2022-04-30', 40, { receivedAt: at('2022-05-02') }),
      update('2022-02-28', 20, { receivedAt: at('2022-05-05') }),
      update('2022-05-31', 50, { decision: 'returned' }),
      update('2022-06-30', 60, { decision: null }),
      update('2022-06-15', null),
    ])
    expect(pointsOf(of).map(({ asOf, value }) => [asOf, value.low])).toEqual([
      ['2022-02-28', 20],
      ['2022-03-31', 30],
      ['2022-04-30', 40],
    ])
  })

  test('a correction replaces what it corrects once it is accepted, also through a returned revision', () => {
    const first = update('2022-03-31', 30)
    const second = update('2022-03-31', 25, {
      corrects: first.id,
      decision: 'returned',
      receivedAt: at('2022-04-02'),
    })
    const third = update('2022-03-30', 28, { corrects: second.id, receivedAt: at('2022-04-03') })
    expect(acceptedOf([first, second])).toEqual([first])
    expect(acceptedOf([first, second, third])).toEqual([third])
    expect(latestRevisions([first, second, third])).toEqual([third])
  })

  test('of a flow is the sum of what was accepted; an open end opens the sum', () => {
    const first = update('2022-01-31', 10)
    const of = facts(flow, [
      first,
      update('2022-01-31', 12, { corrects: first.id, receivedAt: at('2022-02-05') }),
      update('2022-02-28', { low: 5, high: 8 }),
      update('2022-03-31', 100, { decision: 'returned' }),
      update('2022-04-30', { low: 3, high: null }),
    ])
    expect(pointsOf(of)).toEqual([
      { asOf: '2022-01-31', value: { low: 12, high: 12 } },
      { asOf: '2022-02-28', value: { low: 17, high: 20 } },
      { asOf: '2022-04-30', value: { low: 20, high: null } },
    ])
  })

  test('a flow shows what each report covers, and a returned one as a gap until its correction is accepted', () => {
    const returned = update('2022-02-28', 5, { decision: 'returned' })
    const updates = [update('2022-01-31', 10), returned, update('2022-03-31', 7)]
    const states = (more = updates) =>
      flowLinks(facts(flow, more)).map(({ from, to, state }) => [from, to, state])
    expect(states()).toEqual([
      ['2022-01-01', '2022-01-31', 'accepted'],
      ['2022-02-01', '2022-02-28', 'returned'],
      ['2022-03-01', '2022-03-31', 'accepted'],
    ])
    const correction = { corrects: returned.id, receivedAt: at('2022-04-02') }
    expect(states([...updates, update('2022-02-28', 6, { ...correction, decision: null })])[1]?.[2]).toBe(
      'waiting',
    )
    expect(states([...updates, update('2022-02-28', 6, correction)])[1]?.[2]).toBe('accepted')
  })

  test('a returned correction leaves an accepted link standing', () => {
    const first = update('2022-01-31', 10)
    const wrong = update('2022-01-31', 11, {
      corrects: first.id,
      decision: 'returned',
      receivedAt: at('2022-02-05'),
    })
    expect(flowLinks(facts(flow, [first, wrong]))[0]?.state).toBe('accepted')
  })
})

describe('knownAt', () => {
  const of = facts(
    target(),
    [
      update('2022-03-31', 30, { receivedAt: at('2022-04-01'), decidedAt: at('2022-04-05') }),
      update('2022-04-30', 40, { receivedAt: at('2022-05-01') }),
    ],
    { extensions: [granted('2022-04-20', '2023-03-31')] },
  )

  test('what came later is not known, what was decided later still waits', () => {
    const known = knownAt(of, at('2022-04-03'))
    expect(known.updates).toHaveLength(1)
    expect(known.updates[0]).toMatchObject({ decision: null, decidedAt: null })
    expect(known.extensions).toEqual([])
  })

  test('the very instant counts', () => {
    const known = knownAt(of, at('2022-04-20'))
    expect(known.extensions).toHaveLength(1)
    expect(knownAt(of, at('2022-04-05')).updates[0]?.decision).toBe('accepted')
    expect(knownAt(of, at('2022-05-01')).updates).toHaveLength(2)
  })

  test('figures of later days can be left out', () => {
    expect(knownAt(of, at('2022-12-31'), '2022-04-29').updates).toHaveLength(1)
    expect(knownAt(of, at('2022-12-31'), '2022-04-30').updates).toHaveLength(2)
  })
})

describe('a returned report', () => {
  const returned = update('2022-06-30', 5, { decision: 'returned' })
  const later = update('2022-07-12', 6)

  test('is open until a later one answers it, also with another as_of', () => {
    expect(openReturns(facts(target(), [returned]))).toEqual([returned])
    expect(openReturns(facts(target(), [returned, later]))).toEqual([])
    expect(openReturns(facts(target(), [later]))).toEqual([])
  })

  test('of a flow stays open until it is itself corrected', () => {
    expect(openReturns(facts(flow, [returned, later]))).toEqual([returned])
    const correction = update('2022-06-30', 5, { corrects: returned.id, receivedAt: at('2022-07-13') })
    expect(openReturns(facts(flow, [returned, later, correction]))).toEqual([])
  })
})
