import type { Instant } from '../../src/domain/day.ts'
import type { Week } from '../../src/domain/week.ts'
import { writeInstant } from '../../src/i18n/days.ts'
import { Confirm } from '../parts/form.tsx'
import { Callout } from '../parts/notes.tsx'
import type { Html, Reader } from '../reader.ts'

/** The question before a week is frozen. */
export function FreezePage(props: {
  reader: Reader
  week: Week
  /** The cut-off, while it has not come. */
  cutOff: Instant | null
  /** Units that may still report in time. */
  pending: number
  /** Numbers of the weeks that are frozen with it, because they have not been. */
  earlier: number[]
  action: string
  back: string
}): Html {
  const { reader, week, cutOff, pending, earlier, action, back } = props
  const { t, language, zone } = reader
  return (
    <div class='narrow'>
      <Confirm
        reader={reader}
        question={t('weekly.freezeQuestion', { n: week.number })}
        action={action}
        fields={[{ name: 'confirm', value: 'yes' }]}
        confirm={t('weekly.freezeConfirm')}
        cancelHref={back}
      >
        {cutOff !== null && (
          <Callout reader={reader} tone='risk'>
            <p>{t('weekly.freezeEarly', { at: writeInstant(language, cutOff, zone) })}</p>
            {pending > 0 && <p>{t('weekly.freezePending', { n: pending })}</p>}
          </Callout>
        )}
        {earlier.length > 0 && (
          <p>{t('weekly.freezeEarlier', { n: earlier.length, weeks: earlier.join(', ') })}</p>
        )}
        <p>{t('weekly.freezeOnce')}</p>
      </Confirm>
    </div>
  )
}
