import { describe, expect, test } from 'vitest'
import { figureOf } from '../../src/domain/snapshot/figure.ts'
import type { TargetFigure } from '../../src/domain/snapshot/figure-target.ts'
import type { Snapshot } from '../../src/domain/snapshot.ts'
import { openDemo, openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'
import { reportRow } from '../support/reports.ts'
import { words } from '../support/words.ts'

const weekOf = async (answer: Response | Promise<Response>) => (await (await answer).json()) as Snapshot
const figurePath = (name: string, week = '2022-W36') => `/weekly/${week}/figure/${name}`

test('a figure that is a sum names every report that is added up', async () => {
  const house = await openDemo()
  const week = (await (await house.as('giamsat').get('/weekly/2022-W36.json')).json()) as Snapshot
  const flows = week.targets.filter(
    ({ value_kind, value_low }) => value_kind === 'flow' && value_low !== null,
  )
  expect(flows.length).toBeGreaterThan(5)
  for (const { code, value_low } of flows) {
    const figure = figureOf(week, `target.${code}`) as TargetFigure
    const sum = figure.links.reduce((total, { value_low: value }) => total + Number(value), 0)
    expect([code, sum.toFixed(3)]).toEqual([code, Number(value_low).toFixed(3)])
  }
  const { code } = flows[0]!
  const html = await page(house.as('giamsat').get(`/weekly/2022-W36/figure/target.${code}`))
  expect(html).toContain('cộng vào số này')
})

test('a corrected report and two of one day are added up as the figure is', async () => {
  const house = await openHouse()
  const { code } = await house.target({ value_kind: 'flow', plan: '100' })
  await house.add({
    updates: [reportRow(code, '2022-01-31', 10), reportRow(code, '2022-02-28', 12)],
  })
  await house.add({
    updates: [reportRow(code, '2022-02-28', 5, { submitted_at: Date.parse('2022-03-01T09:00:00+07:00') })],
  })
  const week = await weekOf(house.as('supervisor').get('/weekly/2022-W36.json'))
  const { links, target } = figureOf(week, `target.${code}`) as TargetFigure
  expect(links.reduce((sum, { value_low }) => sum + Number(value_low), 0)).toBe(Number(target.value_low))
})

describe('a figure that others add up to', () => {
  test('names each of them, with its unit and what it says', async () => {
    const house = await openDemo()
    const week = await weekOf(house.as('giamsat').get('/weekly/2022-W36.json'))
    const rolled = week.targets.filter(({ parts_expected }) => parts_expected !== null)
    expect(rolled.length).toBeGreaterThan(2)
    for (const { code, parts, parts_expected, parts_reporting } of rolled) {
      const reporting = parts!.filter(({ as_of }) => as_of !== null)
      expect([code, parts!.length, reporting.length]).toEqual([code, parts_expected, parts_reporting])
    }
    expect(week.targets.filter(({ parts }) => parts).length).toBe(rolled.length)
    const html = await page(house.as('giamsat').get(figurePath('target.CK-2022-BTC-03')))
    const { parts } = rolled.find(({ code }) => code === 'CK-2022-BTC-03')!
    expect(parts).toHaveLength(8)
    for (const { code } of parts!) expect(html).toMatch(new RegExp(`href="[^"]*figure/target.${code}[^"]*"`))
  })

  test('of another campaign is named, and leads nowhere', async () => {
    const house = await openHouse()
    const upper = await house.target({ unit: 'H' })
    const target = await house.target({ parent: upper.code, contribution: 'additive', title: 'Thu của xã' })
    const silent = await house.target({ parent: upper.code, contribution: 'additive', unit: 'H-B' })
    await house.add({ updates: [reportRow(target.code, '2022-08-31', 60)] })
    const path = figurePath(`target.${upper.code}?campaign=T-2022`)
    const html = await page(house.as('province').get(path))
    const told = words(html)
    expect(told).toContain(`${target.code} (Xã Tân Liên), Thu của xã: 60 tỷ đồng, tính đến ngày 31/8/2022`)
    expect(told).toMatch(new RegExp(`${silent.code} \\(Thị trấn Lao Bảo\\), .*: Chưa có số liệu`))
    expect(html).not.toContain(`target.${target.code}`)
  })
})
