import { Hono } from 'hono'
import type { ManyResult } from '../../views/commitments/many.tsx'
import { commitmentRules, hindranceOf, type PlainDeed } from '../domain/commitment.ts'
import type { Writer } from '../storage/client.ts'
import { takeStep, wasTaken } from '../storage/commitments/steps.ts'
import { type FoundCommitment, findCommitment } from '../storage/commitments.ts'
import { redirect, refuse } from './answers.ts'
import { type Asked, addressOfRegister, listPage, readAsked } from './commitment-list.ts'
import { choose, readForm } from './forms.ts'
import { plainText, queryText } from './queries.ts'
import type { House, Visit } from './visit.ts'

/** One step for many commitments at once. */
export const commitmentManyRoutes = new Hono<House>()

const deeds = ['hand', 'propose', 'agree'] as const satisfies PlainDeed[]

/** As many as a page has. */
const MOST = 100

/** Where a sign-in leads back to: the ticks are set again on a page that is fresh. */
commitmentManyRoutes.get('/steps', async (c) => redirect(c, '/commitments'))

commitmentManyRoutes.post('/steps', async (c) => {
  const form = await readForm(c)
  const deed = form && choose(form.text('deed'), deeds)
  if (!form || !deed) return await c.notFound()
  const asked = readAsked((name) => form.text(name) || undefined)
  const picks = [...new Set(form.texts('chosen'))].slice(0, MOST).flatMap(readPick).sort(byCode)
  const left = (result: Omit<ManyResult, 'deed'>) => answerLeft(c, asked, { deed, ...result })
  if (picks.length === 0) return await left({ done: 0, isNone: true, left: [] })
  const taken = await c.var.db.tx(async (tx) => {
    const all: Taken[] = []
    for (const pick of picks) all.push({ code: pick.code, as: await takeOne(c, tx, deed, pick) })
    return all
  })
  if (taken.every(({ as }) => as === 'gone')) return await c.notFound()
  const done = taken.filter(({ as }) => as === 'done').length
  const rest = taken.flatMap(({ code, as }) => (as === 'done' ? [] : [{ code, reason: as }]))
  if (rest.length) return await left({ done, isNone: false, left: rest })
  const address = addressOfRegister(c, { ...asked, all: false })
  return c.redirect(`${address}&${new URLSearchParams({ done: `${deed}-${done}` })}`, 303)
})

/** What the last round has done, or how many drafts were made, told on the page that follows. */
export function doneFlash(c: Visit) {
  const [, name = '', n = ''] = /^([a-z]+)-(\d{1,5})$/.exec(queryText(c, 'done')) ?? []
  const deed = choose(name, [...deeds, 'draw'])
  if (!deed) return {}
  const text = c.var.reader.t(`commitmentStep.manyDone.${deed}`, { n: Number(n) })
  return { flash: { kind: 'done' as const, text } }
}

/** In one order, so that two who take steps at once wait for each other. */
const byCode = (a: Pick, b: Pick) => (a.code < b.code ? -1 : 1)

interface Pick {
  version: number
  code: string
}

/** '3:CK-2023-A': the version that stood on the page, and the code. */
function readPick(text: string): Pick[] {
  const [, version = '', code = ''] = /^(\d{1,9}):(.+)$/.exec(text) ?? []
  return code ? [{ version: Number(version), code: plainText(code) }] : []
}

interface Taken {
  code: string
  as: 'done' | ManyResult['left'][number]['reason']
}

/** The same questions as for a single one; what was done by the same form before is done. */
async function takeOne(c: Visit, tx: Writer, deed: PlainDeed, { version, code }: Pick): Promise<Taken['as']> {
  const { actor, now, zone, today } = c.var
  const found = await findCommitment(tx, actor, code)
  if (!found || !commitmentRules[deed].may(actor, found.sides)) return 'gone'
  const step = { deed, note: '' }
  const hindrance = hindranceOf(deed, found.progress, today)
  if (hindrance === 'state' || found.row.version !== version) return await movedOr(c, tx, found, step)
  if (hindrance) return hindrance
  return (await takeStep(tx, actor, found, step, { now, zone })) ? 'done' : 'moved'
}

async function movedOr(
  c: Visit,
  tx: Writer,
  found: FoundCommitment,
  step: { deed: PlainDeed; note: string },
) {
  return (await wasTaken(tx, c.var.actor, found, step, c.var.today)) ? 'done' : 'moved'
}

async function answerLeft(c: Visit, asked: Asked, result: ManyResult) {
  const shown = await listPage(c, asked, result)
  if (!shown) return await c.notFound()
  return await refuse(c, shown.page, shown.body, result.isNone ? 422 : 409)
}
