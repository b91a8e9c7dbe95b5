import { expect, test } from 'vitest'
import { onDay, settle } from '../../src/domain/standing.ts'
import { parseWeek, weekOf } from '../../src/domain/week.ts'
import { findCampaign, loadCalendar } from '../../src/storage/campaigns.ts'
import { loadFacts } from '../../src/storage/facts.ts'
import { targets, units } from '../../src/storage/schema.ts'
import { findToldWeek } from '../../src/storage/summaries/told.ts'
import { loadReports, weeksUpTo } from '../../src/storage/week-reports.ts'
import { openStorage } from '../support/storage.ts'

const today = '2022-09-07'

async function openCampaign() {
  const { db, tenant, zone, clock, actor } = await openStorage('demo')
  const campaign = (await findCampaign(db.read, await actor('giamsat')))!
  const calendar = await loadCalendar(db.read, tenant)
  return { read: db.read, tenant, zone, now: clock.now(), campaign, calendar }
}

test('what a row keeps is what its whole history gives', async () => {
  const { read, tenant, zone, now, campaign, calendar } = await openCampaign()
  const facts = await loadFacts(read, tenant, { campaignId: campaign.id }, zone)
  const rows = (await read.select().from(targets)).filter((row) => row.campaignId === campaign.id)
  expect(rows.length).toBe(194)

  for (const row of rows) {
    const settled = settle(facts.get(row.id)!, campaign, { instant: now, zone, calendar })
    const kept = onDay({ ...row, figureOn: row.latestAsOf }, today, campaign)
    expect({ code: row.code, ...kept }).toEqual({ code: row.code, ...onDay(settled, today, campaign) })
  }
})

test('the weeks that the pages show are the weeks that the summary tells', async () => {
  const { read, tenant, zone, now, campaign, calendar } = await openCampaign()
  const weeks = weeksUpTo(today, campaign, calendar, zone)
  const shown = await loadReports(read, tenant, campaign.id, weeks)
  const asked = { tenant, campaign, now, zone }
  const { snapshot: week } = (await findToldWeek(read, asked, parseWeek(weekOf(today).code)!))!
  const codes = new Map((await read.select().from(units)).map((unit) => [unit.code, unit.id]))
  expect(week.discipline.units.length).toBe(43)

  for (const told of week.discipline.units) {
    const unit = shown.get(codes.get(told.unit)!)!
    const { weeks: history, status } = unit
    expect({ unit: told.unit, history, status }).toEqual({
      unit: told.unit,
      history: told.history,
      status: told.status,
    })
  }
})
