import type { Actor } from './access.ts'
import { keepsDirection } from './access-follow-up.ts'
import { type Day, daysBetween, type Instant } from './day.ts'
import { type DirectionStatus, type PartStatus, partStatuses } from './follow-up.ts'
import type { BaseClass, Settled } from './standing.ts'

/** What the target of a task says of it. */
export type TaskTarget = { baseClass: BaseClass } & Pick<Settled, 'dueOn' | 'lateFrom' | 'lateFrozenOn'> & {
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

/** The first deadline that still runs, else the first of all; what was ordered while nobody has it as a task. */
export function dueOfDirection({ dueOn, tasks }: { dueOn: Day | null; tasks: readonly Task[] }): Day | null {
  if (tasks.length === 0) return dueOn
  const running = tasks.filter((task) => underWay.includes(statusOfTask(task)))
  const days = (running.length ? running : tasks).flatMap((task) => dueOfTask(task) ?? [])
  return days.sort()[0] ?? null
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

/** A direction as its office keeps it. */
interface KeptDirection {
  ownerUnitId: string | null
  status: DirectionStatus
}

/** Its office hands it out, to further units too, until it is over. */
export function mayAssign(actor: Actor, { ownerUnitId, status }: KeptDirection): boolean {
  return keepsDirection(actor, ownerUnitId) && status !== 'closed' && status !== 'noted'
}

/** What nobody was given yet can still be noted. */
export function mayNote(actor: Actor, { ownerUnitId, status }: KeptDirection): boolean {
  return keepsDirection(actor, ownerUnitId) && status === 'recorded'
}

/** The words of a task as the title of its target: without the full stop of a sentence. */
export const titleOf = (words: string): string => words.replace(/(?<!\.|v\.v)\.$/, '')

/** A step that was taken with a direction, or with one of its tasks. */
export interface PastStep {
  partId: string | null
  step: string
  at: Instant
}

/** A task with what is known of its past. */
export interface PastTask extends Task {
  id: string
  assignedAt: Instant
  acknowledgedAt: Instant | null
  reportedAt: Instant | null
  closedAt: Instant | null
}

/** What a direction's past is told from; steps in the order in which they were taken. */
interface PastDirection<T extends PastTask> {
  status: DirectionStatus
  /** What was ordered. */
  dueOn: Day | null
  steps: readonly PastStep[]
  tasks: readonly T[]
}

/** As it stood at a moment of a day, whatever came later; the targets of its tasks are given as they stood then. */
export function directionAt<T extends PastTask>(past: PastDirection<T>, at: Instant, day: Day) {
  const { steps, dueOn } = past
  const handed = past.tasks.filter(({ assignedAt }) => assignedAt <= at)
  const tasks = handed.map((task): Task => ({ ...task, status: taskAt(task, steps, at) }))
  const status = statusOfDirection(officeAt(past, handed.length, at), tasks)
  return {
    handed,
    status,
    dueOn: dueOfDirection({ dueOn, tasks }),
    daysLate: daysLateOfDirection({ status, dueOn, tasks }, day),
  }
}

/** Noted from the first: nobody was ever to carry it out. One that was noted later had been recorded before. */
export const wasNotedAtOnce = (status: DirectionStatus, steps: readonly PastStep[]): boolean =>
  status === 'noted' && !steps.some(({ step }) => step === 'recorded')

/** What the office had done with it. */
function officeAt({ status, steps, tasks }: PastDirection<PastTask>, handed: number, at: Instant) {
  if (status === 'noted') {
    const isNoted = steps.some((one) => one.step === 'noted' && one.at <= at)
    return isNoted || wasNotedAtOnce(status, steps) ? 'noted' : 'recorded'
  }
  return tasks.length > 0 && handed === 0 ? 'recorded' : status
}

/** Where each step leads a task. */
export const leadsTo = {
  assigned: 'assigned',
  acknowledged: 'in_progress',
  reported: 'reported',
  returned: 'in_progress',
  closed: 'closed',
} as const satisfies Record<string, PartStatus>

/** By the last step that was kept by then; before the first of them, by the task's own moments. */
function taskAt(task: PastTask, steps: readonly PastStep[], at: Instant): PartStatus {
  const last = steps.findLast((one) => one.partId === task.id && one.step in leadsTo && one.at <= at)
  if (last) return leadsTo[last.step as keyof typeof leadsTo]
  // A step without a moment of its own was taken before anybody kept them.
  const was = (moment: Instant | null) => moment === null || moment <= at
  const { status, acknowledgedAt, reportedAt, closedAt } = task
  if (status === 'closed' && was(closedAt)) return 'closed'
  if ((status === 'closed' || status === 'reported') && was(reportedAt)) return 'reported'
  return status !== 'assigned' && was(acknowledgedAt) ? 'in_progress' : 'assigned'
}
