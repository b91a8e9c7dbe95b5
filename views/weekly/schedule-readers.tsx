import { LONGEST_NAME, moments, type RecipientWish } from '../../src/domain/weekly-recipient.ts'
import { ChoiceList, SegmentedRadios } from '../parts/choices.tsx'
import { errorIn, type FieldError } from '../parts/form.tsx'
import { HiddenFields, TextField } from '../parts/inputs.tsx'
import { Pager, Section } from '../parts/page.tsx'
import { Cell, Row, RowHead, StackTable } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'

interface ListedReader extends RecipientWish {
  id: string
  by: string
  editHref: string
}

/** A reader as they are to stand on the list: one that is there, or a new one. */
export interface ReaderForm {
  id: string | null
  typed: RecipientWish
  problems: FieldError[]
  action: string
}

export interface ListedReaders {
  rows: ListedReader[]
  next: string | null
  first: string | null
  removeAction: string
  /** The page itself, where nobody's line is being changed. */
  href: string
  form: ReaderForm
}

/** To whom the summaries go, and the form by which somebody is put on the list. */
export function ReaderList({ reader, readers }: { reader: Reader; readers: ListedReaders }) {
  const { t } = reader
  return (
    <Section id='h-readers' title={t('schedule.readers')}>
      <p class='mb'>{t(readers.rows.length ? 'schedule.readersLead' : 'schedule.readersNone')}</p>
      {readers.rows.length > 0 && <Readers reader={reader} readers={readers} />}
      <Pager reader={reader} next={readers.next} first={readers.first} />
      <div class='narrow mt'>
        <OneReader reader={reader} form={readers.form} listHref={readers.href} />
      </div>
    </Section>
  )
}

function Readers({ reader, readers }: { reader: Reader; readers: ListedReaders }) {
  const { t } = reader
  return (
    <div class='card'>
      <StackTable
        caption={t('schedule.readers')}
        mid
        columns={[
          { label: t('schedule.name') },
          { label: t('schedule.sends') },
          { label: t('schedule.language') },
          { label: t('schedule.by') },
          { label: <span class='sr'>{t('schedule.edit')}</span> },
        ]}
      >
        {readers.rows.map((one) => (
          <Row>
            <RowHead>
              {one.name}
              <div class='sub'>{one.address}</div>
            </RowHead>
            <Cell label={t('schedule.sends')}>{t(`schedule.sends.${one.sends}`)}</Cell>
            <Cell label={t('schedule.language')}>{t(`schedule.language.${one.language}`)}</Cell>
            <Cell label={t('schedule.by')}>{one.by}</Cell>
            <Cell wide>
              <form method='post' action={readers.removeAction} class='row nw'>
                <HiddenFields fields={[{ name: 'id', value: one.id }]} />
                <a class='btn btn--s' href={one.editHref}>
                  {t('schedule.edit')} <Whose reader={reader} one={one} />
                </a>
                <button class='btn btn--s' type='submit'>
                  {t('schedule.remove')} <Whose reader={reader} one={one} />
                </button>
              </form>
            </Cell>
          </Row>
        ))}
      </StackTable>
    </div>
  )
}

const Whose = ({ reader, one }: { reader: Reader; one: ListedReader }) => (
  <span class='sr'>{reader.t('schedule.removeOf', { name: one.name, address: one.address })}</span>
)

function OneReader({ reader, form, listHref }: { reader: Reader; form: ReaderForm; listHref: string }) {
  const { t } = reader
  const { id, typed, problems, action } = form
  return (
    <form method='post' action={action} class='card card__p' novalidate aria-labelledby='h-reader'>
      {id !== null && <HiddenFields fields={[{ name: 'id', value: id }]} />}
      <h3 id='h-reader' class='mb'>
        {t(id === null ? 'schedule.add' : 'schedule.change')}
      </h3>
      <TextField
        reader={reader}
        name='name'
        label={t('schedule.name')}
        hint={t('schedule.nameHint')}
        value={typed.name}
        error={errorIn(problems, 'name')}
        attributes={{ maxlength: LONGEST_NAME, autocomplete: 'off' }}
      />
      <TextField
        reader={reader}
        name='address'
        type='email'
        label={t('schedule.address')}
        value={typed.address}
        error={errorIn(problems, 'address')}
        attributes={{ maxlength: 254, autocomplete: 'off' }}
      />
      <ChoiceList
        reader={reader}
        type='radio'
        name='sends'
        label={t('schedule.sends')}
        value={typed.sends}
        options={moments.map((moment) => ({
          value: moment,
          label: t(`schedule.sends.${moment}`),
          note: t(`schedule.sendsNote.${moment}`),
        }))}
      />
      <SegmentedRadios
        reader={reader}
        name='language'
        label={t('schedule.language')}
        value={typed.language}
        options={(['vi', 'en'] as const).map((value) => ({ value, label: t(`schedule.language.${value}`) }))}
      />
      <div class='field btns'>
        <button class='btn btn--p' type='submit'>
          {t(id === null ? 'schedule.addButton' : 'schedule.changeButton')}
        </button>
        {id !== null && (
          <a class='btn' href={listHref}>
            {t('common.cancel')}
          </a>
        )}
      </div>
    </form>
  )
}
