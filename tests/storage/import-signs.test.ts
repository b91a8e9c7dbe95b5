import { expect, test } from 'vitest'
import * as schema from '../../src/storage/schema.ts'
import { bring, lines } from '../support/bring.ts'
import { openStorage } from '../support/storage.ts'

test('a plan below nothing is refused where no form would take it, and a level that may lie there is not', async () => {
  const house = await openStorage()
  const { code } = await house.target()
  const [commitment] = await house.db.read.select().from(schema.commitments)
  const target = (name: string, ...[kind, direction, plan, baseline]: string[]) =>
    [name, commitment!.code, 1, name.slice(-2), name, 'registered,number,%,1', kind, direction, plan]
      .concat([baseline!, '2022-01-01,2022-12-31,linear'])
      .join(',')
  const problems = await bring(house, {
    targets: lines(
      'code,commitment,group,sort_order,title,origin,kind,measure,decimals,value_kind,direction,plan,baseline,start_on,due_on,curve',
      target('CK-H-A-91', 'cumulative', 'up', '-100.0', '-5.5'),
      target('CK-H-A-92', 'point', 'down', '-2.0', '3.0'),
      target('CK-H-A-93', 'percent', 'up', '80.0', ''),
    ),
    plan_revisions: lines(
      'target,effective_from,plan,decision,reason',
      'CK-H-A-93,2022-06-01,-1,1/QĐ,',
      'CK-H-A-92,2022-06-01,-1,1/QĐ,',
      `${code},2022-06-01,90,1/QĐ,`,
    ),
  })
  expect(
    problems.map(({ file, row, column, read, why }) => [file, row, column, read, why].join(' ')),
  ).toEqual([
    'targets 2 plan -100.0 negative',
    'targets 2 baseline -5.5 negative',
    'plan_revisions 2 plan -1.0 negative',
  ])
})

test('the code of an annex is refused where no signed annex moved the deadline', async () => {
  const house = await openStorage()
  const { code } = await house.target()
  const row = (day: number, decision: string) =>
    `${code},head,2022-06-0${day}T08:00:00+07:00,2022-12-15,annex,Theo phụ lục,${decision}`
  const head =
    'target,requested_by,requested_at,proposed_due_on,reason_code,reason,decision,decided_by,decided_at,new_due_on,document'
  const decided = '2022-06-04T08:00:00+07:00,2022-12-15'
  const problems = await bring(house, {
    extensions: lines(
      head,
      row(1, ',,,'),
      row(2, `granted,leader,${decided},`),
      row(3, `granted,leader,${decided},01-PL/HU`),
    ),
  })
  expect(problems.map(({ row, column, why }) => [row, column, why].join(' '))).toEqual([
    '2 reason_code by_annex',
    '3 reason_code by_annex',
  ])
})
