import { expect, test } from 'vitest'
import {
  above,
  type Door,
  everybody,
  expectDone,
  expectDoors,
  expectRefused,
  supervisors,
} from '../support/doors.ts'
import { did, issuePaper, openFrozen, reason, WEEK } from '../support/issuing.ts'
import { issueDeeds, weeklyDoors } from '../support/rights-weekly.ts'

const campaign = '?campaign=H-2022'

test('the pages about a week open for those who read the campaign, its deeds for the office of the owner', async () => {
  await expectDoors(await openFrozen(), weeklyDoors)
})

test('an issued week is neither issued nor edited again; who reads the week reads all its versions', async () => {
  const house = await openFrozen()
  await did(issuePaper(house))
  const doors: Door[] = [
    [`${WEEK}/issue${campaign}`, supervisors, 303],
    [`${WEEK}/next-week${campaign}`, supervisors, 303],
    [`${WEEK}/reissue${campaign}`, supervisors],
    [`${WEEK}/issues${campaign}`, above],
  ]
  await expectDoors(house, doors)
})

test('a summary that was annulled, and its files, are for those who read the week', async () => {
  const house = await openFrozen()
  await did(issuePaper(house))
  await did(house.as('supervisor').post(`${WEEK}/reissue`, { reason }))
  const annulled = ['', '.pdf', '-en.docx', '.xlsx', '.json', '/figure/overdue', '/figure/targets']
  const doors = annulled.map((rest): Door => [`${WEEK}${rest}${campaign}&issue=1`, above])
  await expectDoors(house, [
    ...doors,
    [`${WEEK}.json${campaign}&issue=3`, []],
    [`${WEEK}.json?campaign=T-2022&issue=1`, []],
    [`${WEEK}/issues?campaign=T-2022`, []],
    [`${WEEK}/figure/targets?campaign=T-2022`, ['province']],
  ])
})

test('a figure of the week before leads on those who read it, and nobody else', async () => {
  const house = await openFrozen()
  for (const who of everybody) {
    for (const path of [`${WEEK}/figure/before:R2`, '/reports/2022-M08/figure/before:R2']) {
      const { status } = await house.as(who).get(`${path}${campaign}`)
      expect([who, path, status]).toEqual([who, path, above.includes(who) ? 302 : 404])
    }
  }
})

test('who may not read a campaign is told the same of what is there and of what is not', async () => {
  const house = await openFrozen()
  for (const who of ['head', 'clerk', 'districtHead'] as const) {
    const visitor = house.as(who)
    const nothing = who === 'districtHead' ? '?campaign=T-2022' : campaign
    const there = ['', '.pdf', '/issue', '/figure/R2'].map((rest) => `${WEEK}${rest}${nothing}`)
    const rest = ['/weekly/schedule', '/reports/2022', '/weekly/2022-W40'].map((path) => `${path}${nothing}`)
    const answers: (string | undefined)[] = []
    for (const path of [...there, ...rest, `${WEEK}?campaign=X-2022`]) {
      const html = await (await visitor.get(path)).text()
      answers.push(/<main[\s\S]*<\/main>/.exec(html)?.[0])
    }
    expect(answers[0]).toBeTruthy()
    expect(new Set(answers).size).toBe(1)
  }
})

test('nobody else writes section VII, issues or annuls, and a refused deed leaves no trace', async () => {
  await expectRefused(await openFrozen(), issueDeeds)
})

test.each(supervisors)('%s does each of them', async (who) => {
  const house = await openFrozen()
  for (const deed of issueDeeds) await expectDone(house, deed, who)
  expect((await house.as('province').get(`${WEEK}/issues${campaign}`)).status).toBe(200)
})
