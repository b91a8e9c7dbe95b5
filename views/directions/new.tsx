import { addDays } from '../../src/domain/day.ts'
import type { UnitKind } from '../../src/domain/unit.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { ChoiceList, Select } from '../parts/choices.tsx'
import { ErrorSummary, errorIn, type FieldError } from '../parts/form.tsx'
import { DateField, TextArea, TextField } from '../parts/inputs.tsx'
import { Callout } from '../parts/notes.tsx'
import { Crumbs, PageHead } from '../parts/page.tsx'
import type { Reader } from '../reader.ts'
import { LONGEST_TEXT, type UnitChoice } from './shapes.ts'
import { UnitPicks } from './unit-picks.tsx'

export interface NewDirectionProps {
  reader: Reader
  /** Ready-made, in the campaign whose office records it. */
  links: { register: string; save: string }
  /** From the form: the same id is the same direction, however often it arrives. */
  id: string
  units: UnitChoice[]
  formerPosts: string[]
  typed: TypedDirection
  problems: FieldError[]
  /** Another text stands under the id that was sent. */
  taken: boolean
}

export interface TypedDirection {
  issued_by_post: string
  issued_on: string
  occasion: string
  document: string
  text: string
  lead_unit: string
  coordinating_unit: string[]
  due_on: string
  as_note: boolean
}

export const LONGEST_LINE = 500
const DAYS_AHEAD = 30

/** The exact words, with occasion and document. */
export function NewDirectionPage(props: NewDirectionProps) {
  const { reader, problems, taken, links } = props
  const { t } = reader
  return (
    <div class='narrow'>
      <Crumbs
        reader={reader}
        items={[{ href: links.register, label: t('direction.register') }]}
        here={t('direction.record')}
      />
      <ErrorSummary reader={reader} errors={problems} />
      {taken && (
        <Callout reader={reader} tone='back' title={t('direction.taken')}>
          <p>{t('direction.takenText')}</p>
        </Callout>
      )}
      <PageHead title={t('direction.record')} lead={t('direction.newHint')} />
      <form class='card card__p' method='post' action={links.save} novalidate>
        <input type='hidden' name='id' value={props.id} />
        <Given {...props} />
        <Handed {...props} />
        <div class='btns mt-l'>
          <button class='btn btn--p' type='submit'>
            {t('direction.saveNew')}
          </button>
          <a class='btn' href={links.register}>
            {t('common.cancel')}
          </a>
        </div>
      </form>
    </div>
  )
}

/** Who said it, when, where and in which words. */
function Given({ reader, typed, problems, formerPosts }: NewDirectionProps) {
  const { t } = reader
  const line = { maxlength: LONGEST_LINE }
  return (
    <>
      <TextArea
        reader={reader}
        name='text'
        label={t('direction.text')}
        rows={6}
        value={typed.text}
        error={errorIn(problems, 'text')}
        attributes={{ maxlength: LONGEST_TEXT }}
      />
      <TextField
        reader={reader}
        name='issued_by_post'
        label={t('direction.issuedBy')}
        hint={t('direction.issuedByHint')}
        value={typed.issued_by_post}
        error={errorIn(problems, 'issued_by_post')}
        attributes={{ ...line, list: 'former-posts', autocomplete: 'off' }}
        after={
          <datalist id='former-posts'>
            {formerPosts.map((post) => (
              <option value={post} />
            ))}
          </datalist>
        }
      />
      <DateField
        reader={reader}
        name='issued_on'
        label={t('direction.issuedOn')}
        value={typed.issued_on}
        error={errorIn(problems, 'issued_on')}
      />
      <TextField
        reader={reader}
        name='occasion'
        label={t('direction.occasion')}
        hint={t('direction.occasionHint')}
        value={typed.occasion}
        error={errorIn(problems, 'occasion')}
        attributes={line}
      />
      <TextField
        reader={reader}
        name='document'
        label={t('direction.document')}
        hint={t('direction.documentHint')}
        value={typed.document}
        error={errorIn(problems, 'document')}
        attributes={line}
        optional
      />
    </>
  )
}

/** Who is meant to carry it out, and by when. */
function Handed({ reader, typed, problems, units }: NewDirectionProps) {
  const { t, language, today } = reader
  const kinds: UnitKind[] = [...new Set(units.map(({ kind }) => kind))]
  return (
    <>
      <Select
        reader={reader}
        name='lead_unit'
        label={t('direction.intended')}
        hint={t('direction.intendedHint')}
        value={typed.lead_unit}
        error={errorIn(problems, 'lead_unit')}
        groups={kinds.map((kind) => ({
          label: t(`unit_kind.${kind}`),
          items: units
            .filter((unit) => unit.kind === kind)
            .map(({ code, name }) => ({ value: code, label: name })),
        }))}
      />
      <UnitPicks
        reader={reader}
        name='coordinating_unit'
        label={t('direction.helping')}
        choices={units}
        chosen={typed.coordinating_unit}
        error={errorIn(problems, 'coordinating_unit')}
        optional
      />
      <DateField
        reader={reader}
        name='due_on'
        label={t('direction.due')}
        hint={t('direction.dueHint', { day: writeDay(language, addDays(today, DAYS_AHEAD)) })}
        value={typed.due_on}
        error={errorIn(problems, 'due_on')}
        optional
      />
      <ChoiceList
        reader={reader}
        name='as_note'
        type='checkbox'
        label={t('direction.asNote')}
        values={typed.as_note ? ['yes'] : []}
        options={[{ value: 'yes', label: t('direction.asNote.yes'), note: t('direction.noteHint') }]}
      />
    </>
  )
}
