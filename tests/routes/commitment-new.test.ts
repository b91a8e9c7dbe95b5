import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { newId } from '../../src/storage/ids.ts'
import { commitments } from '../../src/storage/schema.ts'
import { addNextYear, bulk } from '../support/commitments.ts'
import { openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'
import { words } from '../support/words.ts'
import { smallWorld } from '../support/world.ts'

async function open() {
  const house = await openHouse()
  await addNextYear(house)
  const drafts = () => house.db.read.select().from(commitments).where(eq(commitments.state, 'draft'))
  return { house, drafts, supervisor: house.as('supervisor') }
}

test('only the units right below the owner promise in a campaign, whoever draws up; the rest promises to those', async () => {
  const { house, drafts, supervisor } = await open()
  const unit = smallWorld().units.find(({ code }) => code === 'H-A')!
  await house.add({ units: [{ ...unit, code: 'H-A-T1', name: 'Thôn Một', parent: 'H-A', sort_order: 1 }] })
  const first = await page(supervisor.get('/commitments/new?campaign=H-2023'))
  expect(first).toContain('Xã (3)')
  expect(first).not.toContain('Thôn Một')
  const wish = { which: 'some', chosen: ['H-A-T1'], values: 'H-A-T1\t1' }
  const refused = await supervisor.post('/commitments/new', bulk(newId(), wish))
  expect(refused.status).toBe(422)
  expect(await drafts()).toHaveLength(0)
})

test('they promise with their heads unless one says otherwise, where the office signs, and within the campaign', async () => {
  const { house, supervisor } = await open()
  await house.db.tx((tx) => tx.update(commitments).set({ partyKind: 'individual', place: null }))
  const first = await page(supervisor.get('/commitments/new?campaign=H-2023'))
  expect(first).toMatch(/value="collective"[^>]* checked/)
  expect(first).toMatch(/name="place"[^>]* value="Hướng Hóa"/)
  expect(first).toContain('phải có khi ghi nhận đã ký')
  expect(await page(house.as('head').get('/commitments/new?unit=H-A'))).toMatch(
    /value="individual"[^>]* checked/,
  )
  const late = await supervisor.post('/commitments/new', bulk(newId(), { effective_to: '1/1/2024' }))
  expect(late.status).toBe(422)
  const told = await page(late)
  expect(told).toContain('Phải nằm trong thời gian của đợt cam kết, từ 1/9/2022 đến 31/12/2023')
  expect(told).toContain('Chưa tiếp tục được, còn 1 chỗ cần sửa')
})

test('what has no figure is in no column of the table, and told beside it; little asked is folded', async () => {
  const { supervisor } = await open()
  const third = words(
    await page(supervisor.post('/commitments/new', bulk(newId(), { step: 'template', do: 'next' }))),
  )
  expect(third).toMatch(
    /Giao như nhau cho mọi đơn vị Rà soát hộ nghèo .*Quyết định phê duyệt · hạn 31\/10\/2022/,
  )
  const second = await page(supervisor.post('/commitments/new', bulk(newId(), { step: 'units', do: 'next' })))
  expect(second).toMatch(/<details class="card trow-card" id="h-t2" open/)
  expect(second).toMatch(/<details class="card trow-card" id="h-t3">/)
  const heavy = { step: 'units', do: 'next', t1_weight: '40' }
  const open1 = await page(supervisor.post('/commitments/new', bulk(newId(), heavy)))
  expect(open1.match(/<details class="more" open/g)).toHaveLength(1)
})
