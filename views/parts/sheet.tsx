import type { Child } from 'hono/jsx'
import type { Reader } from '../reader.ts'

export interface SheetHead {
  /** The body above, in capitals; and the body that issues. */
  upper: string
  issuer: string
  /** 'Số 45-BC/VPHU' */
  number: string
  /** 'ĐẢNG CỘNG SẢN VIỆT NAM'; with a second line for a state office. */
  motto: string
  mottoBelow?: string
  /** 'Hướng Hóa, ngày 09 tháng 9 năm 2022' */
  placeAndDay: string
  /** The star below the issuer of a Party document. */
  star?: boolean
  /** What a letter is about, below its number: a letter has no title of its own. */
  about?: string
}

interface SheetProps {
  reader: Reader
  /** What a listener hears this paper called. */
  label: string
  head: SheetHead
  title: string
  subject?: Child
  /** Lines below the subject: the days it covers, a mark. */
  under?: Child
  isDraft?: boolean
  recipients?: string[]
  /** Lines above the name, then the name. */
  signature?: { lines: string[]; name?: string | null }
  /** By which it is found again; below the signature. */
  code?: string
  /** What comes after the signature. */
  annexes?: Child[]
  children: Child
}

/** An A4 paper as it will be printed. Its heading is a level-two heading of the page. */
export function DocumentSheet(props: SheetProps) {
  const {
    reader,
    label,
    head,
    title,
    subject,
    isDraft,
    recipients,
    signature,
    annexes = [],
    children,
  } = props
  return (
    <article class='doc' aria-label={label} lang='vi'>
      <Letterhead head={head} />
      <div class='doc__t'>
        {isDraft && <p>{reader.t('common.draftPaper')}</p>}
        <h2>{title}</h2>
        {subject && (
          <p>
            <b>{subject}</b>
          </p>
        )}
        {props.under}
        {!head.about && (
          <p class='doc__r' aria-hidden='true'>
            {head.star ? '-----' : '_______'}
          </p>
        )}
      </div>
      {children}
      {(recipients || signature) && (
        <div class='doc__s'>
          <div class='doc__to'>
            {recipients && (
              <p class='sm'>
                <u>{reader.t('common.recipients')}</u>
              </p>
            )}
            {recipients?.map((line) => (
              <p class='sm'>- {line}</p>
            ))}
          </div>
          <div>
            {signature?.lines.map((line) => (
              <p>
                <b>{line}</b>
              </p>
            ))}
            <p class='doc__sig' />
            {signature?.name && (
              <p>
                <b>{signature.name}</b>
              </p>
            )}
          </div>
        </div>
      )}
      {props.code && <p class='sm'>{props.code}</p>}
      {annexes.map((annex) => (
        <section class='doc__x'>{annex}</section>
      ))}
    </article>
  )
}

function Letterhead({ head }: { head: SheetHead }) {
  return (
    <div class='doc__h'>
      <div>
        <p>{head.upper}</p>
        <p>
          <b>{head.issuer}</b>
        </p>
        {head.star && <p>*</p>}
        <p>{head.number}</p>
        {head.about && <p class='doc__v'>{head.about}</p>}
      </div>
      <div>
        <p>{head.mottoBelow ? <b>{head.motto}</b> : <u>{head.motto}</u>}</p>
        {head.mottoBelow && (
          <p>
            <u>{head.mottoBelow}</u>
          </p>
        )}
        <p>
          <i>{head.placeAndDay}</i>
        </p>
      </div>
    </div>
  )
}
