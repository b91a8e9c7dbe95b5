import { expect, test } from 'vitest'
import { everybody, expectDone, expectDoors, expectRefused, office, roundsOf } from '../support/doors.ts'
import { openFollowUp } from '../support/furnished-follow-up.ts'
import { followUpDeeds, followUpDoors } from '../support/rights-follow-up.ts'
import { some } from '../support/some.ts'

test.each([0, 1, 2])(
  'every page of the follow-up opens for those it is for, and does not exist for anybody else, part %i',
  async (part) => {
    const all = await openFollowUp()
    await expectDoors(
      all.house,
      followUpDoors(all).filter((_, n) => n % 3 === part),
    )
  },
)

test('nobody else can do a deed of the follow-up, and a refused one leaves no trace', async () => {
  const all = await openFollowUp()
  await expectRefused(all.house, followUpDeeds(all))
})

const parts = 4

test.each(Array.from({ length: parts }, (_, part) => part))(
  'those it is for do each deed of the follow-up, part %i',
  async (part) => {
    const rounds = roundsOf(followUpDeeds(await openFollowUp()))
    for (const round of some(
      rounds.filter((_, place) => place % parts === part),
      4,
    )) {
      const all = await openFollowUp()
      for (const [n, who] of round) await expectDone(all.house, followUpDeeds(all)[n]!, who)
    }
  },
)

test('the words of a reminder are tried out by those who may send it', async () => {
  const { house, targets } = await openFollowUp()
  const fields = { target: [targets.late.code], text: '{đơn vị}' }
  for (const who of everybody) {
    const { status } = await house.as(who).htmx.post('/reminders/preview', fields)
    expect([who, status]).toEqual([who, office.includes(who) ? 200 : 404])
  }
})
