import { expect, test } from 'vitest'
import { type Actor, mayDraft, mayDrawUp } from '../../src/domain/access.ts'
import {
  type CommitmentDeed,
  type CommitmentState,
  changedSince,
  commitmentDeeds,
  commitmentRules,
  commitmentStates,
  hindranceOf,
  seenOf,
  stateAfter,
  stateOn,
  wayOf,
} from '../../src/domain/commitment.ts'

const running = { effectiveFrom: '2022-01-01', targets: 3, faults: 0 } as const
const today = '2022-09-06'

/** From which states each step leads, and where to. */
const table: Record<CommitmentDeed, Partial<Record<CommitmentState, CommitmentState>>> = {
  hand: { draft: 'draft' },
  ask: { draft: 'draft' },
  propose: { draft: 'proposed' },
  return: { proposed: 'draft', agreed: 'draft' },
  agree: { proposed: 'agreed' },
  sign: { agreed: 'active' },
  withdraw: { draft: 'withdrawn', proposed: 'withdrawn', agreed: 'withdrawn' },
}

test.each(commitmentDeeds)('%s leads from these states to those, and from no other', (deed) => {
  for (const state of commitmentStates) {
    const commitment = { ...running, state }
    const to = hindranceOf(deed, commitment, today) === null ? stateAfter(deed, commitment, today) : undefined
    expect([state, to]).toEqual([state, table[deed][state]])
  }
})

test.each([
  ['propose', { state: 'draft', targets: 0 }, 'no_targets'],
  ['sign', { state: 'agreed', targets: 0 }, 'no_targets'],
  ['withdraw', { state: 'draft', targets: 0 }, null],
  ['hand', { state: 'draft', targets: 3, faults: 1 }, 'terms'],
  ['propose', { state: 'draft', targets: 3, faults: 1 }, 'terms'],
  ['agree', { state: 'proposed', targets: 3, faults: 1 }, 'terms'],
  ['sign', { state: 'agreed', targets: 3, faults: 1 }, 'terms'],
  ['return', { state: 'agreed', targets: 3, faults: 1 }, null],
] as const)('%s of %j: %s', (deed, change, hindrance) => {
  expect(hindranceOf(deed, { ...running, ...change }, today)).toBe(hindrance)
})

test('signed for a day to come it is signed, and in force from that day on', () => {
  const later = { ...running, state: 'agreed', effectiveFrom: '2022-10-01' } as const
  expect(stateAfter('sign', later, today)).toBe('signed')
  const signed = { state: 'signed', effectiveFrom: '2022-10-01' } as const
  expect([stateOn(signed, '2022-09-30'), stateOn(signed, '2022-10-01')]).toEqual(['signed', 'active'])
})

test('which step of its way is waited for', () => {
  expect(commitmentStates.map((state) => wayOf(state))).toEqual([0, 2, 3, 4, 5, 5, 5, 5, 0])
  expect((['hand', 'ask', 'returned'] as const).map((turn) => wayOf('draft', turn))).toEqual([1, 0, 0])
})

test('an office draws up for the units below it, and never for itself', () => {
  const post = { unitPath: 'T/H/', unitCode: 'H', unitName: 'Huyện ủy', title: 'Văn phòng' }
  const actor: Actor = {
    ...{ tenant: 'main', userId: 'u', username: 'u' },
    posts: [{ ...post, role: 'supervisor', unitId: 'H' }],
  }
  const sides = (unitId: string, upperUnitId: string, ownerUnitId = upperUnitId) => ({
    ...{ unitId, unitPath: `T/${unitId}/`, upperUnitId, ownerUnitId, isOwn: false, wasProposed: false },
  })
  const asked = [
    sides('A', 'H'),
    sides('A', 'V', 'H'),
    sides('H', 'T'),
    sides('H', 'T', 'H'),
    sides('H', 'H'),
  ]
  const may = (question: (of: ReturnType<typeof sides>) => boolean) => asked.map(question)
  const expected = [true, true, false, false, false]
  expect(may((of) => mayDrawUp(actor, of))).toEqual(expected)
  expect(may((of) => mayDraft(actor, of))).toEqual(expected)
  expect(may((of) => commitmentRules.hand.may(actor, of))).toEqual(expected)
  expect(may((of) => commitmentRules.withdraw.may(actor, of))).toEqual(expected)
})

test('what has become of the targets that somebody saw', () => {
  const target = (code: string, version: number) => ({ code, version })
  const seen = seenOf([target('CK:A-01', 1), target('CK-02', 3), target('CK-03', 1)])
  expect(changedSince(seen, [target('CK:A-01', 1), target('CK-02', 4), target('CK-04', 1)])).toEqual([
    { kind: 'edited', code: 'CK-02' },
    { kind: 'added', code: 'CK-04' },
    { kind: 'removed', code: 'CK-03' },
  ])
  expect(changedSince(seenOf([]), [target('CK-01', 1)])).toEqual([{ kind: 'added', code: 'CK-01' }])
})
