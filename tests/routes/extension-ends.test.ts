import { describe, expect, test } from 'vitest'
import { lapseExtensions } from '../../src/storage/extensions.ts'
import { newId } from '../../src/storage/ids.ts'
import { targets } from '../../src/storage/schema.ts'
import { ask, decide, deeds, requested, stored, told } from '../support/extensions.ts'
import { openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'

describe('the end of a request', () => {
  test('the head takes it back, once', async () => {
    const house = await openHouse()
    const { target, path } = await requested(house)
    for (const who of ['clerk', 'otherHead', 'supervisor', 'leader'] as const)
      expect((await house.as(who).post(`${path}/withdraw`, {})).status, who).toBe(404)
    const once = await house.as('head').fillIn(path, {}, { form: '/withdraw' })
    const twice = await house.as('head').post(`${path}/withdraw`, {})
    expect([once.status, twice.status]).toEqual([303, 303])
    expect((await stored(house))[0]).toMatchObject({ decision: 'withdrawn' })
    expect((await decide(house, path, { decision: 'grant' })).status).toBe(409)
    expect(await page(house.as('leader').get(`${path}/decision`))).toContain('Đơn vị đã rút đề nghị')
    expect((await ask(house, target.code)).status).toBe(303)
    expect(await deeds(house)).toEqual(['extension.requested', 'extension.withdrawn', 'extension.requested'])
  })

  test('what was decided is not taken back', async () => {
    const house = await openHouse()
    const { path } = await requested(house)
    await decide(house, path, { decision: 'grant' })
    expect((await house.as('head').post(`${path}/withdraw`, {})).status).toBe(409)
    expect((await stored(house))[0]).toMatchObject({ decision: 'granted' })
  })

  test('an accepted final leaves nothing to extend', async () => {
    const house = await openHouse()
    const { target, path } = await requested(house)
    const fields = { id: newId(), value: '100', as_of: '5/9/2022', progress: 'done', do: 'submit' }
    const sent = await house.as('head').post(`/targets/${target.code}/updates`, fields)
    const review = `${sent.headers.get('location')}/review`
    await house.as('supervisor').post(review, { decision: 'accept', evidence_mark: 'none' })
    expect((await stored(house))[0]).toMatchObject({ decision: 'lapsed' })
    const late = await decide(house, path, { decision: 'grant' })
    expect(late.status).toBe(409)
    expect(await page(late)).toContain('Đề nghị hết hiệu lực')
  })

  test('it lapses once its target is done, and not before', async () => {
    const house = await openHouse()
    const { target, path } = await requested(house)
    const lapse = () =>
      house.db.tx((tx) =>
        lapseExtensions(tx, house.tenant, target.id, { now: house.clock.now(), zone: house.zone }),
      )
    await lapse()
    expect((await stored(house))[0]).toMatchObject({ decision: null })

    await house.db.tx(
      async (tx) => void (await tx.update(targets).set({ baseClass: 'done_on_time', doneOn: '2022-09-06' })),
    )
    await lapse()
    await lapse()
    expect((await stored(house))[0]).toMatchObject({ decision: 'lapsed', decidedBy: null })
    expect(await deeds(house)).toEqual(['extension.requested', 'extension.lapsed'])
    expect(await page(house.as('head').get(path))).toContain('Đề nghị hết hiệu lực')
    expect(await told(house)).toEqual(
      expect.arrayContaining(['extension_decided clerk', 'extension_decided head']),
    )
  })
})
