import { writeDay, writeInstant } from '../../src/i18n/days.ts'
import { comparedOf } from '../amendments/words.ts'
import type { Happening } from '../parts/lists.tsx'
import type { Reader } from '../reader.ts'
import type { EventOf as Of, PromisedTarget } from './shapes.ts'
import { amountWords } from './words.ts'

export function planOf(reader: Reader, target: PromisedTarget, event: Of<'plan'>): Happening {
  const fill = { plan: amountWords(reader, event.plan, target), day: writeDay(reader.language, event.from) }
  return {
    tone: 'info',
    icon: 'pen-line',
    title: reader.t('target.event.plan', fill),
    meta: event.decision,
    quote: event.reason,
  }
}

export function extensionOf(reader: Reader, event: Of<'extension'>): Happening {
  const { t, language, zone } = reader
  if (event.annex !== undefined) return amendedOf(reader, event)
  const { decision, newDueOn } = event
  const isGranted = decision === 'granted' && newDueOn
  const proposed = writeDay(language, event.proposedDueOn)
  const meta = [
    decision && event.decidedAt
      ? t('target.event.decided', {
          word: t(`target.extension.${decision}`),
          by: event.decidedBy ?? '',
          at: writeInstant(language, event.decidedAt, zone),
        })
      : t('target.extension.pending'),
    isGranted && newDueOn !== event.proposedDueOn ? t('target.event.proposed', { day: proposed }) : null,
    event.by && t('target.event.requested', { by: event.by, at: writeInstant(language, event.at, zone) }),
  ]
  return {
    tone: isGranted ? 'done' : decision ? 'none' : 'wait',
    icon: 'calendar-clock',
    title: <ExtensionTitle reader={reader} event={event} />,
    meta: meta.filter(Boolean).join(' · '),
    quote: event.reason || null,
  }
}

/** No request stands behind it: what moved the deadline is the annex. */
function amendedOf({ t, language, zone }: Reader, event: Of<'extension'>): Happening {
  const { annex, newDueOn, proposedDueOn, decidedAt, at, reason } = event
  const day = writeDay(language, newDueOn ?? proposedDueOn)
  return {
    tone: 'done',
    icon: 'calendar-clock',
    title: t('target.event.amendedDue', { day, annex: annex ?? '' }),
    meta: writeInstant(language, decidedAt ?? at, zone),
    quote: reason || null,
  }
}

/** Who asked is told to those alone who may open the request. */
function ExtensionTitle({ reader, event }: { reader: Reader; event: Of<'extension'> }) {
  const { t, language, at } = reader
  const { id, by, decision, newDueOn, proposedDueOn } = event
  const words =
    decision === 'granted' && newDueOn
      ? t('target.event.granted', { day: writeDay(language, newDueOn) })
      : t('target.event.extension', { day: writeDay(language, proposedDueOn) })
  return by ? <a href={at(`/extensions/${id}`)}>{words}</a> : words
}

/** What changed, with what it was before. */
export function annexOf(reader: Reader, target: PromisedTarget, event: Of<'annex'>): Happening {
  const { t, language, at } = reader
  const { commitment, number, document, signedOn, line } = event
  const path = `/commitments/${encodeURIComponent(commitment)}/amendments/${number}`
  const measured = { decimals: String(target.decimals), measure: target.measure }
  const changes = line.kind === 'add' ? [] : comparedOf(reader, line, measured)
  return {
    tone: 'info',
    icon: 'file-text',
    title: <a href={at(path)}>{t(`target.event.annex.${line.kind}`, { annex: document })}</a>,
    meta: signedOn && t('target.event.annexSigned', { day: writeDay(language, signedOn) }),
    quote: changes.map((change) => t('target.event.annexChange', { ...change })).join('; ') || null,
  }
}
