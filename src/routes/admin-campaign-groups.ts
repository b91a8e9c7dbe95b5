import { Hono } from 'hono'
import { type GroupLine, GroupsPage } from '../../views/admin/campaign-groups.tsx'
import type { FieldError } from '../../views/parts/form.tsx'
import type { Reader } from '../../views/reader.ts'
import { type KeptGroup, listGroups, setGroups, type WantedGroup } from '../storage/campaigns/groups.ts'
import { findKept, type KeptCampaign } from '../storage/campaigns/keep.ts'
import { redirect, refuse, show } from './answers.ts'
import { type Form, isAbout, keptForm, readForm } from './forms.ts'
import { plainText } from './queries.ts'
import { unreadable } from './trouble.ts'
import type { House, Visit } from './visit.ts'

export const adminCampaignGroupRoutes = new Hono<House>()

const home = '/admin/campaigns'
const pathOf = ({ row }: KeptCampaign) => `${home}/${encodeURIComponent(row.code)}`

/** Blank lines for new groups; more come with the next saving. */
const NEW_LINES = 4

adminCampaignGroupRoutes.get('/:code/groups', async (c) => {
  const kept = await findKept(c.var.db.read, c.var.actor, plainText(c.req.param('code')))
  if (!kept) return await c.notFound()
  const groups = await listGroups(c.var.db.read, c.var.actor.tenant, kept.row.id)
  const form = keptForm(c)
  const lines = form ? linesIn(form, groups) : linesOf(groups)
  return await show(c, pageOf(c, kept), pageBody(c, kept, { lines, version: kept.row.version }))
})

adminCampaignGroupRoutes.post('/:code/groups', async (c) => {
  const { db, actor, now, zone } = c.var
  const kept = await findKept(db.read, actor, plainText(c.req.param('code')))
  if (!kept) return await c.notFound()
  const form = await readForm(c)
  if (!form) return await unreadable(c)
  const stored = await listGroups(db.read, actor.tenant, kept.row.id)
  const lines = linesIn(form, stored)
  const { wanted, errors } = readLines(c.var.reader, lines)
  if (errors.length) return await askAgain(c, kept, { form, lines, errors })
  const row = isAbout(form, kept.row.version) ? kept.row : { ...kept.row, version: -1 }
  const done = await db.tx((tx) => setGroups(tx, actor, row, wanted, { now, zone }))
  if (done === 'kept' || done === 'same') return redirect(c, `${pathOf(kept)}?done=groupsSaved`)
  if (done === 'changed') return await showChanged(c, kept, lines)
  const inUse = stored.filter(
    ({ number, targets }) => targets > 0 && !wanted.some(({ was }) => was === number),
  )
  const text = (n: number) => c.var.reader.t('campaign.problem.group_in_use', { n })
  const problems = inUse.map(({ number }) => ({ field: `group_${number}_number`, text: text(number) }))
  return await askAgain(c, kept, { form, lines, errors: problems })
})

async function askAgain(
  c: Visit,
  kept: KeptCampaign,
  { form, lines, errors }: { form: Form; lines: GroupLine[]; errors: FieldError[] },
) {
  const version = form.text('version') || kept.row.version
  return await refuse(c, pageOf(c, kept), pageBody(c, kept, { lines, version, errors }))
}

/** What was typed stays; what stands now is listed above it, and the form is about that from here on. */
async function showChanged(c: Visit, kept: KeptCampaign, typed: GroupLine[]) {
  const { db, actor } = c.var
  const fresh = await findKept(db.read, actor, kept.row.code)
  if (!fresh) return await c.notFound()
  const stored = await listGroups(db.read, actor.tenant, fresh.row.id)
  const known = typed.map((line) => ({
    ...line,
    was: stored.some(({ number }) => number === line.was) ? line.was : null,
  }))
  const missed = stored.filter(({ number }) => !known.some(({ was }) => was === number)).map(lineOf)
  const lines = [
    ...known.filter(({ was }) => was !== null),
    ...missed,
    ...known.filter(({ was }) => was === null),
  ]
  const body = pageBody(c, fresh, { lines, version: fresh.row.version, stored })
  return await refuse(c, pageOf(c, fresh), body, 409)
}

const pageOf = (c: Visit, { row }: KeptCampaign) => ({
  title: `${c.var.reader.t('campaign.groupsTitle')} – ${row.code}`,
  here: home,
  isForm: true,
})

function pageBody(
  c: Visit,
  kept: KeptCampaign,
  state: { lines: GroupLine[]; version: number | string; errors?: FieldError[]; stored?: KeptGroup[] },
) {
  const { reader } = c.var
  return GroupsPage({
    reader,
    campaign: { code: kept.row.code, name: kept.row.name },
    action: reader.at(`${pathOf(kept)}/groups`),
    backHref: reader.at(pathOf(kept)),
    version: String(state.version),
    lines: state.lines,
    errors: state.errors ?? [],
    stored: state.stored ?? null,
  })
}

const lineOf = ({ number, name, targets }: KeptGroup): GroupLine => ({
  ...{ field: `group_${number}`, was: number, number: String(number), name, targets, remove: false },
})

function linesOf(groups: readonly KeptGroup[]): GroupLine[] {
  const next = (groups.at(-1)?.number ?? 0) + 1
  const blank = Array.from({ length: NEW_LINES }, (_, n) => ({
    ...{ field: `new_${n + 1}`, was: null, number: String(next + n), name: '', targets: 0, remove: false },
  }))
  return [...groups.map(lineOf), ...blank]
}

/** The lines of the form as typed; those of groups that the form does not know stay as they stand. */
function linesIn(form: Form, groups: readonly KeptGroup[]): GroupLine[] {
  return linesOf(groups).map((line) => {
    const names = [`${line.field}_number`, `${line.field}_name`] as const
    if (!form.fields.some(({ name }) => names.includes(name as never))) return line
    const remove = form.texts('remove').includes(line.field)
    return { ...line, number: form.text(names[0]), name: form.text(names[1]), remove }
  })
}

const LONGEST_NAME = 300

function readLines(reader: Reader, lines: readonly GroupLine[]) {
  const kept = lines.filter(({ was, name, remove }) => !remove && (was !== null || name !== ''))
  const wanted = kept.map(({ was, number, name }): WantedGroup => {
    return { was, number: /^\d{1,2}$/.test(number) ? Number(number) : 0, name: name.replace(/\s+/g, ' ') }
  })
  const errors = kept.flatMap((line, n) => [
    ...numberErrors(reader, line, wanted, n),
    ...nameErrors(reader, line),
  ])
  return { wanted, errors }
}

function numberErrors(
  { t }: Reader,
  { field }: GroupLine,
  wanted: readonly WantedGroup[],
  place: number,
): FieldError[] {
  const n = wanted[place]!.number
  const id = `${field}_number`
  if (n < 1) return [{ field: id, text: t('campaign.problem.group_number') }]
  const isTaken = wanted.slice(0, place).some(({ number }) => number === n)
  return isTaken ? [{ field: id, text: t('campaign.problem.group_twice', { n }) }] : []
}

function nameErrors({ t }: Reader, { field, was, number, name }: GroupLine): FieldError[] {
  const id = `${field}_name`
  if (name === '') return [{ field: id, text: t('campaign.problem.group_name', { n: was ?? number }) }]
  return name.length > LONGEST_NAME ? [{ field: id, text: t('campaign.problem.group_long') }] : []
}
