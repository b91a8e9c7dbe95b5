import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { Errand } from '../../src/press/errand.ts'
import { errandsOf } from '../../src/press/errands.ts'
import { engineName } from '../support/database.ts'
import { type House, openHouse } from '../support/house.ts'

// Each errand starts a process.
vi.setConfig({ testTimeout: 120_000 })

async function openQueue() {
  const house = await openHouse({ now: '2022-09-09T18:00:00+07:00' })
  await house.target()
  const errands = errandsOf(house.config)
  onTestFinished(() => errands.stop())
  const ended: string[] = []
  const start = (by: string, name: string, errand: Errand) => {
    const running = errands.start(errand, { basis: name, by })
    running.ended.then(() => ended.push(name))
    return running
  }
  return { house, errands, ended, start }
}

const pageOf = (house: House, week: string): Errand => ({
  ...{ kind: 'page', campaign: 'H-2022', week: `2022-${week}`, now: house.clock.now() },
})

describe.runIf(engineName === 'sqlite')('what is asked for beside the server', () => {
  test('a deed goes first, and then people take turns', async () => {
    const { house, errands, ended, start } = await openQueue()
    start('one', 'first', pageOf(house, 'W36'))
    start('one', 'second', pageOf(house, 'W35'))
    const last = start('one', 'third', pageOf(house, 'W34'))
    start('other', 'of another', pageOf(house, 'W33'))
    const freezer = { actorId: null, actor: 'calendar', post: null }
    start('calendar', 'frozen', { ...pageOf(house, 'W36'), kind: 'freeze', freezer })
    await errands.end(last)
    expect(ended).toEqual(['first', 'frozen', 'of another', 'second', 'third'])
  })

  test('what nobody looks for any more is given up before it begins', async () => {
    const { house, errands, ended, start } = await openQueue()
    vi.useFakeTimers({ toFake: ['performance'] })
    onTestFinished(() => void vi.useRealTimers())
    start('one', 'running', pageOf(house, 'W36'))
    const left = start('one', 'left', pageOf(house, 'W35'))
    const held = start('one', 'held by a program', pageOf(house, 'W34'))
    const looked = start('one', 'looked for', pageOf(house, 'W33'))
    const program = errands.end(held)
    vi.advanceTimersByTime(50_000)
    errands.find(looked.id)
    vi.advanceTimersByTime(50_000)
    await Promise.all([program, looked.ended])
    expect(ended).toEqual(['running', 'held by a program', 'looked for'])
    expect(errands.find(left.id)).toBeUndefined()
  })

  test('what two wait for stays while one of them does, and is had by both in the turn of either', async () => {
    const { house, errands, ended, start } = await openQueue()
    start('one', 'first', pageOf(house, 'W36'))
    start('one', 'second', pageOf(house, 'W35'))
    const shared = start('one', 'shared', pageOf(house, 'W34'))
    expect(errands.start(pageOf(house, 'W34'), { basis: 'shared', by: 'other' })).toBe(shared)
    await shared.ended
    expect(ended).toEqual(['first', 'shared'])
    expect([...shared.askers]).toEqual(['one', 'other'])
  })
})
