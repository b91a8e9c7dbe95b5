import type { Child } from 'hono/jsx'
import { Icon } from '../parts/icon.tsx'
import { HiddenFields } from '../parts/inputs.tsx'
import type { Reader } from '../reader.ts'

interface RemindFormProps {
  reader: Reader
  kept: { name: string; value: string }[]
  children: Child
}

/** A list whose ticked rows can be reminded together; the bar comes up with the first tick. */
export function RemindForm({ reader, kept, children }: RemindFormProps) {
  const { t } = reader
  return (
    <form class='card' method='get' action={reader.at('/reminders/new')}>
      <HiddenFields fields={kept} />
      {children}
      <section class='bulk no-print' aria-label={t('desk.chosenLabel')}>
        <b>
          {t('desk.chosen')}
          <span data-picked />
        </b>
        <button class='btn btn--p btn--s' type='submit'>
          <Icon reader={reader} name='bell' />
          {t('desk.remind')}
        </button>
      </section>
    </form>
  )
}
