import { addDays } from '../../src/domain/day.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { ChoiceList, Select } from '../parts/choices.tsx'
import { errorIn, type FieldError, More } from '../parts/form.tsx'
import { DateField, HiddenFields, TextArea, TextField } from '../parts/inputs.tsx'
import { Callout } from '../parts/notes.tsx'
import type { Reader } from '../reader.ts'
import type { MeetingHead } from './shapes.ts'

export interface ConclusionForm {
  action: string
  /** Carried along: the id, the unit of the slide. */
  hidden: { name: string; value: string }[]
  typed: {
    text: string
    lead_unit: string
    coordinating_units: string[]
    due_on: string
    as_note: boolean
  }
  /** Whom something can be given to, by code; null where they are too many to choose among. */
  units: { code: string; name: string }[] | null
  errors: FieldError[]
  isConflict: boolean
}

const EXAMPLE_DAYS = 14

/** Where what the chair says is typed; once the notice has its number there is nothing more to conclude. */
export function ConclusionPart(props: { reader: Reader; meeting: MeetingHead; form: ConclusionForm | null }) {
  const { reader, meeting, form } = props
  const { t } = reader
  if (meeting.number !== null) {
    return (
      <Callout reader={reader} tone='info' icon='lock'>
        <p>{t('meeting.conclusionLocked', { number: meeting.number })}</p>
        {form?.typed.text && <p class='said'>{form.typed.text}</p>}
      </Callout>
    )
  }
  if (!form) return null
  return (
    <form class='card card__p no-print' method='post' action={form.action} novalidate aria-labelledby='h-say'>
      <HiddenFields fields={form.hidden} />
      <h2 id='h-say'>{t('meeting.conclude')}</h2>
      {form.isConflict && (
        <Callout reader={reader} tone='risk' title={t('meeting.conclusionConflict')}>
          <p>{t('meeting.conclusionConflictText')}</p>
        </Callout>
      )}
      <TextArea
        reader={reader}
        name='text'
        label={t('meeting.text', { chair: meeting.chairPost })}
        hint={t('meeting.textHint')}
        value={form.typed.text}
        error={errorIn(form.errors, 'text')}
        rows={4}
      />
      <LeadField reader={reader} form={form} />
      <DateField
        reader={reader}
        name='due_on'
        label={t('meeting.dueOn')}
        hint={t('meeting.dueHint', {
          day: writeDay(reader.language, addDays(meeting.heldOn, EXAMPLE_DAYS)),
        })}
        value={form.typed.due_on}
        error={errorIn(form.errors, 'due_on')}
        optional
      />
      <HelperField reader={reader} form={form} />
      <ChoiceList
        reader={reader}
        type='checkbox'
        name='as_note'
        label={t('meeting.asNote')}
        quiet
        values={form.typed.as_note ? ['yes'] : []}
        options={[{ value: 'yes', label: t('meeting.asNote') }]}
      />
      <div class='field'>
        <button class='btn btn--p' type='submit'>
          {t('meeting.save')}
        </button>
      </div>
    </form>
  )
}

function LeadField({ reader, form }: { reader: Reader; form: ConclusionForm }) {
  const { t } = reader
  const error = errorIn(form.errors, 'lead_unit')
  const value = form.typed.lead_unit
  if (!form.units) {
    return (
      <TextField
        reader={reader}
        name='lead_unit'
        label={t('meeting.leadUnitCode')}
        value={value}
        error={error}
      />
    )
  }
  return (
    <Select
      reader={reader}
      name='lead_unit'
      label={t('meeting.leadUnit')}
      value={value}
      error={error}
      items={[
        { value: '', label: t('meeting.leadUnitNone') },
        ...form.units.map(({ code, name }) => ({ value: code, label: name })),
      ]}
    />
  )
}

function HelperField({ reader, form }: { reader: Reader; form: ConclusionForm }) {
  const { t } = reader
  const { coordinating_units: chosen } = form.typed
  const error = errorIn(form.errors, 'coordinating_units')
  return (
    <More reader={reader} summary={t('meeting.helpers')} open={chosen.length > 0 || Boolean(error)}>
      {form.units ? (
        <ChoiceList
          reader={reader}
          type='checkbox'
          name='coordinating_units'
          label={t('meeting.helpers')}
          quiet
          error={error}
          values={chosen}
          options={form.units.map(({ code, name }) => ({ value: code, label: name }))}
        />
      ) : (
        <TextField
          reader={reader}
          name='coordinating_units'
          label={t('meeting.helpersCodes')}
          hint={t('meeting.helpersHint')}
          value={chosen.join('; ')}
          error={error}
          optional
        />
      )}
    </More>
  )
}
