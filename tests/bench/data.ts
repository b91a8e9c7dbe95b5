import { createHash } from 'node:crypto'
import Database from 'better-sqlite3'
import { addDays, instantOf } from '../../src/domain/day.ts'
import { fold } from '../../src/domain/fold.ts'
import { weekOf } from '../../src/domain/week.ts'
import { openDatabase } from '../../src/storage/open.ts'
import { settleTargets } from '../../src/storage/settling.ts'
import { copyUnits } from './copies.ts'
import { addFollowUp, addMeetings } from './follow-up.ts'
import { CLOCK, idOf, office, TENANT, targetCode, tokenOf, unitCode, unitNumber, ZONE } from './names.ts'
import { type Promised, readPromises, TARGETS_A_UNIT, UPDATES_A_TARGET } from './promises.ts'

/** Only so many units are made row by row and settled by the house itself; larger houses are copies of them. */
const MADE_UNITS = 43
const NOW = Date.parse(CLOCK)
const HOUR = 3_600_000

/** A house of so many units with twenty targets and ten updates each, its derived columns settled by the house. */
export async function makeData(file: string, units: number): Promise<void> {
  const db = await openDatabase(file)
  await db.migrate()
  const raw = new Database(file)
  raw.pragma('synchronous = off')
  const made = Math.min(units, MADE_UNITS)
  raw.transaction(() => fill(raw, made))()
  raw.close()
  await db.tx((tx) => settleTargets(tx, TENANT, { campaignId: office.campaign }, NOW, ZONE))
  await db.close()
  if (units > made) await enlarge(file, made, units)
}

/** Without a journal: a gigabyte is written once. The statistics are those of a house in use. */
async function enlarge(file: string, made: number, units: number) {
  const raw = new Database(file)
  raw.pragma('journal_mode = off')
  raw.pragma('synchronous = off')
  raw.pragma('foreign_keys = off')
  raw.pragma('cache_size = -800000')
  raw.transaction(() => copyUnits(raw, made, units))()
  raw.exec('analyze')
  raw.close()
  await (await openDatabase(file)).close()
}

export type Adder = (table: string, row: Record<string, unknown>) => void

function fill(raw: Database.Database, units: number) {
  const statements = new Map<string, Database.Statement>()
  const add: Adder = (table, row) => {
    const names = Object.keys(row)
    const key = `${table}(${names})`
    const statement =
      statements.get(key) ??
      raw.prepare(
        `insert into ${table} (tenant, ${names.join(', ')}) values ('${TENANT}', ${names.map((name) => `@${name}`).join(', ')})`,
      )
    statements.set(key, statement)
    statement.run(row)
  }
  addOffice(add)
  const promises = readPromises()
  for (let unit = 1; unit <= units; unit++) {
    addUnit(add, unit, promises)
    addFollowUp(add, unit, lateTarget(unit))
  }
  addMeetings(add, units)
}

function addOffice(add: Adder) {
  const name = 'Huyện ủy Hướng Hóa'
  addPlace(add, {
    id: office.unit,
    code: 'HH',
    name,
    kind: 'party_committee',
    path: 'hh/',
    order: 1,
    parent: null,
  })
  addPerson(add, 0, 'giamsat', 'supervisor', 'Chuyên viên tổng hợp, Văn phòng Huyện ủy')
  addSession(add, 'supervisor', office.supervisor)
  add('campaigns', {
    ...{ id: office.campaign, code: 'HH-2022', owner_unit_id: office.unit, plan_year: 2022 },
    name: 'Cam kết trách nhiệm năm 2022 của các tập thể, cá nhân huyện Hướng Hóa',
    ...{ start_on: '2022-01-01', end_on: '2022-12-31', weekly_from: '2022-06-27' },
    ...{ weekly_due_weekday: 5, weekly_due_time: '16:00', cut_off_weekday: 5, cut_off_time: '17:00' },
    ...{ due_soon_days: 7, return_grace_days: 3, at_risk_points: 5, behind_points: 15, max_age_days: 14 },
    ...{ maximum_extensions: 2, clerk_may_submit: 0, supervisor_may_extend: 0, league_table_open: 0 },
    // The ladder is measured by itself, and no week freezes meanwhile.
    ...{ reminds_itself: 0, freezes_itself: 0 },
  })
  const groups = [
    'Kinh tế, thu – chi ngân sách',
    'Văn hóa – xã hội',
    'Quốc phòng – an ninh',
    'Xây dựng Đảng',
    'Đất đai',
  ]
  for (const [n, group] of groups.entries()) {
    add('task_groups', { campaign_id: office.campaign, number: n + 1, name: group })
  }
  for (const day of ['2022-01-03', '2022-04-11', '2022-05-02', '2022-05-03', '2022-09-01', '2022-09-02']) {
    add('calendar_days', { day, kind: 'holiday', name: 'Nghỉ lễ' })
  }
}

interface Place {
  id: string
  code: string
  name: string
  kind: string
  path: string
  order: number
  parent: string | null
}

/** A unit, and the one version of its name. */
function addPlace(add: Adder, { id, code, name, kind, path, order, parent }: Place) {
  const version = { name, short_name: name, kind, parent_id: parent, sort_order: order }
  add('units', { id, code, path, folded: fold(`${name} ${code}`), ...version })
  add('unit_versions', { unit_id: id, number: 1, ...version })
}

function addPerson(add: Adder, unit: number, username: string, role: string, title: string) {
  const user = idOf('user', unit)
  // Every other head takes mail.
  const email = unit % 2 ? `${username}@example.com` : null
  add('users', { id: user, username, locale: 'vi', email, created_at: NOW })
  add('posts', { id: idOf('post', unit), user_id: user, unit_id: idOf('unit', unit), role, title })
}

function addSession(add: Adder, who: 'supervisor' | number, userId: string) {
  add('sessions', {
    token_hash: createHash('sha256').update(tokenOf(who)).digest('hex'),
    ...{ user_id: userId, created_at: NOW, last_seen_at: NOW, address: '127.0.0.1', user_agent: 'bench' },
  })
}

function addUnit(add: Adder, unit: number, promises: Promised[]) {
  const code = unitCode(unit)
  const name = `Xã, thị trấn số ${unitNumber(unit)}`
  const path = `hh/${code.toLowerCase()}/`
  addPlace(add, {
    id: idOf('unit', unit),
    code,
    name,
    kind: 'commune',
    path,
    order: unit,
    parent: office.unit,
  })
  addPerson(add, unit, `head-${unitNumber(unit)}`, 'head', 'Chủ tịch UBND xã')
  addSession(add, unit, idOf('user', unit))
  add('commitments', {
    ...{ id: idOf('commitment', unit), code: `CK-2022-${code}`, campaign_id: office.campaign },
    ...{ unit_id: idOf('unit', unit), upper_unit_id: office.unit, party_kind: 'collective' },
    ...{ signed_on: '2022-01-20', side_a_post: 'Bí thư Huyện ủy', side_b_post: 'Chủ tịch UBND xã' },
    ...{ effective_from: '2022-01-01', effective_to: '2022-12-31', state: 'active' },
  })
  for (const [target, promised] of promises.entries()) addTarget(add, unit, target, promised)
}

const lateTarget = (unit: number) => (unit * 7) % TARGETS_A_UNIT

/** One target a unit and, in every fourth, a second one: six in a hundred are past due. */
function isLate(unit: number, target: number): boolean {
  const first = lateTarget(unit)
  return target === first || (unit % 4 === 0 && target === (first + 10) % TARGETS_A_UNIT)
}

function addTarget(add: Adder, unit: number, target: number, promised: Promised) {
  const code = targetCode(unit, target)
  const late = isLate(unit, target)
  add('targets', {
    ...{ id: idOf('target', unit, target), code, commitment_id: idOf('commitment', unit) },
    ...{ campaign_id: office.campaign, unit_id: idOf('unit', unit), upper_unit_id: office.unit },
    ...{ group_number: promised.group, sort_order: target, title: promised.title, product: promised.product },
    ...{ origin: 'registered', kind: promised.kind, measure: promised.measure, decimals: promised.decimals },
    ...{ value_kind: promised.valueKind, direction: promised.direction, plan: promised.plan, weight: 5 },
    due_original: late ? `2022-08-${10 + ((unit * 3) % 20)}` : promised.due,
    ...{ start_on: '2022-01-01', curve: promised.curve, evidence_required: 0, state: 'active' },
    folded: fold(`${code} ${promised.title} ${promised.product}`),
  })
  for (let n = 0; n < UPDATES_A_TARGET; n++) addUpdate(add, unit, target, promised, n)
  if (late) addReminders(add, unit, target)
}

const LAST = UPDATES_A_TARGET - 1
/** What the reviewer found behind a report that came with a file. */
const MARKS = ['verified', 'partial', 'none', null]

const isWaiting = (unit: number, target: number, n: number) =>
  n === LAST && (unit + target * 3 + Math.floor(unit / 10)) % 10 === 0
const isReturned = (unit: number, target: number, n: number) =>
  n === LAST && target === 12 && unit % 9 === 4 && !isWaiting(unit, target, n)

function stateOf(unit: number, target: number, n: number) {
  if (isWaiting(unit, target, n)) return 'submitted'
  return isReturned(unit, target, n) ? 'returned' : 'accepted'
}

/** A report a week; the tenth of one target in ten is of this week and waits for its review. */
function addUpdate(add: Adder, unit: number, target: number, promised: Promised, n: number) {
  const waits = isWaiting(unit, target, n)
  const isDone = n === LAST && promised.kind === 'milestone' && unit % 3 === 0 && !isLate(unit, target)
  const day = waits ? '2022-09-06' : addDays('2022-06-30', n * 7)
  const at = instantOf(day, '14:00', ZONE) + target * 60_000
  const value = figureOf(promised, unit, n)
  const hash = createHash('sha256').update(`${unit} ${target} ${n}`).digest('hex')
  const id = idOf('update', unit, target, n)
  add('updates', {
    ...{
      id,
      target_id: idOf('target', unit, target),
      unit_id: idOf('unit', unit),
      campaign_id: office.campaign,
    },
    receipt: `${unitNumber(unit)}${String(target).padStart(2, '0')}${n}`,
    ...{
      as_of: day,
      value_low: value,
      value_high: value,
      has_value: value === null ? 0 : 1,
      qualifier: 'exact',
    },
    ...{ declared: isDone ? 'done' : 'in_progress', completed_on: isDone ? day : null },
    results:
      'Đã triển khai đến các thôn, bản; hồ sơ được lập đầy đủ, đúng thể thức và gửi Văn phòng theo dõi.',
    difficulties:
      n % 3 === 0 ? 'Mưa kéo dài, đường vào các thôn bị chia cắt nên tiến độ chậm hơn dự kiến.' : '',
    ...{
      next_steps: '',
      proposal: '',
      correction_reason: '',
      typed_value: '',
      entered_by: idOf('user', unit),
    },
    ...{
      on_behalf: 0,
      source: '',
      created_at: at,
      received_at: at,
      week_from: weekOf(day).from,
      revision: 1,
    },
    ...{ state: stateOf(unit, target, n), content_hash: hash },
  })
  if (n % 3 === 0) {
    add('evidence', {
      ...{ update_id: id, position: 1, hash, name: 'Biên bản nghiệm thu.pdf' },
      ...{ media_type: 'application/pdf', size: 182_344 },
    })
  }
  if (!waits)
    addReview(add, unit, target, n, { update_id: id, content_hash: hash, reviewed_at: at + 20 * HOUR })
}

/** Accepted the next day, but for one report in every ninth unit, which has to be sent again. */
function addReview(add: Adder, unit: number, target: number, n: number, report: Record<string, unknown>) {
  const returned = isReturned(unit, target, n)
  add('reviews', {
    ...{ ...report, id: idOf('review', unit, target, n), reviewer_id: office.supervisor },
    ...{ decision: returned ? 'returned' : 'accepted', comment: returned ? 'Chưa có biên bản.' : '' },
    evidence_mark: n % 3 === 0 ? MARKS[(unit + target) % MARKS.length] : null,
  })
}

/** Every fifth unit is behind the straight line. */
function figureOf({ plan }: Promised, unit: number, n: number): number | null {
  return plan === null ? null : Math.round((plan * (n + 1)) / (unit % 5 === 0 ? 22 : 14))
}

function addReminders(add: Adder, unit: number, target: number) {
  for (const n of [1, 2]) {
    add('reminders', {
      ...{ id: idOf('reminder', unit, target, n), target_id: idOf('target', unit, target) },
      ...{ sent_by: office.supervisor, sent_at: NOW - n * 3 * 86_400_000, channel: 'zalo' },
      body: 'Đề nghị đơn vị báo cáo kết quả và nguyên nhân chậm.',
    })
  }
}
