import { newId } from '../../src/storage/ids.ts'
import { openHouse } from './house.ts'

/** Due on 25/8/2022. */
export const pastDue = { kind: 'milestone', due_on: '2022-08-25' } as const

/** Two overdue targets of H-A and one of H-B. */
export async function lateHouse() {
  const house = await openHouse()
  const codes: string[] = []
  for (const unit of ['H-A', 'H-A', 'H-B'] as const) {
    const title = `Việc quá hạn ${codes.length + 1} của ${unit}`
    codes.push((await house.target({ ...pastDue, unit, title })).code)
  }
  return { house, codes }
}

/** What the form of a reminder sends. */
export const reminderForm = (codes: string[], more: Record<string, string | string[]> = {}) => ({
  id: newId(),
  target: codes,
  channel: ['email', 'zalo', 'letter'],
  text: '{đơn vị} có {số việc} việc quá hạn, đề nghị báo cáo.',
  ...more,
})
