import { type DraftFault, isBlocking } from '../../src/domain/draft-terms.ts'
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

const faultWords = ({ t }: Reader, fault: DraftFault): string =>
  fault.reason === 'weights'
    ? t('commitmentStep.fault.weights', { n: fault.sum })
    : t(`commitmentStep.fault.${fault.reason}`, { code: fault.code })
