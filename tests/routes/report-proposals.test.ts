import { asc } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { newId } from '../../src/storage/ids.ts'
import { proposals } from '../../src/storage/schema.ts'
import { type House, openHouse } from '../support/house.ts'
import { send } from '../support/sending.ts'

describe('what a report asks for', () => {
  const report = { value: '40', as_of: '31/8/2022', proposal: 'Bổ sung 500 triệu đồng sửa cầu tràn' }
  const raised = (house: House) => house.db.read.select().from(proposals).orderBy(asc(proposals.code))

  test('becomes a proposal when it is received, named on the receipt', async () => {
    const house = await openHouse()
    const target = await house.target({ plan: '100' })
    const receipt = await house.follow(send(house, target.code, report))
    const [proposal] = await raised(house)
    expect(receipt).toContain(`/proposals/${proposal!.code}`)
  })

  test('of a clerk becomes one when the head endorses it, and not before', async () => {
    const house = await openHouse()
    const target = await house.target({ plan: '100' })
    const sent = await send(house, target.code, report, 'clerk')
    expect(await raised(house)).toEqual([])
    await house.as('head').post(`${sent.headers.get('location')}/endorse`, {})
    expect(await raised(house)).toHaveLength(1)
  })

  test('is withdrawn with the report', async () => {
    const house = await openHouse()
    const target = await house.target({ plan: '100' })
    const sent = await send(house, target.code, report)
    await house.as('head').post(`${sent.headers.get('location')}/recall`, {})
    expect(await raised(house)).toMatchObject([{ status: 'withdrawn' }])
  })

  test('sent twice is asked for once', async () => {
    const house = await openHouse()
    const target = await house.target({ plan: '100' })
    const id = newId()
    await Promise.all([
      send(house, target.code, { ...report, id }),
      send(house, target.code, { ...report, id }),
    ])
    expect(await raised(house)).toHaveLength(1)
  })
})
