import { addDays, type Day, instantOf } from '../../src/domain/day.ts'
import { fold } from '../../src/domain/fold.ts'
import type { Adder } from './data.ts'
import { idOf, office, unitCode, unitNumber, ZONE } from './names.ts'

/** What a unit asks for and what is ordered of it: requests for more time, proposals and directions. */
export function addFollowUp(add: Adder, unit: number, lateTarget: number) {
  if (unit % 14 === 0) addExtension(add, unit, lateTarget)
  for (let n = 0; n < 4; n++) addAnswered(add, unit, n)
  if (unit % 3 === 0) addWaiting(add, unit, lateTarget)
  if (unit % 5 === 0) addDirection(add, unit)
}

const at = (day: Day) => instantOf(day, '09:00', ZONE)

function addExtension(add: Adder, unit: number, target: number) {
  const advised = unit % 28 === 0
  add('extensions', {
    ...{ id: idOf('extension', unit), target_id: idOf('target', unit, target) },
    ...{ requested_by: idOf('user', unit), requested_at: at('2022-09-01') + unit * 60_000 },
    ...{ proposed_due_on: '2022-10-15', reason_code: 'weather' },
    reason: 'Mưa kéo dài từ đầu tháng 8, nhà thầu chưa thi công được; đề nghị gia hạn đến giữa tháng 10.',
    ...(advised && {
      ...{ opinion_stance: 'agree', opinion: 'Văn phòng thống nhất.' },
      ...{ opinion_by: office.supervisor, opinion_at: at('2022-09-05') },
    }),
  })
}

const ANSWERS = ['answered', 'partly', 'refused', 'closed'] as const
const WAITING = ['raised', 'transmitted', 'acknowledged'] as const

interface Asked {
  unit: number
  n: number
  status: string
  raisedOn: Day
}

function addProposal(add: Adder, { unit, n, status, raisedOn }: Asked, rest: Record<string, unknown>) {
  const code = `KN-2022-${unitCode(unit)}-${n}`
  const title = 'Hỗ trợ kinh phí sửa chữa tuyến đường liên thôn bị sạt lở sau mưa lũ'
  add('proposals', {
    ...{ id: idOf('proposal', unit, 0, n), code, unit_id: idOf('unit', unit), kind: 'funding', title },
    body: `${title}; đề nghị xem xét, bố trí từ nguồn dự phòng ngân sách năm 2022.`,
    ...{ raised_on: raisedOn, status, folded: fold(`${code} ${title}`) },
    ...rest,
  })
}

function addAnswered(add: Adder, unit: number, n: number) {
  const raisedOn = addDays('2022-02-01', n * 30 + (unit % 30))
  addProposal(
    add,
    { unit, n, status: ANSWERS[n % ANSWERS.length]!, raisedOn },
    {
      ...{ addressed_to: 'Huyện ủy Hướng Hóa', waits_for_unit_id: office.unit },
      ...{ answered_on: addDays(raisedOn, 21), answer: 'Đã có văn bản trả lời.' },
    },
  )
}

/** One that waits, and the target that it blocks. */
function addWaiting(add: Adder, unit: number, target: number) {
  const n = 9
  const asked = { unit, n, status: WAITING[unit % WAITING.length]!, raisedOn: waitingSince(unit) }
  const wanted = unit % 2 ? '2022-08-31' : null
  addProposal(add, asked, {
    ...{ addressed_to: 'Huyện ủy Hướng Hóa', waits_for_unit_id: office.unit, wanted_by: wanted },
  })
  const id = idOf('proposal', unit, 0, n)
  add('proposal_targets', { proposal_id: id, target_id: idOf('target', unit, target) })
}

const waitingSince = (unit: number) => addDays('2022-05-02', (unit * 3) % 120)

function addDirection(add: Adder, unit: number) {
  const status = ['assigned', 'in_progress', 'reported', 'closed'][(unit / 5) % 4]!
  addOrder(add, {
    ...{ unit, lead: unit, n: 0, code: `CD-2022-${unitNumber(unit)}`, status },
    ...{ issuedOn: addDays('2022-06-01', unit), dueOn: addDays('2022-08-15', unit) },
    ...{ owner: unit, meeting: null, occasion: 'Làm việc với đơn vị' },
  })
}

interface Order {
  /** The number of the unit in its ids. */
  owner: number
  /** Whose register row it is: a unit's own is copied with the unit. */
  unit: number
  lead: number
  n: number
  code: string
  status: string
  issuedOn: Day
  dueOn: Day
  meeting: string | null
  occasion: string
}

/** A direction of the office with the one task that was handed out. */
function addOrder(add: Adder, order: Order) {
  const { owner, unit, lead, n, code, status, issuedOn, dueOn, meeting, occasion } = order
  const body = 'Kiểm tra, đôn đốc nhà thầu đẩy nhanh tiến độ; báo cáo kết quả bằng văn bản.'
  const id = idOf('direction', owner, 0, n)
  add('directions', {
    ...{ id, code, body, occasion, document: '', status, issued_on: issuedOn, due_on: dueOn },
    ...{ issued_by_post: 'Bí thư Huyện ủy', lead_unit_id: idOf('unit', unit), owner_unit_id: office.unit },
    ...{ recorded_by: office.supervisor, meeting_id: meeting },
  })
  add('direction_parts', {
    ...{ id: idOf('part', owner, 0, n), direction_id: id, position: 1, lead_unit_id: idOf('unit', lead) },
    ...{ body, due_on: dueOn, status, assigned_at: at(issuedOn) },
    ...{ reported_at: status === 'reported' || status === 'closed' ? at('2022-09-01') : null },
    ...{ closed_at: status === 'closed' ? at('2022-09-05') : null },
  })
}

export const MEETING = '2022-W36'

/** This week's meeting and the one before with its conclusions; and what the office itself waits for from above. */
export function addMeetings(add: Adder, units: number) {
  const held = [
    { week: '2022-W35', heldOn: '2022-08-31' },
    { week: MEETING, heldOn: '2022-09-07' },
  ] as const
  for (const [n, { week, heldOn }] of held.entries()) {
    add('meetings', {
      ...{ id: idOf('meeting', 0, 0, n), campaign_id: office.campaign, week, held_on: heldOn },
      ...{ title: 'Họp giao ban tuần', chair_post: 'Thường trực Huyện ủy' },
      ...{ opened_by: office.supervisor, opened_at: at(heldOn) },
    })
    for (let m = 1; m <= Math.min(8, units); m++) {
      addOrder(add, {
        ...{ owner: 0, unit: 0, lead: m, n: n * 20 + m, code: `CD-2022-9${n}${m}`, status: 'assigned' },
        ...{ issuedOn: heldOn, dueOn: addDays(heldOn, 14), occasion: 'Họp giao ban tuần' },
        meeting: idOf('meeting', 0, 0, n),
      })
    }
  }
  for (let n = 1; n <= 12; n++) {
    const asked = { unit: 0, n, status: 'transmitted', raisedOn: addDays('2022-04-04', n * 7) }
    addProposal(add, asked, { addressed_to: 'Tỉnh ủy', waits_for_unit_id: null })
  }
}
