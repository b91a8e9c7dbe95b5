import { fateFieldId, fateName } from '../../views/admin/unit-change-fate.tsx'
import { ChangePreviewPage, type PreviewProps } from '../../views/admin/unit-change-preview.tsx'
import type { FieldError } from '../../views/parts/form.tsx'
import { groupBy } from '../domain/grouping.ts'
import { shareText } from '../domain/share.ts'
import { isDue, type Plan } from '../storage/unit-changes/plan.ts'
import { refuse, show } from './answers.ts'
import type { Form } from './forms.ts'
import { chosenUnits, type SuccessionKind } from './unit-change-fields.ts'
import type { Visit } from './visit.ts'

/** Fields that the preview has of its own; all others go along unseen. */
const OWN = /^(head\.|overrides$|end_reason$|do$|seen$|find$|from$|page$)/

const TARGETS_A_PAGE = 100
const WAITING_SHOWN = 30

/** The preview of a plan, with what keeps it from being carried out. */
export async function showPreview(
  c: Visit,
  form: Form,
  plan: Plan,
  { errors, isStale }: { errors: FieldError[]; isStale: boolean },
) {
  const { reader, today } = c.var
  const { order, estate } = plan
  const sorted = inOrder(plan)
  const page = pageOf(form, plan, sorted)
  const made = sorted.slice(page.from - 1, page.to)
  const ended = endedOf(plan)
  const fields = fieldsOf(made, ended)
  const amiss = fateErrors(c, plan, form, fields)
  const all = [...errors, ...amiss, ...checkErrors(c, plan, amiss.length > 0)]
  const props: PreviewProps = {
    reader,
    kind: order.kind,
    decision: order.decision,
    effectiveOn: order.effectiveOn,
    hidden: [
      ...unseenOf(form, fields),
      { name: 'from', value: chosenUnits(form).join(' ') },
      { name: 'page', value: String(page.number) },
      { name: 'seen', value: plan.fingerprint },
    ],
    typed: (name) => form.text(name),
    errors: all,
    isStale,
    mayApply: isDue(order, today) && !estate.waiting.length,
    isDue: isDue(order, today),
    ...unitsOf(plan),
    conservation: plan.conservation,
    all: plan.made,
    made,
    page,
    passing: estate.passing,
    fateErrors: new Map(amiss.map(({ target, text }) => [target, text])),
    counts: countsOf(plan),
    ended,
    people: plan.moves,
    heads: headsOf(plan),
    waiting: waitingOf(c, plan).slice(0, WAITING_SHOWN),
    waitingCount: estate.waiting.length,
    suspended: estate.suspended,
    pending: estate.extensions.filter(({ decision }) => decision === null).length,
    below: estate.children.length,
  }
  const head = {
    title: reader.t(`succession.newTitle.${order.kind as SuccessionKind}`),
    here: '/admin/units',
    isForm: true,
  }
  const body = ChangePreviewPage(props)
  if (isStale) return await refuse(c, head, body, 409)
  return all.length ? await refuse(c, head, body) : await show(c, head, body)
}

/** The fields of this page beside single targets, with the code of each. */
const fieldsOf = (made: Plan['made'], ended: PreviewProps['ended']): Map<string, string> =>
  new Map(
    [
      ...made.flatMap(({ parts, successor }) => parts.map(({ target }) => ({ target, successor }))),
      ...ended,
    ].map(({ target, successor }) => [fateName(target, successor ?? ''), target]),
  )

/** What was typed on the page before, and what was chosen on other pages of this one. */
function unseenOf(form: Form, fields: ReadonlyMap<string, string>) {
  const isSeen = (name: string, value: string) => fields.has(name) || value === ''
  return form.fields.filter(
    ({ name, value }) => !OWN.test(name) && !(name.startsWith('fate.') && isSeen(name, value)),
  )
}

/** New unit by new unit, as they stand above. */
function inOrder({ made, successors }: Plan): Plan['made'] {
  const places = new Map(successors.map(({ code }, n) => [code, n]))
  return made.toSorted((a, b) => (places.get(a.successor) ?? 0) - (places.get(b.successor) ?? 0))
}

/** The page that was turned to; with something amiss, that of the first target it is about. */
function pageOf(form: Form, { fateProblems }: Plan, made: Plan['made']): PreviewProps['page'] {
  const turned = { later: 1, earlier: -1 }[form.text('do')]
  const amiss = new Set(turned ? [] : fateProblems.map(({ target }) => target))
  const first = made.findIndex(({ parts }) => parts.some(({ target }) => amiss.has(target)))
  const asked = Number(/^\d{1,6}$/.exec(form.text('page'))?.[0] ?? 1) + (turned ?? 0)
  const wanted = first < 0 ? asked : Math.floor(first / TARGETS_A_PAGE) + 1
  const number = Math.min(Math.max(wanted, 1), Math.max(1, Math.ceil(made.length / TARGETS_A_PAGE)))
  const before = (number - 1) * TARGETS_A_PAGE
  const to = Math.min(before + TARGETS_A_PAGE, made.length)
  return { number, from: before + 1, to, all: made.length }
}

/** What is amiss with a target is mended beside it, where it was said there, else in the table. */
function fateErrors(c: Visit, plan: Plan, form: Form, shown: ReadonlyMap<string, string>) {
  const { t } = c.var.reader
  return plan.fateProblems.slice(0, 30).map(({ why, target, fill }) => {
    const key = why === 'share_sum' ? 'fate_share_sum' : why === 'share_range' ? 'fate_share_range' : why
    const [name] = [...shown].find(([field, code]) => code === target && form.text(field) !== '') ?? []
    const beside = name ? fateFieldId(name) : 'overrides'
    return {
      target,
      field: why === 'no_reason' ? 'end_reason' : beside,
      text: t(`succession.problem.${key}`, { target, fill }),
    }
  })
}

function checkErrors(c: Visit, { conservation, estate }: Plan, isTold: boolean): FieldError[] {
  const { t } = c.var.reader
  const n = estate.waiting.length
  const told: [FieldError, boolean][] = [
    [{ field: 'h-waiting', text: t('succession.waiting', { n }) }, n > 0],
    [{ field: 'h-checks', text: t('succession.problem.not_kept') }, !isTold && !conservation.isKept],
  ]
  return told.flatMap(([error, applies]) => (applies ? [error] : []))
}

const waitingOf = (c: Visit, { estate }: Plan): PreviewProps['waiting'] =>
  estate.waiting.map(({ receipt, code, asOf, state }) => ({
    code,
    asOf,
    href: c.var.reader.at(
      receipt && state === 'submitted'
        ? `/updates/${receipt}/review`
        : `/targets/${encodeURIComponent(code)}`,
    ),
  }))

function countsOf({ made }: Plan): PreviewProps['counts'] {
  const count = (own: Plan['made'], fate: string) => own.filter((one) => one.fate === fate).length
  const units = [...groupBy(made, ({ successor }) => successor)]
  return new Map(
    units.map(([code, own]) => [
      code,
      { continued: count(own, 'continue'), combined: count(own, 'combine') },
    ]),
  )
}

function unitsOf({ order, estate, successors, drafts }: Plan): Pick<PreviewProps, 'successors' | 'ending'> {
  const nameOf = new Map(estate.units.map(({ code, name }) => [code, name]))
  const linksTo = (to: string | null) => order.links.filter((link) => link.to === to)
  return {
    successors: successors.map(({ code, name }) => ({
      code,
      name,
      drafts: drafts.filter(({ successor }) => successor === code).map((draft) => draft.code),
      from: linksTo(code).map(({ from, share }) => ({
        code: from,
        name: nameOf.get(from) ?? from,
        share: shareText(share),
      })),
    })),
    ending: linksTo(null).map(({ from }) => ({ code: from, name: nameOf.get(from) ?? from })),
  }
}

function endedOf({ rows, estate }: Plan): PreviewProps['ended'] {
  const titleOf = new Map(estate.passing.map(({ code, title }) => [code, title]))
  return rows
    .filter(({ fate }) => fate === 'end')
    .map(({ target, successor, reason }) => ({
      target,
      successor,
      title: titleOf.get(target) ?? target,
      reason,
    }))
}

/** Of each new unit, whoever goes there as head or clerk may lead it. */
function headsOf({ successors, moves }: Plan): PreviewProps['heads'] {
  return successors.map(({ code, name }) => {
    const there = moves.filter(({ to }) => to?.successor === code)
    const able = there.filter(({ role }) => role === 'head' || role === 'clerk')
    return {
      successor: code,
      name,
      chosen: there.find(({ to }) => to?.role === 'head')?.username ?? '',
      able: able.map(({ username, title }) => ({ username, title })),
    }
  })
}
