import { expect, test } from 'vitest'
import { bySeverity, type Discussed, toldAt } from '../../src/domain/meeting.ts'

const nothing: Discussed = {
  overdue: 0,
  longestDays: 0,
  behind: 0,
  worstBehind: 0,
  returned: 0,
  silentWeeks: 0,
  silentProposals: 0,
  longestProposalDays: 0,
}
const unit = (name: string, red: Partial<Discussed>) => ({ ...nothing, ...red, name })

test('a kind of trouble outweighs every later one, and within it the worst comes first', () => {
  const inOrder = [
    unit('13 days', { overdue: 1, longestDays: 13 }),
    unit('7 days, two', { overdue: 2, longestDays: 7 }),
    unit('7 days, and behind', { overdue: 1, longestDays: 7, behind: 3, worstBehind: 9000 }),
    unit('7 days', { overdue: 1, longestDays: 7 }),
    unit('far behind', { behind: 1, worstBehind: 5000 }),
    unit('behind', { behind: 2, worstBehind: 1600 }),
    unit('behind by its own word', { behind: 1 }),
    unit('returned twice', { returned: 2 }),
    unit('returned', { returned: 1, silentWeeks: 8 }),
    unit('silent for long', { silentWeeks: 5 }),
    unit('silent', { silentWeeks: 2 }),
    unit('waits for long', { silentProposals: 1, longestProposalDays: 60 }),
    unit('waits', { silentProposals: 3, longestProposalDays: 20 }),
  ]
  expect(bySeverity([...inOrder].reverse()).map(({ name }) => name)).toEqual(inOrder.map(({ name }) => name))
})

test('who has nothing red, or missed one week only, is not spoken of; equals keep their order', () => {
  const units = [
    unit('calm', {}),
    unit('missed one', { silentWeeks: 1 }),
    unit('first', { overdue: 1, longestDays: 3 }),
    unit('second', { overdue: 1, longestDays: 3 }),
  ]
  expect(bySeverity(units).map(({ name }) => name)).toEqual(['first', 'second'])
})

test('a notice tells of the last conclusions up to the end of its day, never beyond', () => {
  const zone = 'Asia/Ho_Chi_Minh'
  const morning = Date.parse('2022-09-07T08:00:00+07:00')
  expect(toldAt('2022-09-07', morning, zone)).toEqual({ at: morning, day: '2022-09-07' })
  expect(toldAt('2022-09-07', morning + 86_400_000, zone)).toEqual({
    at: Date.parse('2022-09-08T00:00:00+07:00') - 1,
    day: '2022-09-07',
  })
})
