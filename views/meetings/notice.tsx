import type { OfficePaper } from '../../src/domain/office-paper.ts'
import { ErrorSummary, type FieldError, PrintButton } from '../parts/form.tsx'
import { Icon } from '../parts/icon.tsx'
import { HiddenFields, TextField } from '../parts/inputs.tsx'
import { Callout } from '../parts/notes.tsx'
import { OfficeSheet } from '../parts/office-sheet.tsx'
import { Crumbs, PageHead } from '../parts/page.tsx'
import type { Html, Reader } from '../reader.ts'
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
        <OfficeSheet reader={reader} paper={paper} label={t('meeting.notice')} />
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
