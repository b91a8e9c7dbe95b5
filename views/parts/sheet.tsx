import type { Child } from 'hono/jsx'
import type { Language } from '../../src/domain/language.ts'
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

interface Signature {
  lines: string[]
  name?: string | null
}

interface SheetProps {
  reader: Reader
  /** The language of what is written between the head and the recipients. */
  language?: Language
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
  signature?: Signature
  /** Who signs at the left, where no recipients stand. */
  cosignature?: Signature
  /** By which it is found again; below the signature. */
  code?: string
  /** What comes after the signature. */
  annexes?: Child[]
  children: Child
}

/** What a paper is set in, for machines without the font of an office: asked for by pages with a paper alone. */
export const PaperFont = ({ reader }: { reader: Reader }) => (
  <link rel='stylesheet' href={reader.asset('paper.css')} />
)

/** An A4 paper as it will be printed. Its heading is a level-two heading of the page. */
export function DocumentSheet(props: SheetProps) {
  const {
    reader,
    language = 'vi',
    label,
    head,
    title,
    subject,
    isDraft,
    recipients,
    signature,
    cosignature,
    annexes = [],
    children,
  } = props
  // The names of bodies and posts stand as the office writes them.
  const named = language === 'vi' ? undefined : 'vi'
  return (
    <article class='doc' aria-label={label} lang={language}>
      <PaperFont reader={reader} />
      <Letterhead head={head} lang={named} />
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
          {cosignature && <Signed signature={cosignature} lang={named} />}
          {!cosignature && (
            <div class='doc__to'>
              {recipients && (
                <p class='sm'>
                  <u>{reader.t('common.recipients')}</u>
                </p>
              )}
              {recipients?.map((line) => (
                <p class='sm' lang={named}>
                  - {line}
                </p>
              ))}
            </div>
          )}
          <Signed signature={signature} lang={named} />
        </div>
      )}
      {props.code && <p class='sm'>{props.code}</p>}
      {annexes.map((annex) => (
        <section class='doc__x'>{annex}</section>
      ))}
    </article>
  )
}

function Signed({ signature, lang }: { signature: Signature | undefined; lang: Language | undefined }) {
  return (
    <div lang={lang}>
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
  )
}

function Letterhead({ head, lang }: { head: SheetHead; lang: Language | undefined }) {
  return (
    <div class='doc__h' lang={lang}>
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
