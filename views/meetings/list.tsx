import type { Week } from '../../src/domain/week.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { ErrorSummary, errorIn, type FieldError } from '../parts/form.tsx'
import { Icon } from '../parts/icon.tsx'
import { DateField, HiddenFields, TextField } from '../parts/inputs.tsx'
import { Callout, EmptyState } from '../parts/notes.tsx'
import { PageHead, Pager } from '../parts/page.tsx'
import { Cell, Row, RowHead, StackTable } from '../parts/table.tsx'
import type { Html, Reader } from '../reader.ts'
import type { MeetingHead } from './shapes.ts'

export interface MeetingListProps {
  reader: Reader
  campaign: string
  /** Holds the meeting; others read what was concluded. */
  mayHold: boolean
  meetings: (MeetingHead & { conclusions: number; href: string; noticeHref: string; docxHref: string })[]
  next: string | null
  first: string | null
  /** This week's meeting, once it is open. */
  openHref: string | null
  form: OpenForm | null
  week: Week
}

export interface OpenForm {
  action: string
  /** Carried along: the id, the week. */
  hidden: { name: string; value: string }[]
  typed: { title: string; chair_post: string; held_on: string }
  errors: FieldError[]
  conflict: { title: string; heldOn: MeetingHead['heldOn'] } | null
}

/** Every weekly meeting of a campaign, the newest first; whoever holds them opens this week's. */
export function MeetingListPage(props: MeetingListProps): Html {
  const { reader, mayHold, week, openHref, form } = props
  const { t } = reader
  return (
    <>
      {form && <ErrorSummary reader={reader} errors={form.errors} />}
      <PageHead
        eyebrow={props.campaign}
        title={t('meeting.title')}
        lead={t(mayHold ? 'meeting.lead' : 'meeting.leadRead')}
        actions={
          openHref && (
            <a class='btn btn--p' href={openHref}>
              <Icon reader={reader} name='monitor' />
              {t('meeting.goOn', { n: week.number })}
            </a>
          )
        }
      />
      <div class='flow-l'>
        {form && <OpenCard reader={reader} week={week} form={form} />}
        {props.meetings.length ? (
          <MeetingTable {...props} />
        ) : (
          <EmptyState reader={reader} icon='users' title={t('meeting.none')} />
        )}
      </div>
      <Pager reader={reader} next={props.next} first={props.first} />
    </>
  )
}

function OpenCard({ reader, week, form }: { reader: Reader; week: Week; form: OpenForm }) {
  const { t } = reader
  return (
    <form class='card card__p' method='post' action={form.action} novalidate aria-labelledby='h-open'>
      <HiddenFields fields={form.hidden} />
      <h2 id='h-open'>{t('meeting.open', { n: week.number })}</h2>
      {form.conflict && (
        <Callout reader={reader} tone='risk' title={t('meeting.already', { n: week.number })}>
          <p>
            {t('meeting.alreadyText', {
              title: form.conflict.title,
              day: writeDay(reader.language, form.conflict.heldOn),
            })}
          </p>
        </Callout>
      )}
      <TextField
        reader={reader}
        name='title'
        label={t('meeting.name')}
        value={form.typed.title}
        error={errorIn(form.errors, 'title')}
        attributes={{ maxlength: 200 }}
      />
      <TextField
        reader={reader}
        name='chair_post'
        label={t('meeting.chair')}
        hint={t('meeting.chairHint')}
        value={form.typed.chair_post}
        error={errorIn(form.errors, 'chair_post')}
        attributes={{ maxlength: 200 }}
      />
      <DateField
        reader={reader}
        name='held_on'
        label={t('meeting.heldOn')}
        value={form.typed.held_on}
        error={errorIn(form.errors, 'held_on')}
      />
      <div class='field'>
        <button class='btn btn--p' type='submit'>
          {t('meeting.openButton')}
        </button>
      </div>
    </form>
  )
}

function MeetingTable({ reader, meetings, mayHold }: MeetingListProps) {
  const { t, language } = reader
  return (
    <div class='card'>
      <StackTable
        caption={t('meeting.caption')}
        mid
        columns={[
          { label: t('meeting.week') },
          { label: t('meeting.name') },
          { label: t('meeting.heldOn') },
          { label: t('meeting.conclusionCount'), num: true },
          { label: t('meeting.number') },
          { label: t('meeting.files') },
        ]}
      >
        {meetings.map((one) => (
          <Row>
            <RowHead>
              <a href={mayHold ? one.href : one.noticeHref}>
                {t('meeting.weekOf', { n: one.week.number, year: one.week.year })}
              </a>
            </RowHead>
            <Cell label={t('meeting.name')}>{one.title}</Cell>
            <Cell label={t('meeting.heldOn')}>{writeDay(language, one.heldOn)}</Cell>
            <Cell label={t('meeting.conclusionCount')} num>
              {one.conclusions}
            </Cell>
            <Cell label={t('meeting.number')}>{one.number ?? t('meeting.draft')}</Cell>
            <Cell label={t('meeting.files')}>
              <a href={one.noticeHref}>{t('meeting.notice')}</a> · <a href={one.docxHref}>DOCX</a>
            </Cell>
          </Row>
        ))}
      </StackTable>
    </div>
  )
}
