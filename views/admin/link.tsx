import { writeInstant } from '../../src/i18n/days.ts'
import { CopyButton } from '../parts/copy-button.tsx'
import { PrintButton } from '../parts/form.tsx'
import { Callout } from '../parts/notes.tsx'
import { Crumbs, PageHead } from '../parts/page.tsx'
import type { Html, Reader } from '../reader.ts'
import { type Slip, Slips } from './slips.tsx'

/** A one-time link, shown once: to copy, or to print as a slip with its picture. */
export function LinkPage(props: {
  reader: Reader
  title: string
  address: string
  backHref: string
  slip: Slip
}): Html {
  const { reader, title, address, slip } = props
  const { t, language, zone } = reader
  return (
    <>
      <div class='no-print flow-l mb'>
        <Crumbs reader={reader} items={[{ href: props.backHref, label: slip.username }]} here={title} />
        <PageHead title={title} actions={<PrintButton reader={reader} />} />
        <Callout reader={reader} tone='risk'>
          <p>{t('person.linkLead', { at: writeInstant(language, slip.until ?? 0, zone) })}</p>
        </Callout>
        <section class='card card__p' aria-label={t('person.linkLabel')}>
          <p class='hash'>
            <code class='code' id='link'>
              {address}
            </code>
          </p>
          <div class='btns mt'>
            <CopyButton reader={reader} from='#link' />
            <a class='btn' href={props.backHref}>
              {t('person.toPerson', { username: slip.username })}
            </a>
          </div>
        </section>
      </div>
      <Slips reader={reader} slips={[slip]} />
    </>
  )
}
