import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { findCampaign } from '../../src/storage/campaigns.ts'
import { listContradicted, selectContradicted, selectWaiting } from '../../src/storage/dashboard-attention.ts'
import { engineName } from '../support/database.ts'
import { reportRow } from '../support/reports.ts'
import { openStorage } from '../support/storage.ts'

const ROWS = 20_000

/** Copies the one row that is there; `set` gives the columns that differ, with `n` from 1. */
function multiply(raw: Database.Database, table: string, set: Record<string, string>) {
  const columns = raw.pragma(`table_info(${table})`) as { name: string }[]
  const names = columns.map(({ name }) => name)
  const values = names.map((name) => set[name] ?? `one.${name}`)
  raw.exec(`with recursive many(n) as (select 1 union all select n + 1 from many where n < ${ROWS})
    insert into ${table} (${names.join(', ')}) select ${values.join(', ')}
    from many, (select * from ${table} limit 1) one`)
}

const idOf = (kind: number) => `printf('00000000-0000-7000-800${kind}-%012d', n)`

test.runIf(engineName === 'sqlite').each([false, true])(
  'among many thousands, what a leader looks at first is found by its indexes (statistics: %s)',
  async (isAnalyzed) => {
    const house = await openStorage()
    const { code } = await house.target()
    await house.add({
      updates: [reportRow(code, '2022-08-31', 60)],
      proposals: [
        {
          ...{ code: 'KN-1', unit: 'H-A', addressed_to: 'UBND huyện', raised_on: '2022-08-01' as const },
          ...{ kind: 'funding', title: 'Vốn', text: 'Bố trí vốn', amount: null, amount_measure: null },
          ...{ wanted_by: null, status: 'answered' as const, answered_on: null, answer: null },
          blocked_targets: [code],
        },
      ],
    })
    const raw = new Database(house.config.databaseFile)
    raw.pragma('foreign_keys = off')
    raw.pragma('synchronous = off')
    multiply(raw, 'targets', {
      id: idOf(1),
      code: `'CK-' || n`,
      latest_update_id: idOf(2),
      sort_order: 'n + 1',
    })
    multiply(raw, 'updates', { id: idOf(2), target_id: idOf(1), receipt: `'R' || n` })
    const mark = `case when n % 1000 = 0 then 'contradicted' end`
    multiply(raw, 'reviews', { id: idOf(3), update_id: idOf(2), evidence_mark: mark, reviewed_at: 'n' })
    const status = `case when n % 500 = 0 then 'transmitted' else 'answered' end`
    multiply(raw, 'proposals', { id: idOf(4), code: `'KN-X-' || n`, status })
    multiply(raw, 'proposal_targets', { proposal_id: idOf(4), target_id: idOf(1) })
    if (isAnalyzed) raw.exec('analyze')

    const leader = await house.actor('leader')
    const campaign = (await findCampaign(house.db.read, leader))!
    const planOf = (query: { toSQL(): { sql: string; params: unknown[] } }) => {
      const { sql, params } = query.toSQL()
      const steps = raw.prepare(`explain query plan ${sql}`).all(...params) as { detail: string }[]
      return steps.map(({ detail }) => detail)
    }
    const contradicted = planOf(selectContradicted(house.db.read, leader, campaign))
    expect(contradicted[0]).toContain('reviews USING INDEX reviews_contradicted (tenant=?)')
    expect(contradicted.filter((step) => /SCAN/.test(step))).toEqual([])
    const waiting = planOf(selectWaiting(house.db.read, leader, campaign, '2022-09-06'))
    expect(waiting[0]).toContain('proposals USING INDEX proposals_status (tenant=? AND status=?')
    expect(waiting.filter((step) => /SCAN/.test(step))).toEqual([])
    raw.close()

    const found = await listContradicted(house.db.read, leader, campaign)
    expect(found.map((one) => one.code)).toEqual(['CK-20000', 'CK-19000', 'CK-18000', 'CK-17000', 'CK-16000'])
  },
)
