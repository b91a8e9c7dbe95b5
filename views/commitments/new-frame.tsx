import type { Child } from 'hono/jsx'
import { HiddenFields } from '../parts/inputs.tsx'
import { Crumbs, PageHead } from '../parts/page.tsx'
import type { Reader } from '../reader.ts'

export interface NewPageProps {
  reader: Reader
  campaign: { code: string; name: string }
  action: string
  /** What the other pages hold, and the id under which it is done once. */
  hidden: { name: string; value: string }[]
  typed: (name: string) => string
}

const pages = ['units', 'template', 'values'] as const

/** One of the three pages on which commitments are drawn up for many units. */
export function NewFrame(props: NewPageProps & { page: (typeof pages)[number]; children: Child }) {
  const { reader, campaign, page } = props
  const { t, at } = reader
  const here = pages.indexOf(page)
  return (
    <>
      <Crumbs
        reader={reader}
        items={[
          {
            href: at(`/commitments?campaign=${encodeURIComponent(campaign.code)}`),
            label: t('nav.commitments'),
          },
        ]}
        here={t('commitmentNew.title')}
      />
      <PageHead title={t('commitmentNew.title')} eyebrow={campaign.name} />
      <ol class='steps mb'>
        {pages.map((one, n) => (
          <li class={n < here ? 'ok' : undefined} aria-current={n === here ? 'step' : undefined}>
            {t(`commitmentNew.page.${one}`)}
          </li>
        ))}
      </ol>
      <form method='post' action={props.action} enctype='multipart/form-data' novalidate>
        <HiddenFields fields={props.hidden} />
        {props.children}
      </form>
    </>
  )
}

/** On to the next page, or back. */
export function NextButtons({ reader, next, hasBack }: { reader: Reader; next: string; hasBack: boolean }) {
  return (
    <div class='btns mt'>
      <button class='btn btn--p' type='submit' name='do' value='next'>
        {next}
      </button>
      {hasBack && (
        <button class='btn' type='submit' name='do' value='back'>
          {reader.t('commitmentNew.back')}
        </button>
      )}
    </div>
  )
}

/** One thing to say yes to. */
export function Tick(props: { name: string; label: string; checked: boolean }) {
  return (
    <div class='field'>
      <label class='choice'>
        <input type='checkbox' name={props.name} value='yes' checked={props.checked} />{' '}
        <span>{props.label}</span>
      </label>
    </div>
  )
}
