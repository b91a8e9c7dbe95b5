import { ChangePreviewPage, type PreviewProps } from '../../views/admin/unit-change-preview.tsx'
import type { FieldError } from '../../views/parts/form.tsx'
import { shareText } from '../domain/share.ts'
import { isDue, type Plan } from '../storage/unit-changes/plan.ts'
import { refuse, show } from './answers.ts'
import type { Form } from './forms.ts'
import { chosenUnits, type SuccessionKind } from './unit-change-fields.ts'
import type { Visit } from './visit.ts'

/** Fields that the preview has of its own; all others go along unseen. */
const OWN = /^(fate\.|head\.|overrides$|end_reason$|do$|seen$|find$|from$)/

/** The preview of a plan, with what keeps it from being carried out. */
export async function showPreview(
  c: Visit,
  form: Form,
  plan: Plan,
  { errors, isStale }: { errors: FieldError[]; isStale: boolean },
) {
  const { reader, today } = c.var
  const { order } = plan
  const all = [...errors, ...fateErrors(c, plan)]
  const kept = form.fields.filter(({ name }) => !OWN.test(name))
  const props: PreviewProps = {
    reader,
    kind: order.kind,
    decision: order.decision,
    effectiveOn: order.effectiveOn,
    hidden: [
      ...kept,
      { name: 'from', value: chosenUnits(form).join(' ') },
      { name: 'seen', value: plan.fingerprint },
    ],
    typed: (name) => form.text(name),
    errors: all,
    isStale,
    mayApply: isDue(order, today),
    ...unitsOf(plan),
    conservation: plan.conservation,
    made: plan.made,
    passing: plan.estate.passing,
    ended: endedOf(plan),
    people: plan.moves,
    heads: headsOf(plan),
    waiting: plan.estate.waiting,
    suspended: plan.estate.suspended,
    pending: plan.estate.extensions.filter(({ decision }) => decision === null).length,
    below: plan.estate.children.length,
  }
  const page = {
    title: reader.t(`succession.newTitle.${order.kind as SuccessionKind}`),
    here: '/admin/units',
    isForm: true,
  }
  const body = ChangePreviewPage(props)
  if (isStale) return await refuse(c, page, body, 409)
  return all.length ? await refuse(c, page, body) : await show(c, page, body)
}

function fateErrors(c: Visit, { fateProblems, conservation }: Plan): FieldError[] {
  const { t } = c.var.reader
  const told = fateProblems.slice(0, 30).map(({ why, target, fill }) => {
    const key = why === 'share_sum' ? 'fate_share_sum' : why === 'share_range' ? 'fate_share_range' : why
    return {
      field: why === 'no_reason' ? 'end_reason' : 'overrides',
      text: t(`succession.problem.${key}`, { target, fill }),
    }
  })
  const isOff = !told.length && !conservation.isKept
  return isOff ? [{ field: 'h-checks', text: t('succession.problem.not_kept') }] : told
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
    .map(({ target, reason }) => ({ target, title: titleOf.get(target) ?? target, reason }))
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
