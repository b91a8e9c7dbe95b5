import type Database from 'better-sqlite3'

const UNITS = 4300

type Row = Record<string, unknown>

const id = (kind: number, n: number) => `00000000-0000-7000-800${kind}-${String(n).padStart(12, '0')}`

/**
 * So many units beside H-A in a small world that holds one target of H-A: each with its commitment, five copies of the
 * target, a report of one that was accepted and one that waits, three proposals of which one waits, and here and there a
 * request for more time.
 */
export function multiply(raw: Database.Database) {
  raw.pragma('synchronous = off')
  raw.pragma('foreign_keys = off')
  raw.transaction(() => {
    multiplyUnits(raw)
    multiplyReports(raw)
    multiplyRequests(raw)
  })()
}

function multiplyUnits(raw: Database.Database) {
  const addUnit = inserter(raw, 'units', pick(raw, 'units', 'H-A'))
  const addCommitment = inserter(raw, 'commitments', pick(raw, 'commitments', 'CK-H-A'))
  const addTarget = inserter(raw, 'targets', pick(raw, 'targets', 'CK-H-A-%'))
  for (let n = 1; n <= UNITS; n++) {
    addUnit({ id: id(1, n), code: `H-${n}`, path: `t/h/h-${n}/`, sort_order: n })
    addCommitment({ id: id(2, n), code: `CK-H-${n}`, unit_id: id(1, n) })
    for (let m = 0; m < 5; m++) {
      const lateFrom = `2022-08-${10 + ((n + m) % 20)}`
      const place = { commitment_id: id(2, n), unit_id: id(1, n), sort_order: m }
      addTarget({ ...place, id: id(3, n * 5 + m), code: `CK-H-${n}-${m}`, late_from: lateFrom })
    }
  }
}

function multiplyReports(raw: Database.Database) {
  const { tenant, campaign_id } = pick(raw, 'targets', 'CK-H-A-%')
  const user = raw.prepare('select id from users').pluck().get()
  const empty = { results: '', difficulties: '', next_steps: '', proposal: '', correction_reason: '' }
  const common = { tenant, campaign_id, entered_by: user, ...empty, typed_value: '', source: '' }
  const state = { has_value: 0, qualifier: 'exact', declared: 'in_progress', on_behalf: 0, revision: 1 }
  const addUpdate = inserter(raw, 'updates', { ...common, ...state, content_hash: '', as_of: '2022-09-01' })
  const addReview = inserter(raw, 'reviews', {
    ...{ tenant, decision: 'accepted', comment: '', reviewer_id: user, content_hash: '' },
  })
  for (let n = 1; n <= UNITS; n++) {
    for (const [m, state] of ['accepted', 'accepted', 'submitted'].entries()) {
      const update = id(4, n * 5 + m)
      const at = Date.parse('2022-08-20T09:00:00+07:00') + (n * 3 + m) * 60_000
      const place = { id: update, target_id: id(3, n * 5 + m), unit_id: id(1, n), receipt: `R${n}-${m}` }
      addUpdate({ ...place, state, created_at: at, received_at: at, week_from: '2022-08-29' })
      if (state === 'accepted') addReview({ id: id(5, n * 5 + m), update_id: update, reviewed_at: at + 1 })
    }
  }
}

function multiplyRequests(raw: Database.Database) {
  const { tenant, upper_unit_id: office } = pick(raw, 'targets', 'CK-H-A-%')
  const user = raw.prepare('select id from users').pluck().get()
  const addExtension = inserter(raw, 'extensions', {
    ...{ tenant, requested_by: user, proposed_due_on: '2022-10-15', reason_code: 'weather', reason: '' },
  })
  const addProposal = inserter(raw, 'proposals', {
    ...{
      tenant,
      waits_for_unit_id: office,
      addressed_to: '',
      kind: 'funding',
      title: '',
      body: '',
      folded: '',
    },
  })
  for (let n = 1; n <= UNITS; n++) {
    const at = Date.parse('2022-08-20T09:00:00+07:00') + n * 60_000
    const decision = n % 14 === 0 ? null : 'granted'
    if (n % 7 === 0) addExtension({ id: id(6, n), target_id: id(3, n * 5), requested_at: at, decision })
    for (const [m, status] of ['raised', 'answered', 'closed'].entries()) {
      const place = { id: id(7, n * 5 + m), code: `KN-${n}-${m}`, unit_id: id(1, n) }
      addProposal({ ...place, status, raised_on: `2022-08-${10 + (n % 20)}` })
    }
  }
}

const pick = (raw: Database.Database, table: string, code: string) =>
  raw.prepare(`select * from ${table} where code like ?`).get(code) as Row

/** Adds rows like this one but for the columns that are given each time. */
function inserter(raw: Database.Database, table: string, like: Row) {
  const statements = new Map<string, Database.Statement>()
  return (row: Row) => {
    const whole = { ...like, ...row }
    const names = Object.keys(whole)
    const statement =
      statements.get(names.join()) ??
      raw.prepare(
        `insert into ${table} (${names.join(', ')}) values (${names.map((name) => `@${name}`).join(', ')})`,
      )
    statements.set(names.join(), statement)
    statement.run(whole)
  }
}
