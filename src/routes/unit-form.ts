import { Hono } from 'hono'
import { UnitFormPage } from '../../views/units/form.tsx'
import { planAt } from '../domain/plan.ts'
import { dueInstantOf, isReportingWeek, weekOf } from '../domain/week.ts'
import { qrOf } from '../exports/qr.ts'
import { findCampaign, loadCalendar } from '../storage/campaigns.ts'
import { listOpenTargets } from '../storage/my-work.ts'
import { findUnit } from '../storage/units.ts'
import { show } from './answers.ts'
import { plainText } from './queries.ts'
import { briefOf } from './update-page.ts'
import type { House, Visit } from './visit.ts'

/** The week's report of a unit on one sheet of paper, for whoever has no line: the office enters it for them. */
export const unitFormRoutes = new Hono<House>()

unitFormRoutes.get('/:code/form', async (c) => {
  const { db, actor, reader } = c.var
  const unit = await findUnit(db.read, actor, plainText(c.req.param('code')))
  if (!unit) return await c.notFound()

  const title = reader.t('sheet.formTitle', { unit: unit.name })
  return await show(c, { title, here: '/units' }, UnitFormPage(await formOf(c, unit)))
})

async function formOf(c: Visit, unit: { id: string; code: string; name: string }) {
  const { db, actor, today, zone, reader, config } = c.var
  const open = await listOpenTargets(db.read, actor.tenant, unit.id, today, zone)
  const campaign = open[0]?.campaign ?? (await findCampaign(db.read, actor))
  const calendar = await loadCalendar(db.read, actor.tenant)
  const week = weekOf(today)
  const owed = campaign && isReportingWeek(week, campaign, calendar)
  const address = `${config.address}/units/${encodeURIComponent(unit.code)}`
  return {
    reader,
    unit,
    office: campaign?.ownerName ?? '',
    week: { ...week, dueAt: owed ? dueInstantOf(week, campaign, calendar, zone) : null },
    rows: open.map(({ row, facts, latest }) => ({
      target: briefOf(row, unit.name, planAt(facts, today)),
      dueOn: row.dueOn,
      latest,
    })),
    address,
    qr: qrOf(address),
  }
}
