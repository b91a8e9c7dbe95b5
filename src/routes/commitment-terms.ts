import type { FieldError } from '../../views/parts/form.tsx'
import { partyKinds } from '../domain/commitment.ts'
import type { Day } from '../domain/day.ts'
import { outsideOf } from '../domain/draft-terms.ts'
import { readDay, writeDay } from '../i18n/days.ts'
import type { Campaign } from '../storage/campaigns.ts'
import type { Terms } from '../storage/commitments/drafts.ts'
import { findLastTerms } from '../storage/commitments/eligible.ts'
import type { BothTerms } from '../storage/commitments/terms.ts'
import { loadLetterhead } from '../storage/summaries/letterhead.ts'
import { choose, type Form, formOf } from './forms.ts'
import type { Visit } from './visit.ts'

const LONGEST_LINE = 200

export type Note = (field: string, text: string) => void

/** Collects what is to be mended, the first word about each field. */
export function notes(): { errors: FieldError[]; note: Note } {
  const errors: FieldError[] = []
  const note: Note = (field, text) => {
    if (!errors.some((one) => one.field === field)) errors.push({ field, text })
  }
  return { errors, note }
}

/** With the signatory of the unit, where it is for one unit. */
export function readBothTerms(c: Visit, form: Form, campaign: Campaign, note: Note): BothTerms {
  const terms = readTerms(c, form, campaign, note)
  const sideBPost = readLine(c, form, 'side_b_post', note)
  if (sideBPost === '') note('side_b_post', c.var.reader.t('commitmentNew.problem.missing'))
  return { ...terms, sideBPost, sideBName: readLine(c, form, 'side_b_name', note) || null }
}

/** What a commitment says beside its targets: who signs, from when to when, and where. */
export function readTerms(c: Visit, form: Form, campaign: Campaign, note: Note): Terms {
  const { t } = c.var.reader
  const partyKind = choose(form.text('party_kind'), partyKinds)
  if (!partyKind) note('party_kind', t('commitmentNew.problem.choose'))
  const sideAPost = readLine(c, form, 'side_a_post', note)
  if (sideAPost === '') note('side_a_post', t('commitmentNew.problem.missing'))
  const from = readTermDay(c, form, 'effective_from', note) ?? campaign.startOn
  const to = readTermDay(c, form, 'effective_to', note) ?? campaign.endOn
  if (to < from) note('effective_to', t('commitmentNew.problem.reversed'))
  for (const end of outsideOf({ effectiveFrom: from, effectiveTo: to }, campaign))
    note(`effective_${end}`, t('commitmentNew.problem.outside', daysOf(c, campaign)))
  return {
    partyKind: partyKind ?? 'collective',
    sideAPost,
    sideAName: readLine(c, form, 'side_a_name', note) || null,
    place: readLine(c, form, 'place', note) || null,
    effectiveFrom: from,
    effectiveTo: to,
  }
}

const daysOf = ({ var: { reader } }: Visit, { startOn, endOn }: Campaign) => ({
  from: writeDay(reader.language, startOn),
  to: writeDay(reader.language, endOn),
})

export function readLine(c: Visit, form: Form, field: string, note: Note): string {
  const text = form.text(field).replace(/\s+/g, ' ')
  if (text.length > LONGEST_LINE)
    note(field, c.var.reader.t('commitmentNew.problem.long', { n: LONGEST_LINE }))
  return text.slice(0, LONGEST_LINE)
}

function readTermDay(c: Visit, form: Form, field: string, note: Note): Day | undefined {
  const { t } = c.var.reader
  const text = form.text(field)
  const day = readDay(text)
  if (!day) note(field, t(text === '' ? 'commitmentNew.problem.missing' : 'commitmentNew.problem.day'))
  return day
}

/**
 * What most commitments of the campaign say: as side A signed last, for the whole period. A unit and its head promise
 * together, unless it is for one unit whose head promised alone before.
 */
export async function startingTerms(
  c: Visit,
  campaign: Campaign,
  unitId?: string,
): Promise<[string, string][]> {
  const { db, actor, reader } = c.var
  const { tenant } = actor
  const last = await findLastTerms(db.read, tenant, { upperUnitId: campaign.ownerUnitId })
  const own = unitId ? await findLastTerms(db.read, tenant, { unitId }) : undefined
  const place = last?.place ?? (await loadLetterhead(db.read, tenant, campaign.ownerUnitId)).place
  return [
    ['party_kind', own?.partyKind ?? 'collective'],
    ['side_a_post', last?.sideAPost ?? ''],
    ['side_a_name', last?.sideAName ?? ''],
    ['place', place],
    ['effective_from', writeDay(reader.language, campaign.startOn)],
    ['effective_to', writeDay(reader.language, campaign.endOn)],
  ]
}

/** A form with these fields in front of what was typed: what is typed already stands. */
export const withDefaults = (form: Form, fields: [string, string][]): Form =>
  formOf([
    ...form.fields.map(({ name, value }): [string, string] => [name, value]),
    ...fields.filter(([name]) => form.texts(name).length === 0),
  ])
