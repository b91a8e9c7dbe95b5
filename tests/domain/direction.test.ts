import { expect, test } from 'vitest'
import {
  daysLateOfDirection,
  daysLateOfTask,
  dueOfTask,
  leastAdvanced,
  statusOfDirection,
  statusOfTask,
  type Task,
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
