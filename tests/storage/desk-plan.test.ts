import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { findCampaign } from '../../src/storage/campaigns.ts'
import { listOverdue, plainOverdue } from '../../src/storage/desk/overdue.ts'
import { engineName } from '../support/database.ts'
import { openStorage } from '../support/storage.ts'

const UNITS = 4300

test.runIf(engineName === 'sqlite')(
  'with statistics of 4,300 units, the overdue page still walks the index of due days',
  async () => {
    const storage = await openStorage('world')
    await storage.target({ due_on: '2022-08-01' })
    const raw = new Database(storage.config.databaseFile)
    multiply(raw)
    raw.exec('analyze')

    for (const isNext of [false, true]) {
      const { sql } = plainOverdue(storage.db.read, isNext).toSQL()
      const plan = raw
        .prepare(`explain query plan ${sql}`)
        .all(...[...sql.matchAll(/\?/g)].map(() => null)) as Step[]
      const steps = plan.map((step) => step.detail)
      expect(steps[0]).toContain('targets USING INDEX targets_late')
      expect(steps.filter((step) => /TEMP B-TREE|SCAN/.test(step))).toEqual([])
    }
    raw.close()

    const actor = await storage.actor('supervisor')
    const campaign = (await findCampaign(storage.db.read, actor))!
    const filters = { q: '', group: null, unit: '', sort: 'days' } as const
    const first = await listOverdue(storage.db.read, actor, campaign, '2022-09-06', filters)
    const second = await listOverdue(storage.db.read, actor, campaign, '2022-09-06', {
      ...filters,
      after: first.next!,
    })
    expect([first.rows.length, second.rows.length]).toEqual([50, 50])
    expect(first.rows.at(-1)!.lateFrom <= second.rows[0]!.lateFrom).toBe(true)
    expect(new Set([...first.rows, ...second.rows].map((row) => row.id)).size).toBe(100)
  },
)

interface Step {
  detail: string
}

/** So many units beside H-A, each with its commitment and five copies of the one target. */
function multiply(raw: Database.Database) {
  const pick = (table: string, code: string) =>
    raw.prepare(`select * from ${table} where code like ?`).get(code) as Row
  const [unit, commitment, target] = [
    pick('units', 'H-A'),
    pick('commitments', 'CK-H-A'),
    pick('targets', 'CK-H-A-%'),
  ]
  const id = (kind: number, n: number) => `00000000-0000-7000-800${kind}-${String(n).padStart(12, '0')}`
  raw.pragma('synchronous = off')
  const [addUnit, addCommitment, addTarget] = [
    inserter(raw, 'units', unit),
    inserter(raw, 'commitments', commitment),
    inserter(raw, 'targets', target),
  ]
  raw.transaction(() => {
    for (let n = 1; n <= UNITS; n++) {
      addUnit({ id: id(1, n), code: `H-${n}`, path: `t/h/h-${n}/`, sort_order: n })
      addCommitment({ id: id(2, n), code: `CK-H-${n}`, unit_id: id(1, n) })
      for (let m = 0; m < 5; m++) {
        const lateFrom = `2022-08-${10 + ((n + m) % 20)}`
        const place = { commitment_id: id(2, n), unit_id: id(1, n), sort_order: m }
        addTarget({ ...place, id: id(3, n * 5 + m), code: `CK-H-${n}-${m}`, late_from: lateFrom })
      }
    }
  })()
}

type Row = Record<string, unknown>

function inserter(raw: Database.Database, table: string, like: Row) {
  const names = Object.keys(like)
  const statement = raw.prepare(
    `insert into ${table} (${names.join(', ')}) values (${names.map((name) => `@${name}`).join(', ')})`,
  )
  return (row: Row) => statement.run({ ...like, ...row })
}
