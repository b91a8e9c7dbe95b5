import { above, type Deed, type Door, supervisors } from './doors.ts'
import { paper, reason, WEEK } from './issuing.ts'

const campaign = '?campaign=H-2022'

/** What is done with a frozen week. */
export const issueDeeds: Deed[] = [
  {
    path: `${WEEK}/next-week${campaign}`,
    fields: { next_week: 'Lời của văn phòng' },
    who: supervisors,
    deed: 'week.next_week',
  },
  { path: `${WEEK}/issue${campaign}`, fields: paper, who: supervisors, deed: 'week.issue' },
  { path: `${WEEK}/reissue${campaign}`, fields: { reason }, who: supervisors, deed: 'week.annul' },
]

export const SCHEDULE = '/weekly/schedule'
const reader = { address: 'vptu@quangtri.vn', name: 'Văn phòng Tỉnh ủy', sends: 'issued', language: 'vi' }

/** What is done on the page of the schedule, with a letter and a reader that are there. */
export function scheduleDeeds({ letter, there }: { letter: string; there: string }): Deed[] {
  const deed = (ending: string, fields: Record<string, string>, name: string): Deed => ({
    ...{ path: `${SCHEDULE}/${ending}${campaign}`, fields, who: supervisors, deed: name },
  })
  return [
    deed('retry', { job: 'freeze:H-2022', period: '2022-W35' }, 'job.retried'),
    deed('resend', { id: letter }, 'mail.resent'),
    deed('automatic', { automatic: 'off' }, 'freeze.automatic_off'),
    deed('readers', reader, 'recipient.added'),
    deed('remove', { id: there }, 'recipient.removed'),
  ]
}

/** The pages about weeks beside the week itself, when week 36 is frozen. */
export const weeklyDoors: Door[] = [
  ...issueDeeds.map(({ path }): Door => [path, supervisors]),
  [`${WEEK}/issues${campaign}`, above],
  [`${SCHEDULE}?campaign=T-2022`, ['province']],
  [`${SCHEDULE}${campaign}`, [...supervisors, 'leader']],
  [`${SCHEDULE}`, [...supervisors, 'leader', 'province']],
  [`/weekly/diff${campaign}&from=2022-W35&to=2022-W36`, above, 303],
  [`${WEEK}/diff/2022-W35${campaign}`, above],
  [`${WEEK}/diff/2022-W35.xlsx${campaign}`, above],
  [`${WEEK}/diff/2022-W35?campaign=T-2022`, ['province']],
  [`${WEEK}/figure/R2${campaign}`, above],
  [`${WEEK}/figure/reports.missing${campaign}`, above],
  [`${WEEK}/figure/nothing${campaign}`, []],
  [`${WEEK}/discipline${campaign}`, above],
  [`${WEEK}.pdf${campaign}`, above],
  [`${WEEK}.txt${campaign}&issue=1`, above],
  [`${WEEK}.txt${campaign}&issue=2`, []],
  [`${WEEK}${campaign}&issue=1`, above],
  [`${WEEK}${campaign}&document=en`, above],
  // An errand that was never sent for, or is of another house.
  ['/making/0f7c2a52-9d39-4d0a-8f0c-0d2a52c7f001', []],
]
