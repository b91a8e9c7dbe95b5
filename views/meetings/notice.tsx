import type { OfficePaper } from '../../src/domain/office-paper.ts'
import { translator } from '../../src/i18n/translate.ts'
import { ErrorSummary, type FieldError, PrintButton } from '../parts/form.tsx'
import { Icon } from '../parts/icon.tsx'
import { HiddenFields, TextField } from '../parts/inputs.tsx'
import { Callout } from '../parts/notes.tsx'
import { Crumbs, PageHead } from '../parts/page.tsx'
import { DocumentSheet } from '../parts/sheet.tsx'
import type { Html, Reader } from '../reader.ts'
import { PaperSection } from '../weekly/paper-section.tsx'
import type { MeetingHead } from './shapes.ts'

export interface NoticeProps {
  reader: Reader
  meeting: MeetingHead
  conclusions: number
  paper: OfficePaper
  listHref: string
  /** Null for those who only read it. */
  agendaHref: string | null
  docxHref: string
  /** For whoever types the number. */
  form: NumberForm | null
}

export interface NumberForm {
  action: string
  hidden: { name: string; value: string }[]
  typed: string
  example: string
  errors: FieldError[]
  /** The number that somebody else has given meanwhile. */
  conflict: { number: string | null } | null
}

/** The notice of conclusions as it goes out, with the place where its number is typed. */
export function NoticePage(props: NoticeProps): Html {
  const { reader, meeting, paper, form } = props
  const { t } = reader
  return (
    <>
      {form && <ErrorSummary reader={reader} errors={form.errors} />}
      <Crumbs
        reader={reader}
        items={[
          { href: props.listHref, label: t('meeting.title') },
          ...(props.agendaHref ? [{ href: props.agendaHref, label: meeting.title }] : []),
        ]}
        here={t('meeting.notice')}
      />
      <div class='no-print'>
        <PageHead
          eyebrow={meeting.title}
          title={t('meeting.notice')}
          lead={
            t('meeting.noticeLead', { n: props.conclusions }) +
            (meeting.number === null ? ` ${t('meeting.noticeDraftLead')}` : '')
          }
          actions={
            <>
              <a class='btn btn--p' href={props.docxHref}>
                <Icon reader={reader} name='download' />
                {t('meeting.docx')}
              </a>
              <PrintButton reader={reader} />
            </>
          }
        />
        {form && <NumberCard reader={reader} form={form} />}
      </div>
      <div class='mt-l'>
        <NoticeSheet reader={reader} paper={paper} />
      </div>
    </>
  )
}

function NumberCard({ reader, form }: { reader: Reader; form: NumberForm }) {
  const { t } = reader
  return (
    <form class='card card__p' method='post' action={form.action} novalidate>
      {form.conflict && (
        <Callout reader={reader} tone='risk' title={t('meeting.numberConflict')}>
          <p>
            {t('meeting.numberConflictText', {
              number: form.conflict.number ?? t('meeting.numberNone'),
            })}
          </p>
        </Callout>
      )}
      <HiddenFields fields={form.hidden} />
      <TextField
        reader={reader}
        name='number'
        label={t('meeting.numberLabel')}
        hint={t('meeting.numberHint', { example: form.example })}
        value={form.typed}
        error={form.errors[0]?.text}
        attributes={{ maxlength: 100, autocomplete: 'off' }}
        optional
      />
      <div class='field'>
        <button class='btn' type='submit'>
          {t('meeting.numberSave')}
        </button>
      </div>
    </form>
  )
}

/** An official paper, so in the office's own language whoever reads it. */
function NoticeSheet({ reader, paper }: { reader: Reader; paper: OfficePaper }) {
  const office: Reader = { ...reader, language: 'vi', t: translator('vi') }
  const { form, head, kind, subject, draft, opening, sections, closing, recipients, signature } = paper
  return (
    <DocumentSheet
      reader={office}
      label={reader.t('meeting.notice')}
      head={{ ...head, star: form === 'party' }}
      title={kind}
      subject={subject}
      isDraft={draft !== null}
      recipients={recipients.lines}
      signature={signature}
    >
      {opening.map((text) => (
        <p>{text}</p>
      ))}
      {sections.map((section) => (
        <PaperSection reader={office} section={section} />
      ))}
      {closing.map((text) => (
        <p>{text}</p>
      ))}
    </DocumentSheet>
  )
}
