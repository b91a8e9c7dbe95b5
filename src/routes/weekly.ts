import { Hono } from 'hono'
import { officePapers } from '../../views/papers/office.ts'
import { FreezePage } from '../../views/weekly/freeze.tsx'
import { WeekListPage } from '../../views/weekly/list.tsx'
import { WeekPage } from '../../views/weekly/week.tsx'
import { mayFreeze } from '../domain/access.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import { cutOffInstantOf, parseWeek, type Week, weekAfter, weekBefore } from '../domain/week.ts'
import {
  printWeek,
  printWeekFiles,
  type WeeklyFormat,
  weeklyFileName,
  weeklyFormats,
} from '../exports/weekly-files.ts'
import { freezeWeek, mayBeFrozen } from '../storage/summaries/freeze.ts'
import { loadLetterhead } from '../storage/summaries/letterhead.ts'
import { type Asked, findWeek, findWeekFile, isTold, listWeeks } from '../storage/summaries.ts'
import { redirect, show } from './answers.ts'
import { readForm } from './forms.ts'
import { unreadable } from './trouble.ts'
import type { House, Visit } from './visit.ts'
import { askedOf, here, weekAddress } from './weekly-asked.ts'

export const weeklyRoutes = new Hono<House>()

weeklyRoutes.get('/weekly', async (c) => {
  const asked = await askedOf(c)
  if (!asked) return c.notFound()
  const { reader } = c.var
  const weeks = await listWeeks(c.var.db.read, asked)
  const body = WeekListPage({
    reader,
    weeks,
    campaign: asked.campaign,
    addressOf: (week) => weekAddress(c, week),
  })
  return show(c, { title: reader.t('weekly.title'), here }, body)
})

/** '2022-W36', or one of its files: '2022-W36.xlsx', '2022-W36-excel.csv'. */
weeklyRoutes.get('/weekly/:name', async (c) => {
  const [, code = '', ending] = /^(\d{4}-W\d{2})(.*)$/.exec(c.req.param('name')) ?? []
  const [asked, week] = [await askedOf(c), parseWeek(code)]
  if (!asked || !week) return c.notFound()
  return ending ? await sendFile(c, asked, week, ending) : await showWeek(c, asked, week)
})

weeklyRoutes.get('/weekly/:week/freeze', async (c) => {
  const [asked, week] = [await askedOf(c), parseWeek(c.req.param('week'))]
  const snapshot = asked && week && (await findFreezable(c, asked, week))
  return snapshot ? await askFreeze(c, asked, week, snapshot) : c.notFound()
})

weeklyRoutes.post('/weekly/:week/freeze', async (c) => {
  const [asked, week] = [await askedOf(c), parseWeek(c.req.param('week'))]
  if (!asked || !week || !mayFreeze(c.var.actor, asked.campaign.ownerUnitId)) return c.notFound()

  const form = await readForm(c)
  if (!form) return await unreadable(c)
  const isEarly = asked.now < cutOffInstantOf(week, asked.campaign, asked.zone)
  if (isEarly && form.text('confirm') !== 'yes') {
    const snapshot = await findFreezable(c, asked, week)
    if (snapshot) return await askFreeze(c, asked, week, snapshot)
  }
  const frozen = await freezeWeek(c.var.db, asked, week, freezerOf(c, asked), (snapshot) =>
    printWeekFiles(snapshot, officePapers(snapshot, asked.zone), asked.zone),
  )
  return frozen ? redirect(c, weekAddress(c, week.code)) : c.notFound()
})

async function showWeek(c: Visit, asked: Asked, week: Week) {
  const { reader, db, actor } = c.var
  const snapshot = await findWeek(db.read, asked, week)
  if (!snapshot) return c.notFound()

  const mayFreezeNow =
    !snapshot.frozen && mayFreeze(actor, asked.campaign.ownerUnitId) && (await mayBeFrozen(db, asked, week))
  const [before, after] = [weekBefore(week), weekAfter(week)]
  const body = WeekPage({
    reader,
    snapshot,
    letterhead: await loadLetterhead(db.read, asked.tenant, asked.campaign.ownerUnitId),
    isOpen: asked.now < cutOffInstantOf(week, asked.campaign, asked.zone),
    freezeAt: mayFreezeNow ? reader.at(weekAddress(c, week.code, '/freeze')) : null,
    before: isTold(asked, before) ? { week: before, href: reader.at(weekAddress(c, before.code)) } : null,
    after: { week: after, href: isTold(asked, after) ? reader.at(weekAddress(c, after.code)) : null },
    files: formats.map((format) => ({ format, href: reader.at(weekAddress(c, week.code, endings[format])) })),
  })
  return show(c, { title: reader.t('weekly.pageTitle', { n: week.number }), here }, body)
}

const endings: Record<WeeklyFormat, string> = {
  xlsx: '.xlsx',
  csv: '.csv',
  'excel-csv': '-excel.csv',
  json: '.json',
}
const formats = Object.keys(endings) as WeeklyFormat[]

/** A frozen week's file as it was stored; of another week, made from what is known. */
async function sendFile(c: Visit, asked: Asked, week: Week, ending: string) {
  const format = formats.find((one) => endings[one] === ending)
  const snapshot = format && (await findWeek(c.var.db.read, asked, week))
  if (!snapshot) return c.notFound()

  const stored = snapshot.frozen ? await findWeekFile(c.var.db.read, asked, week, format) : undefined
  const bytes = stored ?? (await printWeek(format, snapshot, officePapers(snapshot, asked.zone), asked.zone))
  return c.body(new Uint8Array(bytes), 200, {
    'Content-Type': weeklyFormats[format].type,
    'Content-Disposition': `attachment; filename="${weeklyFileName(snapshot, format)}"`,
    'Cache-Control': 'private, no-cache',
  })
}

/** The week as it would be frozen, if this person may and it is not. */
async function findFreezable(c: Visit, asked: Asked, week: Week): Promise<Snapshot | undefined> {
  const { actor, db } = c.var
  if (!mayFreeze(actor, asked.campaign.ownerUnitId) || !(await mayBeFrozen(db, asked, week))) return undefined
  const snapshot = await findWeek(db.read, asked, week)
  return snapshot?.frozen ? undefined : snapshot
}

async function askFreeze(c: Visit, asked: Asked, week: Week, snapshot: Snapshot) {
  const { reader } = c.var
  const cutOff = cutOffInstantOf(week, asked.campaign, asked.zone)
  const body = FreezePage({
    reader,
    week,
    cutOff: asked.now < cutOff ? cutOff : null,
    pending: snapshot.discipline.week.pending,
    action: reader.at(weekAddress(c, week.code, '/freeze')),
    back: reader.at(weekAddress(c, week.code)),
  })
  return show(c, { title: reader.t('weekly.freeze', { n: week.number }), here }, body)
}

function freezerOf(c: Visit, { campaign }: Asked) {
  const { actor } = c.var
  const post = actor.posts.find(
    ({ role, unitId }) => role === 'supervisor' && unitId === campaign.ownerUnitId,
  )
  return { actorId: actor.userId, actor: actor.username, post: post?.title ?? null }
}
