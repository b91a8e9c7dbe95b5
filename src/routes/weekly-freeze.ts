import { Hono } from 'hono'
import { FreezePage } from '../../views/weekly/freeze.tsx'
import { mayFreeze } from '../domain/access.ts'
import { cutOffInstantOf, type Week } from '../domain/week.ts'
import { freezePress } from '../press/weekly.ts'
import { freezeWeek, mayBeFrozen } from '../storage/summaries/freeze.ts'
import { loadLetterhead } from '../storage/summaries/letterhead.ts'
import { findSummaryId } from '../storage/summaries/stored.ts'
import { type Asked, listUnfrozenBefore } from '../storage/summaries.ts'
import { redirect, show } from './answers.ts'
import { isLarge, makeApart } from './apart.ts'
import { readForm } from './forms.ts'
import { errandOf, tellOrWait } from './large-weeks.ts'
import { unreadable } from './trouble.ts'
import type { House, Visit } from './visit.ts'
import { askedWeek, freezerOf, here, weekAddress } from './weekly-asked.ts'

export const weeklyFreezeRoutes = new Hono<House>()

weeklyFreezeRoutes.get('/weekly/:week/freeze', async (c) => {
  const found = await askedWeek(c, c.req.param('week'))
  if (!found || !mayFreeze(c.var.actor, found.asked.campaign.ownerUnitId)) return c.notFound()
  const { asked, week } = found
  if (await findSummaryId(c.var.db.read, asked, week)) return redirect(c, weekAddress(c, week))
  return (await askFreeze(c, asked, week)) ?? c.notFound()
})

weeklyFreezeRoutes.post('/weekly/:week/freeze', async (c) => {
  const found = await askedWeek(c, c.req.param('week'))
  if (!found || !mayFreeze(c.var.actor, found.asked.campaign.ownerUnitId)) return c.notFound()
  const { asked, week } = found

  const form = await readForm(c)
  if (!form) return await unreadable(c)
  const isEarly = asked.now < cutOffInstantOf(week, asked.campaign, asked.zone)
  if (isEarly && form.text('confirm') !== 'yes') {
    const asking = await askFreeze(c, asked, week)
    if (asking) return asking
  }
  const { db, config } = c.var
  const freezer = freezerOf(c, asked)
  if (await isLarge(c, asked)) {
    const address = weekAddress(c, week)
    const made = await makeApart(c, errandOf(asked, week, { kind: 'freeze', freezer }), address)
    return made instanceof Response ? made : redirect(c, address)
  }
  const letterhead = await loadLetterhead(db.read, asked.tenant, asked.campaign.ownerUnitId)
  const frozen = await freezeWeek(db, asked, week, freezer, freezePress(config, letterhead))
  return frozen ? redirect(c, weekAddress(c, week.code)) : c.notFound()
})

/** Whether to freeze, and what would be missing; undefined where this person may not, or there is nothing to freeze. */
async function askFreeze(c: Visit, asked: Asked, week: Week): Promise<Response | undefined> {
  const { reader, actor, db } = c.var
  if (!mayFreeze(actor, asked.campaign.ownerUnitId) || !(await mayBeFrozen(db, asked, week))) return undefined
  const told = await tellOrWait(c, asked, week)
  if (told === undefined || told instanceof Response || told.snapshot.frozen) {
    return told instanceof Response ? told : undefined
  }
  const cutOff = cutOffInstantOf(week, asked.campaign, asked.zone)
  const body = FreezePage({
    reader,
    week,
    cutOff: asked.now < cutOff ? cutOff : null,
    pending: told.snapshot.discipline.week.pending,
    earlier: (await listUnfrozenBefore(db.read, asked, week)).map(({ number }) => number),
    action: reader.at(weekAddress(c, week.code, '/freeze')),
    back: reader.at(weekAddress(c, week.code)),
  })
  return await show(c, { title: reader.t('weekly.freeze', { n: week.number }), here }, body)
}
