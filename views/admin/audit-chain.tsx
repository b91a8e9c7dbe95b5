import type { Instant } from '../../src/domain/day.ts'
import { writeInstant } from '../../src/i18n/days.ts'
import { Icon } from '../parts/icon.tsx'
import { HiddenFields } from '../parts/inputs.tsx'
import { SummaryList } from '../parts/lists.tsx'
import { Callout } from '../parts/notes.tsx'
import { Section } from '../parts/page.tsx'
import type { Reader } from '../reader.ts'

export interface ChainProps {
  reader: Reader
  action: string
  /** What is asked of the list, so that a check leaves it as it is. */
  kept: { name: string; value: string }[]
  head: { seq: number; hash: string }
  /** What a check found; null while none was asked for. */
  check: {
    at: Instant
    events: number
    brokenAt: number | null
    weeks: { weeks: number; files: number; faults: string[] }
  } | null
}

/** The end of the chain, and whether all of it holds. */
export function ChainSection({ reader, action, kept, head, check }: ChainProps) {
  const { t } = reader
  return (
    <div class='mt-l'>
      <Section id='chain' title={t('audit.chain')}>
        <div class='card card__p flow cq'>
          {check && <Found reader={reader} check={check} />}
          <SummaryList
            items={[
              { term: t('audit.head', { seq: head.seq }), detail: t('audit.headHint') },
              { term: t('audit.headHash'), detail: <span class='code hash'>{head.hash}</span> },
            ]}
          />
          <form class='btns no-print' method='get' action={`${action}#chain`}>
            <HiddenFields fields={[...kept, { name: 'verify', value: '1' }]} />
            <button class='btn' type='submit'>
              <Icon reader={reader} name='shield-check' />
              {t('audit.verify')}
            </button>
          </form>
        </div>
      </Section>
    </div>
  )
}

function Found({ reader, check }: { reader: Reader; check: NonNullable<ChainProps['check']> }) {
  const { t, language, zone } = reader
  const { brokenAt, weeks } = check
  const at = writeInstant(language, check.at, zone)
  const weekWords = weeks.weeks
    ? t('audit.weeks', { weeks: weeks.weeks, files: weeks.files })
    : t('audit.weeksNone')
  return (
    <div class='flow' role='status'>
      {brokenAt === null ? (
        <Callout reader={reader} tone='done' title={t('audit.holds', { at, n: check.events })} />
      ) : (
        <Callout reader={reader} tone='late' title={t('audit.broken', { seq: brokenAt })}>
          <p>{t('audit.brokenText')}</p>
        </Callout>
      )}
      {weeks.faults.length === 0 ? (
        <Callout reader={reader} tone='done' title={weekWords} />
      ) : (
        <Callout reader={reader} tone='late' title={t('audit.weeksBroken')}>
          <ul>
            {weeks.faults.map((fault) => (
              <li>{fault}</li>
            ))}
          </ul>
        </Callout>
      )}
    </div>
  )
}
