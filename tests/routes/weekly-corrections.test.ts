import { readXlsx } from 'hucre'
import { expect, test } from 'vitest'
import type { Snapshot } from '../../src/domain/snapshot.ts'
import { openHouse } from '../support/house.ts'
import { reportRow } from '../support/reports.ts'
import { words } from '../support/words.ts'

test('a figure declared void after its week was frozen stays there, and is told in the next one as corrected', async () => {
  const house = await openHouse({ now: '2022-09-09T17:10:00+07:00' })
  const { code } = await house.target({ plan: '100', title: 'Thu ngân sách' })
  await house.add({ updates: [reportRow(code, '2022-07-31', 31), reportRow(code, '2022-08-31', 33)] })
  const supervisor = house.as('supervisor')
  await supervisor.post('/weekly/2022-W36/freeze', {})
  const told = async (week: string) =>
    (await (await supervisor.get(`/weekly/${week}.json`)).json()) as Snapshot
  const frozen = await told('2022-W36')
  expect(frozen.targets[0]).toMatchObject({ value_low: '33', as_of: '2022-08-31' })

  house.clock.set('2022-09-13T09:00:00+07:00')
  const html = await (await supervisor.get(`/targets/${code}`)).text()
  const [update] = [...html.matchAll(/\/updates\/([^"'/?]+)/g)].map(([, id]) => id)
  const why = { document: 'CV 88-CV/HU', reason: 'Báo nhầm số của đơn vị khác' }
  expect((await house.as('leader').post(`/updates/${update}/void`, { ...why, confirm: 'yes' })).status).toBe(
    303,
  )

  expect(await told('2022-W36')).toEqual(frozen)
  const next = await told('2022-W37')
  expect(next.targets[0]).toMatchObject({ value_low: '31', as_of: '2022-07-31' })
  expect(next.changes.filter(({ kind }) => kind === 'figure_corrected')).toMatchObject([
    { code, before: '33', after: '31', as_of: '2022-08-31', reason: `${why.reason} – ${why.document}` },
  ])
  const page = await (await supervisor.get('/weekly/2022-W37')).text()
  expect(page).toContain('VIII')
  expect(page).toContain(why.reason)
  const line = `Thu ngân sách (xã Tân Liên, số liệu đến ngày 31/8/2022): 33 tỷ đồng điều chỉnh thành 31 tỷ đồng; lý do: ${why.reason}`
  expect(words(page).replaceAll(' ;', ';')).toContain(line)
  const told07 = ['Điều chỉnh số liệu', code, '33 tỷ đồng', '31 tỷ đồng', why.document]
  const diff = words(await (await supervisor.get('/weekly/2022-W37/diff/2022-W36')).text())
  const book = await readXlsx(
    new Uint8Array(await (await supervisor.get('/weekly/2022-W37.xlsx')).arrayBuffer()),
  )
  const rows = book.sheets.find(({ name }) => name === 'Biểu 07')!.rows.map((row) => row.join(' | '))
  const row = rows.find((cells) => cells.includes('Điều chỉnh số liệu'))
  for (const text of told07) {
    expect(diff).toContain(text)
    expect(row?.replaceAll('\u00a0', ' ')).toContain(text)
  }
  const month = (await (await supervisor.get('/reports/2022-M09.json')).json()) as Snapshot
  expect(month.changes).toMatchObject([{ kind: 'figure_corrected', before: '33', after: '31' }])
  house.clock.set('2022-09-21T09:00:00+07:00')
  const later = await told('2022-W38')
  expect(later.changes.filter(({ kind }) => kind === 'figure_corrected')).toEqual([])
})
