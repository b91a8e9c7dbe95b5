import { writeInstant } from '../../src/i18n/days.ts'
import { type Translate, translator } from '../../src/i18n/translate.ts'
import { PrintButton } from '../parts/form.tsx'
import { Crumbs, PageHead } from '../parts/page.tsx'
import type { Html, Reader } from '../reader.ts'

export interface Slip {
  username: string
  title: string
  unitName: string
  /** Null on a slip whose picture is a link. */
  password: string | null
  /** Where the house is. */
  address: string
  qr: { size: number; path: string }
  /** Until when the link works. */
  until: number | null
}

/** A paper of a Vietnamese office stays Vietnamese, whoever reads the page around it. */
const t: Translate = translator('vi')

/** Slips to be printed, cut apart and handed over. */
export function SlipsPage(props: {
  reader: Reader
  title: string
  lead: string
  backHref: string
  backLabel: string
  slips: Slip[]
}): Html {
  const { reader, slips } = props
  return (
    <>
      <div class='no-print'>
        <Crumbs
          reader={reader}
          items={[{ href: props.backHref, label: props.backLabel }]}
          here={props.title}
        />
        <PageHead title={props.title} lead={props.lead} actions={<PrintButton reader={reader} />} />
      </div>
      <Slips reader={reader} slips={slips} />
    </>
  )
}

export function Slips({ reader, slips }: { reader: Reader; slips: Slip[] }) {
  return (
    <ul class='plain slips' lang='vi'>
      {slips.map((slip) => (
        <li class='slip'>
          <OneSlip reader={reader} slip={slip} />
        </li>
      ))}
    </ul>
  )
}

function OneSlip({ reader, slip }: { reader: Reader; slip: Slip }) {
  const { qr, password, until } = slip
  return (
    <>
      <div>
        <p>
          <b>{t('slip.title')}</b>
        </p>
        <p>
          {slip.title}, {slip.unitName}
        </p>
        <dl>
          <dt>{t('slip.where')}</dt>
          <dd>{slip.address}</dd>
          <dt>{t('slip.username')}</dt>
          <dd>
            <code class='code'>{slip.username}</code>
          </dd>
          {password !== null && (
            <>
              <dt>{t('slip.password')}</dt>
              <dd>
                <code class='code'>{password}</code>
              </dd>
            </>
          )}
        </dl>
        {password === null && (
          <p>
            <b>{t('slip.link')}</b>
            {until !== null && (
              <>
                <br />
                {t('slip.until', { at: writeInstant('vi', until, reader.zone) })}
              </>
            )}
          </p>
        )}
        {password !== null && <p class='sm'>{t('slip.how')}</p>}
      </div>
      <figure class='fill__qr'>
        <svg
          viewBox={`0 0 ${qr.size} ${qr.size}`}
          role='img'
          aria-label={t('slip.qr', { address: slip.address })}
        >
          <rect width={qr.size} height={qr.size} class='qr__paper' />
          <path d={qr.path} class='qr__ink' />
        </svg>
      </figure>
    </>
  )
}
