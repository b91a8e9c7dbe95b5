import { type Day, dayOf, type Instant } from '../../src/domain/day.ts'
import { type Letterhead, paperNumber } from '../../src/domain/letterhead.ts'
import { recipientLines } from '../../src/domain/office-paper.ts'
import { writeDocumentDate, writeDocumentDay } from '../../src/i18n/days.ts'
import { type Translate, translator } from '../../src/i18n/translate.ts'
import { stateWords } from '../letters/reminder.ts'
import { ErrorSummary, PrintButton } from '../parts/form.tsx'
import { DateField, TextField } from '../parts/inputs.tsx'
import { Crumbs, PageHead, Scroll } from '../parts/page.tsx'
import { DocumentSheet, type SheetHead } from '../parts/sheet.tsx'
import type { Html, Reader } from '../reader.ts'
import { type PartShown, problemWords, type ReminderProblem } from './shapes.ts'

export interface LetterPageProps {
  reader: Reader
  year: number
  sentAt: Instant
  number: string | null
  on: Day | null
  backHref: string
  parts: (PartShown & { letterhead: Letterhead })[]
  /** For those who remind, as long as the letter has no number. */
  numbering: { action: string; number: string; on: string; problems: ReminderProblem[] } | null
}

/** A paper of a Vietnamese office stays Vietnamese, whoever reads the page around it. */
const t: Translate = translator('vi')

/** The formal letters of a round, one sheet for each unit. */
export function LetterPage(props: LetterPageProps): Html {
  const { reader, parts, numbering } = props
  return (
    <>
      <div class='no-print'>
        <Crumbs
          reader={reader}
          items={[{ href: props.backHref, label: reader.t('reminder.title') }]}
          here={reader.t('reminder.letter')}
        />
        {numbering && (
          <ErrorSummary
            reader={reader}
            errors={numbering.problems.map((one) => ({
              field: one.field,
              text: problemWords(reader.t, one),
            }))}
          />
        )}
        <PageHead
          title={reader.t('reminder.printTitle')}
          lead={reader.t(props.number ? 'reminder.printLead' : 'reminder.printDraft')}
          actions={<PrintButton reader={reader} />}
        />
        {numbering && <NumberForm reader={reader} numbering={numbering} />}
      </div>
      {parts.map((part) => (
        // A sheet of its own for each unit: what is first in its block begins a page.
        <div>
          <div class='doc__x'>
            <Letter {...props} part={part} />
          </div>
        </div>
      ))}
    </>
  )
}

function NumberForm({
  reader,
  numbering,
}: {
  reader: Reader
  numbering: NonNullable<LetterPageProps['numbering']>
}) {
  const errorOf = (field: ReminderProblem['field']) => {
    const problem = numbering.problems.find((one) => one.field === field)
    return problem && problemWords(reader.t, problem)
  }
  return (
    <form class='card card__p narrow flow' method='post' action={numbering.action}>
      <TextField
        reader={reader}
        name='letter_number'
        label={reader.t('reminder.letterNumber')}
        hint={reader.t('reminder.letterNumberHint')}
        error={errorOf('letter_number')}
        value={numbering.number}
        attributes={{ maxlength: 60, autocomplete: 'off' }}
      />
      <DateField
        reader={reader}
        name='letter_on'
        label={reader.t('reminder.letterOn')}
        error={errorOf('letter_on')}
        value={numbering.on}
      />
      <div class='btns'>
        <button class='btn' type='submit'>
          {reader.t('common.save')}
        </button>
      </div>
    </form>
  )
}

function Letter(props: LetterPageProps & { part: LetterPageProps['parts'][number] }) {
  const { reader, part } = props
  const { letterhead, unit } = part
  const isParty = letterhead.form === 'party'
  return (
    <DocumentSheet
      reader={{ ...reader, language: 'vi', t }}
      label={reader.t('reminder.sheetOf', { unit: unit.name })}
      head={headOf(props)}
      title={t('reminder.paper.to', { unit: unit.name })}
      isDraft={props.number === null}
      recipients={recipientLines([
        t('reminder.paper.copy'),
        ...letterhead.recipients.filter((line) => line.startsWith('Lưu')),
      ])}
      signature={{ lines: letterhead.signature }}
    >
      {part.body.split('\n').map((line) => (
        <p>{line}</p>
      ))}
      <p>{t('reminder.paper.listed', { day: writeDocumentDay(dayOf(props.sentAt, reader.zone)) })}</p>
      <Scroll label={`${t('reminder.paper.target')}: ${unit.name}`}>
        <ItemTable items={part.items} />
      </Scroll>
      <p>{t('reminder.paper.closing') + (isParty ? '' : '/.')}</p>
    </DocumentSheet>
  )
}

function ItemTable({ items }: { items: PartShown['items'] }) {
  const columns = ['order', 'target', 'due', 'state'] as const
  return (
    <table>
      <thead>
        <tr>
          {columns.map((column) => (
            <th scope='col'>{t(`reminder.paper.${column}`)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((item, at) => (
          <tr>
            <td class='num'>{at + 1}</td>
            <td>{item.title}</td>
            <td class='num'>{item.dueOn ? writeDocumentDay(item.dueOn) : ''}</td>
            <td>{stateWords(t, 'vi', item)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function headOf({
  number,
  on,
  sentAt,
  reader,
  year,
  part,
}: LetterPageProps & { part: LetterPageProps['parts'][number] }): SheetHead {
  const { letterhead } = part
  const isParty = letterhead.form === 'party'
  return {
    upper: letterhead.upper,
    issuer: letterhead.issuer,
    number: paperNumber(letterhead, 'CV', number),
    about: t('reminder.paper.subject', { year }),
    motto: t(isParty ? 'weekly.party' : 'weekly.state'),
    ...(isParty ? { star: true } : { mottoBelow: t('weekly.stateMotto') }),
    placeAndDay: t('weekly.placeAndDay', {
      place: letterhead.place,
      date: writeDocumentDate(on ?? dayOf(sentAt, reader.zone)),
    }),
  }
}
