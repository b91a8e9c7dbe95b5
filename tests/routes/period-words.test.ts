import { expect, test } from 'vitest'
import { openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'
import { reportRow } from '../support/reports.ts'
import { words } from '../support/words.ts'

test('what is still needed after a period that has ended is told from its last day', async () => {
  const house = await openHouse()
  const { code } = await house.target({ plan: '100', origin: 'ordered' })
  await house.add({ updates: [reportRow(code, '2022-06-30', 20), reportRow(code, '2022-08-31', 30)] })
  const told = async (path: string) => words(await page(house.as('supervisor').get(path)))
  expect(await told('/reports/2022-H1')).toMatch(
    /; từ sau ngày 30\/6\/2022 đến 31\/12 bình quân mỗi tháng phải đạt thêm/,
  )
  expect(await told('/reports/2022-Q3')).toContain('; từ nay đến 31/12 bình quân')
})
