import { Hono } from 'hono'
import { WeekListPage } from '../../views/weekly/list.tsx'
import { maySeeSchedule } from '../domain/access.ts'
import { parseWeek } from '../domain/week.ts'
import { listWeeks } from '../storage/summaries.ts'
import { show } from './answers.ts'
import { campaignChoice } from './campaign-choice.ts'
import { noCampaign } from './no-campaign.ts'
import { addressOf as queryAddress } from './queries.ts'
import type { House } from './visit.ts'
import { showWeek } from './week-page.ts'
import { addressOf, askedOf, campaignAddress, here, weekAddress } from './weekly-asked.ts'
import { sendFile } from './weekly-files.ts'

export const weeklyRoutes = new Hono<House>()

weeklyRoutes.get('/weekly', async (c) => {
  const asked = await askedOf(c)
  if (!asked) return await noCampaign(c, { title: c.var.reader.t('weekly.title'), here })
  const { reader, actor, db } = c.var
  const before = parseWeek(c.req.query('before') ?? '')
  const { weeks, next } = await listWeeks(db.read, asked, before)
  const page = (week?: string) => queryAddress(c, here, { campaign: c.req.query('campaign'), before: week })
  const body = WeekListPage({
    reader,
    weeks,
    next: next && page(next),
    first: before ? page() : null,
    campaign: asked.campaign,
    addressOf: (week) => weekAddress(c, week),
    reportsHref: reader.at(campaignAddress(c, '/reports')),
    scheduleHref: maySeeSchedule(actor, asked.campaign.ownerUnitId)
      ? reader.at(addressOf(c, '/schedule'))
      : null,
  })
  const campaigns = await campaignChoice(c, here, asked.campaign)
  return show(c, { title: reader.t('weekly.title'), here, campaigns }, body)
})

/** '2022-W36', or one of its files: '2022-W36.xlsx', '2022-W36-excel.csv'. */
weeklyRoutes.get('/weekly/:name', async (c) => {
  const [, code = '', ending] = /^(\d{4}-W\d{2})(.*)$/.exec(c.req.param('name')) ?? []
  const [asked, week] = [await askedOf(c), parseWeek(code)]
  if (!asked || !week) return c.notFound()
  return ending ? await sendFile(c, asked, week, ending) : await showWeek(c, asked, week)
})
