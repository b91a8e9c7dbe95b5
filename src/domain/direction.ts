import { type Day, daysBetween } from './day.ts'
import { type DirectionStatus, type PartStatus, partStatuses } from './follow-up.ts'
import type { Settled } from './standing.ts'

/** What the target of a task says of it. */
export type TaskTarget = Pick<Settled, 'baseClass' | 'dueOn' | 'lateFrom' | 'lateFrozenOn'> & {
  dueOriginal: Day | null
}

/** A task that was handed to one unit. */
export interface Task {
  status: PartStatus
  /** Null for a lasting duty. */
  dueOn: Day | null
  target: TaskTarget | null
}

const underWay: readonly PartStatus[] = ['assigned', 'in_progress']

/** The final report of its target is the report of a task: nobody reports the same thing twice. */
export function statusOfTask({ status, target }: Task): PartStatus {
  const isDone = target?.baseClass.startsWith('done_')
  return isDone && underWay.includes(status) ? 'reported' : status
}

/** A task's own target has its deadline, and with it more time that was granted. */
export function dueOfTask({ dueOn, target }: Task): Day | null {
  return ownsDeadline({ dueOn, target }) ? target!.dueOn : dueOn
}

/** A target that was there before, with another deadline, says nothing of the day that was ordered. */
function ownsDeadline({ dueOn, target }: Pick<Task, 'dueOn' | 'target'>): boolean {
  return target !== null && dueOn !== null && target.dueOriginal === dueOn
}

/** Days past its deadline; 0 once it was reported. */
export function daysLateOfTask(task: Task, today: Day): number {
  const due = dueOfTask(task)
  if (due === null || !underWay.includes(statusOfTask(task))) return 0
  if (!ownsDeadline(task)) return Math.max(0, daysBetween(due, today))
  const { lateFrom, lateFrozenOn } = task.target!
  return lateFrom !== null && lateFrom <= today ? daysBetween(due, lateFrozenOn ?? today) : 0
}

/** A direction stands where the slowest of its tasks stands. */
export function leastAdvanced(statuses: readonly PartStatus[]): PartStatus {
  return partStatuses.find((status) => statuses.includes(status)) ?? 'assigned'
}

/** Where a direction stands as it is read: by its tasks once it was handed out. */
export function statusOfDirection(status: DirectionStatus, tasks: readonly Task[]): DirectionStatus {
  if (status === 'recorded' || status === 'noted' || tasks.length === 0) return status
  return leastAdvanced(tasks.map(statusOfTask))
}

/** The longest delay of its tasks; of one that nobody has handed out yet, against the day that was ordered. */
export function daysLateOfDirection(
  direction: { status: DirectionStatus; dueOn: Day | null; tasks: readonly Task[] },
  today: Day,
): number {
  const { status, dueOn, tasks } = direction
  if (status === 'recorded') return dueOn ? Math.max(0, daysBetween(dueOn, today)) : 0
  if (status === 'noted' || status === 'closed') return 0
  return Math.max(0, ...tasks.map((task) => daysLateOfTask(task, today)))
}
