import type { Child } from 'hono/jsx'
import type { PlainDeed } from '../../src/domain/commitment.ts'
import { HiddenFields } from '../parts/inputs.tsx'
import { Callout } from '../parts/notes.tsx'
import type { Reader } from '../reader.ts'

export interface ManyProps {
  deed: PlainDeed
  /** Codes of those that stand ticked. */
  picked: string[]
  /** The same page with all of them ticked, or none. */
  allHref: string
  noneHref: string
  action: string
  hidden: { name: string; value: string }[]
}

export interface ManyResult {
  deed: PlainDeed
  done: number
  /** Nobody ticked any. */
  isNone: boolean
  left: { code: string; reason: 'moved' | 'no_targets' | 'terms' | 'gone' }[]
}

/** A register whose ticked rows take one step together; the bar comes up with the first tick. */
export function ManyForm({ reader, many, children }: { reader: Reader; many: ManyProps; children: Child }) {
  const { t } = reader
  return (
    <form class='card' method='post' action={many.action}>
      <HiddenFields fields={many.hidden} />
      <p class='card__p no-print'>
        {many.picked.length > 0 ? (
          <a href={many.noneHref}>{t('commitmentStep.pickNone')}</a>
        ) : (
          <a href={many.allHref}>{t('commitmentStep.pickAll')}</a>
        )}
      </p>
      {children}
      <section class='bulk no-print' aria-label={t('desk.chosenLabel')}>
        <b>
          {t('desk.chosen')}
          <span data-picked />
        </b>
        <button class='btn btn--p btn--s' type='submit'>
          {t(`commitmentStep.many.${many.deed}`)}
        </button>
      </section>
    </form>
  )
}

/** Which of the ticked ones a step could not be taken of, and why. */
export function ManyLeft({ reader, result }: { reader: Reader; result: ManyResult }) {
  const { t, at } = reader
  const { deed, done, left, isNone } = result
  const title = isNone ? t('commitmentStep.manyNone') : t('commitmentStep.manyLeft', { n: left.length })
  return (
    <Callout reader={reader} tone='back' title={title}>
      {done > 0 && <p>{t(`commitmentStep.manyDone.${deed}`, { n: done })}</p>}
      {left.length > 0 && (
        <ul>
          {left.map(({ code, reason }) => (
            <li>
              {reason === 'gone' ? code : <a href={at(`/commitments/${encodeURIComponent(code)}`)}>{code}</a>}
              {': '}
              {t(`commitmentStep.left.${reason}`)}
            </li>
          ))}
        </ul>
      )}
    </Callout>
  )
}
