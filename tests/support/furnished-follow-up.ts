import { eq } from 'drizzle-orm'
import { newId } from '../../src/storage/ids.ts'
import { mailTokenOf } from '../../src/storage/mails.ts'
import { directionParts, directions, notices, users } from '../../src/storage/schema.ts'
import { typed as ordered } from './directions.ts'
import { pdf, report } from './furnished.ts'
import { type House, openHouse } from './house.ts'
import { opening } from './meetings.ts'
import type { Person } from './world.ts'

/** Words that stand in the follow-up of H-B alone, or of the office alone: H-A reads none of them. */
export const KEPT_APART = {
  extension: 'lý do riêng của thị trấn',
  opinion: 'ý kiến riêng của văn phòng',
  file: 'to-trinh-thi-tran.pdf',
  target: 'việc quá hạn riêng của thị trấn',
  answer: 'giải trình riêng của thị trấn',
  proposal: 'kiến nghị riêng của thị trấn',
  above: 'kiến nghị riêng của huyện',
  direction: 'chỉ đạo riêng cho thị trấn',
  told: 'lời đơn vị nói qua điện thoại',
} as const

type Fields = Record<string, string | string[]>

async function deed(house: House, who: Person, path: string, fields: Fields, files?: { evidence: File[] }) {
  const answer = await house.as(who).post(path, fields, files ? { files } : {})
  if (answer.status !== 303) throw new Error(`${answer.status} for ${who} ${path}: ${await answer.text()}`)
  return answer.headers.get('location')!
}

export const asking = { due_on: '31/10/2022', reason_code: 'land', reason: 'Chưa bàn giao mặt bằng.' }

/** The small world with something of every kind that follows up on targets, in the states that matter to rights. */
export async function openFollowUp() {
  const house = await openHouse()
  const due = { due_on: '2022-09-30' } as const
  const targets = {
    free: await house.target(due),
    asked: await house.target(due),
    decided: await house.target(due),
    late: await house.target({ kind: 'milestone', due_on: '2022-08-25' }),
    other: await house.target({
      kind: 'milestone',
      due_on: '2022-08-25',
      unit: 'H-B',
      title: KEPT_APART.target,
    }),
    helped: await house.target({ ...due, unit: 'H-B', coordinating_units: ['H-A'] }),
    district: await house.target({ ...due, unit: 'H' }),
  }
  return {
    house,
    targets,
    extensions: await askForTime(house, targets),
    round: await remind(house, [targets.late.code, targets.other.code]),
    proposals: await propose(house),
    directions: await direct(house),
    meeting: await deed(house, 'supervisor', '/meetings', { ...opening, id: newId(), week: '2022-W36' }),
    returned: await enterAndReturn(house, targets.free.code),
    notice: await firstNotice(house, 'head'),
    token: await tokenOf(house, 'head'),
  }
}

export type FollowUp = Awaited<ReturnType<typeof openFollowUp>>

type Codes = Record<'asked' | 'decided' | 'helped' | 'district', { code: string }>

async function askForTime(house: House, targets: Codes) {
  const ask = (who: Person, { code }: { code: string }, fields: Fields = {}, name?: string) =>
    deed(
      house,
      who,
      `/targets/${code}/extension`,
      { id: newId(), ...asking, ...fields },
      name ? { evidence: [pdf(name)] } : undefined,
    )
  const pending = await ask('head', targets.asked, {}, 'tờ trình.pdf')
  const decided = await ask('head', targets.decided, {}, 'tờ trình.pdf')
  await deed(house, 'leader', `${decided}/decision`, { decision: 'grant' })
  const apart = await ask('otherHead', targets.helped, { reason: KEPT_APART.extension }, KEPT_APART.file)
  await deed(house, 'supervisor', `${apart}/opinion`, { stance: 'disagree', opinion: KEPT_APART.opinion })
  const district = await ask('districtHead', targets.district)
  return { pending, decided, apart, district }
}

/** One round to both communes, by letter too; H-B has answered. */
async function remind(house: House, codes: string[]) {
  const words = { text: '{đơn vị}: {số việc} việc quá hạn.', channel: ['zalo', 'letter'] }
  const round = await deed(house, 'supervisor', '/reminders', { id: newId(), target: codes, ...words })
  await deed(house, 'otherHead', `${round}/answer`, { text: KEPT_APART.answer })
  return round
}

export const raising = (title = 'Bổ sung kinh phí') => ({
  id: newId(),
  title,
  kind: 'funding',
  text: `${title}.`,
})

async function propose(house: House) {
  const raise = (who: Person, title?: string) => deed(house, who, '/proposals/new', raising(title))
  const own = await raise('head')
  const answered = await raise('head', 'Đã được trả lời')
  await deed(house, 'supervisor', `${answered}/answer`, { outcome: 'partly', text: 'Đồng ý một phần.' })
  const other = await raise('otherHead', KEPT_APART.proposal)
  const district = await raise('supervisor', KEPT_APART.above)
  await deed(house, 'supervisor', `${district}/transmit`, { to_whom: 'Tỉnh ủy', text: '' })
  return { own, answered, other, district }
}

/** Recorded; noted; handed to H-A alone without and with a target; reported; handed to H-B alone. */
async function direct(house: House) {
  const record = (fields: Fields = {}) =>
    deed(house, 'supervisor', '/directions/new', {
      id: newId(),
      ...ordered,
      coordinating_unit: [],
      ...fields,
    })
  const hand = async (unit: string, fields: Fields = {}) => {
    const path = await record({ lead_unit: unit, ...fields })
    const words = {
      lead_unit: unit,
      text: 'Báo cáo kết quả',
      due_on: '30/9/2022',
      as_target: 'no',
      ...fields,
    }
    await deed(house, 'supervisor', `${path}/assign`, { id: newId(), version: '1', ...words })
    return { path, part: await partOf(house, path) }
  }
  const recorded = await record()
  const noted = await record({ as_note: 'yes' })
  const assigned = await hand('H-A')
  const asTarget = await hand('H-A', { as_target: 'yes', group: '1' })
  const reported = await hand('H-A')
  await deed(house, 'head', `${reported.part}/report`, { version: '1', text: 'Đã làm xong.' })
  const apart = await hand('H-B', { text: KEPT_APART.direction })
  return { recorded, noted, assigned, asTarget, reported, apart }
}

/** Where the only task of a direction is acted on. */
async function partOf({ db }: House, path: string) {
  const code = path.split('/').at(-1)!
  const [row] = await db.read
    .select({ id: directionParts.id })
    .from(directionParts)
    .innerJoin(directions, eq(directions.id, directionParts.directionId))
    .where(eq(directions.code, code))
  return `${path}/parts/${row!.id}`
}

/** What one of the office entered for H-A and the other returned. */
async function enterAndReturn(house: House, code: string) {
  const told = { source: 'phone', source_note: KEPT_APART.told }
  const { path } = await report(house, 'supervisor', code, told)
  await deed(house, 'supervisor2', `${path}/review`, { decision: 'return', comment: 'Thiếu số liệu' })
  return path
}

async function firstNotice({ db, actor }: House, who: Person) {
  const { userId } = await actor(who)
  const [row] = await db.read.select().from(notices).where(eq(notices.userId, userId)).limit(1)
  return `/notices/${row!.id}`
}

async function tokenOf(house: House, who: Person) {
  const { userId } = await house.actor(who)
  await house.db.tx(async (tx) => {
    await tx.update(users).set({ email: 'chu-tich@tanlien.vn' }).where(eq(users.id, userId))
  })
  return `/mail/${await house.db.tx((tx) => mailTokenOf(tx, house.tenant, userId))}`
}
