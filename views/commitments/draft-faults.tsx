import { type DraftFault, isBlocking } from '../../src/domain/draft-terms.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { Callout } from '../parts/notes.tsx'
import type { Reader } from '../reader.ts'

export interface ShownFault {
  fault: DraftFault
  /** Where it is mended, ready-made; null for those who only read, and where no single form does. */
  href: string | null
}

/** Where what does not go together stands on the page: a step that it hinders leads there. */
export const FAULTS_ID = 'faults'

/** What of a draft does not go together: it may stay while it is being written, and is mended before a step is taken. */
export function DraftFaults({ reader, faults }: { reader: Reader; faults: readonly ShownFault[] }) {
  const { t } = reader
  if (faults.length === 0) return null
  const mustMend = faults.some(({ fault }) => isBlocking(fault))
  return (
    <div class='mb' id={FAULTS_ID}>
      <Callout
        reader={reader}
        tone='risk'
        title={t(mustMend ? 'commitmentStep.faults' : 'commitmentStep.faultsToSee')}
      >
        <ul>
          {faults.map(({ fault, href }) => (
            <li>
              {faultWords(reader, fault)}
              {href && (
                <>
                  {' '}
                  <a href={href}>{t('commitmentStep.faultMend')}</a>
                </>
              )}
            </li>
          ))}
        </ul>
      </Callout>
    </div>
  )
}

function faultWords({ t, language }: Reader, fault: DraftFault): string {
  if (fault.reason === 'weights') return t('commitmentStep.fault.weights', { n: fault.sum })
  if (fault.reason !== 'period') return t(`commitmentStep.fault.${fault.reason}`, { code: fault.code })
  const { startOn, endOn } = fault.campaign
  return t('commitmentStep.fault.period', {
    from: writeDay(language, startOn),
    to: writeDay(language, endOn),
  })
}
