import { newId } from '../../src/storage/ids.ts'
import { handing, typed as ordered } from './directions.ts'
import { above, type Deed, type Door, everybody, ofA, ofB, office, supervisors, watchers } from './doors.ts'
import { asking, type FollowUp, raising } from './furnished-follow-up.ts'
import { opening, said } from './meetings.ts'
import type { Person } from './world.ts'

const business = everybody.filter((who) => who !== 'admin')
const campaign = '?campaign=H-2022'
/** Who keeps the register of what a unit, or the owner of a campaign, asks of those above it. */
const askers: Person[] = ['head', ...ofB, 'districtHead', ...supervisors, 'province']
/** Who answers for H. */
const answering: Person[] = [...office, 'districtHead']
/** Who keeps what H itself asks. */
const keeping: Person[] = [...supervisors, 'districtHead']

export function followUpDoors(all: FollowUp): Door[] {
  const { targets, round, notice: _, ...rest } = all
  return [
    ...extensionDoors(rest.extensions, targets),
    ['/reminders', [...office, 'province']],
    [`/reminders${campaign}`, [...office, 'province']],
    ['/reminders/new', [...office, 'province']],
    [`/reminders/new?target=${targets.late.code}`, office],
    [`/reminders/new?target=${targets.district.code}`, ['province']],
    [round, [...ofA, ...ofB, ...above]],
    [`${round}/letter`, [...ofA, ...ofB, ...above]],
    ...proposalDoors(rest.proposals),
    ...directionDoors(rest.directions),
    ...meetingDoors(rest.meeting),
    ['/notices', everybody],
    ['/desk/clock', watchers],
    ['/desk/clock?campaign=T-2022', ['province']],
    ['/dashboard/stale', watchers],
    ...['warned', 'extensions', 'proposals'].map(
      (tab): Door => [`/desk?tab=${tab}`, [...office, 'province']],
    ),
    ['/units/H-A/form', [...ofA, ...above]],
    ['/units/H-B/form', [...ofB, ...above]],
    ['/units/H/form', above],
    ['/units/T/form', ['province']],
    // What the office entered and another of it returned is mended by the office, or by the unit.
    [`${rest.returned}/correct`, [...ofA, ...supervisors]],
  ]
}

function extensionDoors(
  { pending, decided, apart, district }: FollowUp['extensions'],
  targets: FollowUp['targets'],
): Door[] {
  const read: [path: string, who: Person[]][] = [
    [pending, [...ofA, ...above]],
    [decided, [...ofA, ...above]],
    [apart, [...ofB, ...above]],
    [district, above],
  ]
  return [
    ...read.map(([path, who]): Door => [path, who]),
    ...read.slice(0, 3).map(([path, who]): Door => [`${path}/files/1`, who]),
    [`${pending}/decision`, ['leader']],
    [`${apart}/decision`, ['leader']],
    [`${district}/decision`, []],
    [`/targets/${targets.free.code}/extension`, ['head']],
    [`/targets/${targets.helped.code}/extension`, ofB],
    [`/targets/${targets.district.code}/extension`, ['districtHead']],
  ]
}

function proposalDoors({ own, other, district }: FollowUp['proposals']): Door[] {
  return [
    ...['', '?view=mine', '?view=answered', '?view=all'].map((rest): Door => [`/proposals${rest}`, business]),
    ['/proposals/new', askers],
    [own, [...ofA, ...above]],
    [other, [...ofB, ...above]],
    [district, above],
    [`${own}/edit`, ['head']],
    [`${other}/edit`, ofB],
    [`${district}/edit`, []],
    [`${own}/answer`, [...ofA, ...above], 303],
    [`${other}/merge`, [...ofB, ...above], 303],
  ]
}

function directionDoors({ recorded, noted, ...handed }: FollowUp['directions']): Door[] {
  const { assigned, asTarget, reported, apart } = handed
  return [
    ['/directions', business],
    [`/directions${campaign}`, business],
    ['/directions?campaign=T-2022', business],
    ['/directions/new', [...supervisors, 'province']],
    [`/directions/new${campaign}`, supervisors],
    [recorded, above],
    [noted, above],
    ...[assigned, asTarget, reported].map(({ path }): Door => [path, [...ofA, ...above]]),
    [apart.path, [...ofB, ...above]],
  ]
}

function meetingDoors(path: string): Door[] {
  return [
    ['/meetings', above],
    [`/meetings${campaign}`, above],
    ['/meetings?campaign=T-2022', ['province']],
    ...['', '/1', '/2', '/1000'].map((rest): Door => [`${path}${rest}${campaign}`, office]),
    ...['/notice', '/number', '.docx'].map((rest): Door => [`${path}${rest}${campaign}`, above]),
    ['/meetings/2022-W35?campaign=H-2022', []],
  ]
}

export function followUpDeeds({ targets, round, meeting, notice, ...rest }: FollowUp): Deed[] {
  const reminding = { text: '{đơn vị}: {số việc} việc.', channel: ['zalo'] }
  const remind = (code: string, who: Person[]): Deed => ({
    path: '/reminders',
    fields: { id: newId(), target: [code], ...reminding },
    who,
    deed: 'reminder.sent',
  })
  const step = (
    path: string,
    name: string,
    fields: Deed['fields'],
    who: Person[],
    deed: string | null,
  ): Deed => ({ path: `${path}/${name}`, fields, who, deed })
  const ask = (code: string, who: Person[]): Deed =>
    step(`/targets/${code}`, 'extension', { id: newId(), ...asking }, who, 'extension.requested')
  return [
    ask(targets.free.code, ['head']),
    ask(targets.other.code, ofB),
    ...extensionDeeds(rest.extensions, step),
    { ...remind(targets.late.code, office), path: '/reminders?of=H-A' },
    { ...remind(targets.district.code, ['province']), path: '/reminders?of=H' },
    // A piece of the form for htmx alone.
    step('/reminders', 'preview', { target: [targets.late.code], ...reminding }, [], null),
    step(round, 'letter', { letter_number: '45-CV/VPHU' }, office, 'reminder.numbered'),
    step(round, 'answer', { text: 'Sẽ hoàn thành tuần này.', unit: 'H-A' }, ofA, 'reminder.answered'),
    step(round, 'answer?of=H-B', { text: 'Đã làm xong.', unit: 'H-B' }, ofB, 'reminder.answered'),
    ...proposalDeeds(rest.proposals, step),
    ...directionDeeds(rest.directions, step),
    ...meetingDeeds(meeting, step),
    { path: '/notices/read', fields: {}, who: everybody, deed: null },
    { path: notice, fields: {}, who: ['head'], deed: null },
    {
      path: `/targets/${targets.asked.code}/updates`,
      fields: { source: 'paper', source_note: 'Báo cáo giấy', value: '60', as_of: '5/9/2022', do: 'submit' },
      who: [...ofA, ...supervisors],
      deed: 'update.submitted',
    },
  ]
}

type Step = (path: string, name: string, fields: Deed['fields'], who: Person[], deed: string | null) => Deed

function extensionDeeds({ pending, apart, district }: FollowUp['extensions'], step: Step): Deed[] {
  const advice = { stance: 'agree', opinion: 'Nên cho gia hạn' }
  const ruling = { decision: 'grant' }
  return [
    step(pending, 'opinion', advice, supervisors, 'extension.opinion'),
    step(pending, 'decision', ruling, ['leader'], 'extension.granted'),
    step(pending, 'withdraw', {}, ['head'], 'extension.withdrawn'),
    step(apart, 'withdraw', {}, ofB, 'extension.withdrawn'),
    step(district, 'opinion', advice, ['province'], 'extension.opinion'),
    step(district, 'decision', ruling, [], null),
  ]
}

function proposalDeeds({ own, answered, other, district }: FollowUp['proposals'], step: Step): Deed[] {
  const words = { text: 'Đã xem xét.' }
  const answer = { ...words, outcome: 'answered' }
  const place = { ...words, to_unit: 'outside', to_whom: 'Sở Tài chính' }
  return [
    {
      path: '/proposals/new',
      fields: { ...raising(), addressed_to: 'Cấp trên' },
      who: askers,
      deed: 'proposal.raised',
    },
    step(own, 'edit', { ...raising('Nói lại cho rõ'), version: '1' }, ['head'], 'proposal.edited'),
    step(own, 'transmit', place, ['head'], 'proposal.transmitted'),
    step(own, 'withdraw', words, ['head'], 'proposal.withdrawn'),
    step(own, 'acknowledge', words, answering, 'proposal.acknowledged'),
    step(own, 'forward', place, answering, 'proposal.forwarded'),
    step(own, 'answer', answer, answering, 'proposal.answered'),
    step(own, 'merge', { into: other.split('/').at(-1)! }, answering, 'proposal.merged'),
    step(answered, 'resolve', words, ['head'], 'proposal.resolved'),
    step(answered, 'close', words, ['head'], 'proposal.closed'),
    step(other, 'withdraw', words, ofB, 'proposal.withdrawn'),
    step(district, 'acknowledge', words, ['province', ...keeping], 'proposal.acknowledged'),
    step(district, 'answer', answer, ['province', ...keeping], 'proposal.answered'),
    step(district, 'forward', place, ['province'], 'proposal.forwarded'),
    step(district, 'withdraw', words, keeping, 'proposal.withdrawn'),
  ]
}

function directionDeeds(
  { recorded, assigned, asTarget, reported, apart }: FollowUp['directions'],
  step: Step,
): Deed[] {
  const words = { version: '1', text: 'Đã thực hiện.' }
  const hand = { ...handing, id: newId(), version: '1' }
  return [
    {
      path: `/directions/new${campaign}`,
      fields: { id: newId(), ...ordered },
      who: supervisors,
      deed: 'direction.recorded',
    },
    {
      path: '/directions/new?campaign=T-2022',
      fields: { id: newId(), ...ordered, lead_unit: 'H', coordinating_unit: [] },
      who: ['province'],
      deed: 'direction.recorded',
    },
    step(recorded, 'assign', hand, supervisors, 'direction.assigned'),
    step(recorded, 'note', words, supervisors, 'direction.noted'),
    step(assigned.part, 'acknowledge', words, ['head'], 'direction.acknowledged'),
    step(asTarget.part, 'acknowledge', words, ['head'], 'direction.acknowledged'),
    step(assigned.part, 'report', words, ['head'], 'direction.reported'),
    step(apart.part, 'report', words, ofB, 'direction.reported'),
    step(reported.part, 'return', { ...words, version: '2' }, office, 'direction.returned'),
    step(reported.part, 'close', { ...words, version: '2' }, ['leader'], 'direction.closed'),
  ]
}

function meetingDeeds(path: string, step: Step): Deed[] {
  const open = { ...opening, id: newId(), week: '2022-W35', held_on: '30/8/2022' }
  return [
    { path: `/meetings${campaign}`, fields: open, who: office, deed: 'meeting.opened' },
    step(path, `1${campaign}`, { id: newId(), ...said }, supervisors, 'direction.recorded'),
    step(path, `number${campaign}`, { number: '45', version: '1' }, supervisors, 'meeting.numbered'),
  ]
}
