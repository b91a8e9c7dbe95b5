import type { Child } from 'hono/jsx'
import type { IconName } from '../parts/icon-names.ts'
import { HiddenFields } from '../parts/inputs.tsx'
import { EmptyState } from '../parts/notes.tsx'
import type { Reader } from '../reader.ts'

/** A form that was not recorded, to be sent once more; its id makes sure that it counts once. */
export interface Again {
  /** Where it was sent to, ready-made. */
  action: string
  /** The text fields as typed; files cannot be kept. */
  fields: { name: string; value: string }[]
}

interface SorryProps {
  reader: Reader
  icon: IconName
  title: string
  text: Child
  again?: Again
  /** Where to try again by GET. */
  retryHref?: string
}

/** The frame of every page that says why something did not work, and what to do now. */
export function Sorry({ reader, icon, title, text, again, retryHref }: SorryProps) {
  return (
    <div class='narrow'>
      <EmptyState reader={reader} icon={icon} title={title} text={text} tone='risk' isPage>
        {again && (
          <form method='post' action={again.action}>
            <HiddenFields fields={again.fields} />
            <button class='btn btn--p' type='submit'>
              {reader.t('error.again')}
            </button>
          </form>
        )}
        {retryHref && (
          <a class='btn btn--p' href={retryHref}>
            {reader.t('error.retry')}
          </a>
        )}
        <a class={again || retryHref ? 'btn' : 'btn btn--p'} href={reader.at('/')}>
          {reader.t('error.home')}
        </a>
      </EmptyState>
      {again && <Typed reader={reader} again={again} />}
    </div>
  )
}

/** What was typed, to be copied by hand if all else fails. */
function Typed({ reader, again }: { reader: Reader; again: Again }) {
  const texts = again.fields.filter(({ value }) => value.length >= 20 && value.includes(' '))
  return (
    <div class='card card__p flow mt'>
      <p>
        {reader.t('error.unsure')} {reader.t('common.chooseFilesAgain')}
      </p>
      {texts.length > 0 && (
        <details class='more'>
          <summary>{reader.t('error.typed')}</summary>
          <div class='flow'>
            {texts.map(({ value }) => (
              <blockquote class='pre'>{value}</blockquote>
            ))}
          </div>
        </details>
      )}
    </div>
  )
}
