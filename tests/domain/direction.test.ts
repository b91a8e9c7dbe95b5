import { expect, test } from 'vitest'
import {
  daysLateOfDirection,
  daysLateOfTask,
  directionAt,
  dueOfTask,
  leastAdvanced,
  type PastTask,
  statusOfDirection,
  statusOfTask,
  type Task,
  titleOf,
} from '../../src/domain/direction.ts'

const today = '2022-09-07'
const task = (change: Partial<Task> = {}): Task => ({
  status: 'in_progress',
  dueOn: '2022-09-01',
  target: null,
  ...change,
})
const own = { baseClass: 'open', dueOriginal: '2022-09-01', lateFrozenOn: null } as const

test('a done target has reported its task; one that was closed stays closed', () => {
  const target = { ...own, baseClass: 'done_on_time', dueOn: '2022-09-01', lateFrom: null } as const
  expect(statusOfTask(task({ target }))).toBe('reported')
  expect(statusOfTask(task({ target, status: 'closed' }))).toBe('closed')
  expect(daysLateOfTask(task({ target }), today)).toBe(0)
})

test('a task is late from the day after its deadline until it is reported; a lasting one never', () => {
  expect(daysLateOfTask(task(), today)).toBe(6)
  expect(daysLateOfTask(task({ dueOn: today }), today)).toBe(0)
  expect(daysLateOfTask(task({ dueOn: null }), today)).toBe(0)
  expect(daysLateOfTask(task({ status: 'reported' }), today)).toBe(0)
})

test('more time for its own target is more time for the task, and a final in time stops its clock', () => {
  const extended = { ...own, dueOn: '2022-09-30', lateFrom: '2022-10-01' } as const
  expect(dueOfTask(task({ target: extended }))).toBe('2022-09-30')
  expect(daysLateOfTask(task({ target: extended }), today)).toBe(0)
  const waiting = { ...own, dueOn: '2022-09-01', lateFrom: null } as const
  expect(daysLateOfTask(task({ target: waiting }), today)).toBe(0)
  const frozen = { ...own, dueOn: '2022-09-01', lateFrom: '2022-09-02', lateFrozenOn: '2022-09-03' } as const
  expect(daysLateOfTask(task({ target: frozen }), today)).toBe(2)
})

test('a target with another deadline says nothing of the day that was ordered', () => {
  const other = { ...own, dueOriginal: '2022-12-31', dueOn: '2022-12-31', lateFrom: '2023-01-01' } as const
  expect(dueOfTask(task({ target: other }))).toBe('2022-09-01')
  expect(daysLateOfTask(task({ target: other }), today)).toBe(6)
})

test('a direction stands where its slowest task stands', () => {
  expect(leastAdvanced(['closed', 'in_progress', 'reported'])).toBe('in_progress')
  expect(statusOfDirection('assigned', [task({ status: 'closed' }), task({ status: 'reported' })])).toBe(
    'reported',
  )
  expect(statusOfDirection('closed', [])).toBe('closed')
})

test('nobody handed it out in time: late; noted: never', () => {
  const none = { dueOn: '2022-09-01', tasks: [] } as const
  expect(daysLateOfDirection({ ...none, status: 'recorded' }, today)).toBe(6)
  expect(daysLateOfDirection({ ...none, status: 'noted' }, today)).toBe(0)
  const two = [task(), task({ dueOn: '2022-09-05' })]
  expect(daysLateOfDirection({ status: 'in_progress', dueOn: null, tasks: two }, today)).toBe(6)
})

const past = (change: Partial<PastTask> = {}): PastTask => ({
  id: 'a',
  status: 'closed',
  dueOn: '2022-09-01',
  target: null,
  assignedAt: 10,
  acknowledgedAt: 20,
  reportedAt: 30,
  closedAt: 40,
  ...change,
})

test('where a direction stood on a day does not change with what came later', () => {
  const stood = (at: number, tasks: PastTask[]) =>
    directionAt({ status: 'closed', dueOn: '2022-08-31', steps: [], tasks }, at, today)
  const statuses = [5, 10, 20, 30, 40].map((at) => stood(at, [past()]).status)
  expect(statuses).toEqual(['recorded', 'assigned', 'in_progress', 'reported', 'closed'])
  expect(stood(5, [past()])).toMatchObject({ handed: [], dueOn: '2022-08-31', daysLate: 7 })
  expect(stood(10, [past()])).toMatchObject({ dueOn: '2022-09-01', daysLate: 6 })
  expect(stood(10, [past({ reportedAt: null, closedAt: null })]).status).toBe('closed')
  expect(stood(50, [past(), past({ closedAt: 90 })]).status).toBe('reported')
})

test('what was reported and given back had been reported meanwhile', () => {
  const steps = (['assigned', 'reported', 'returned'] as const).map((step, n) => ({
    step,
    partId: 'a',
    at: 10 * (n + 1),
  }))
  const tasks = [past({ status: 'in_progress', reportedAt: null, closedAt: null })]
  const stood = [10, 20, 30].map(
    (at) => directionAt({ status: 'in_progress', dueOn: null, steps, tasks }, at, today).status,
  )
  expect(stood).toEqual(['assigned', 'reported', 'in_progress'])
})

test('noted at once it was never a task; noted later it had been recorded', () => {
  const noted = { step: 'noted', partId: null, at: 20 }
  const recorded = { step: 'recorded', partId: null, at: 10 }
  const stood = (steps: (typeof noted)[], at: number) =>
    directionAt({ status: 'noted', dueOn: null, steps, tasks: [] }, at, today).status
  expect([stood([], 1), stood([noted], 20), stood([recorded, noted], 10)]).toEqual([
    'noted',
    'noted',
    'recorded',
  ])
  expect(stood([recorded, noted], 20)).toBe('noted')
})

test('a title ends without the full stop of a sentence, but keeps what is no sentence’s end', () => {
  expect(titleOf('Rà soát hộ nghèo. Báo cáo kết quả.')).toBe('Rà soát hộ nghèo. Báo cáo kết quả')
  expect(titleOf('Rà soát nhà ở, đường sá, v.v.')).toBe('Rà soát nhà ở, đường sá, v.v.')
  expect(titleOf('Rà soát nhà ở...')).toBe('Rà soát nhà ở...')
})
