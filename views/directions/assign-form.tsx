import { addDays } from '../../src/domain/day.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { SegmentedRadios, Select } from '../parts/choices.tsx'
import { errorIn, type FieldError } from '../parts/form.tsx'
import { DateField, TextArea } from '../parts/inputs.tsx'
import type { Reader } from '../reader.ts'
import { LONGEST_TEXT, type ShownDirection, type TypedAssignment, type UnitChoice } from './shapes.ts'
import { UnitPicks } from './unit-picks.tsx'

export interface AssignProps {
  reader: Reader
  direction: ShownDirection
  units: UnitChoice[]
  /** The task groups of the office's campaign; none where it has no campaign to put a target into. */
  groups: { number: number; name: string }[]
  typed: TypedAssignment
  problems: FieldError[]
}

const DAYS_AHEAD = 30

/** Who leads, by when, in which words, and whether it becomes a target. */
export function AssignForm(props: AssignProps) {
  const { reader, direction, typed, groups, problems } = props
  const { t, at, language, today } = reader
  const action = at(`/directions/${encodeURIComponent(direction.code)}/assign`)
  return (
    <form method='post' action={action} novalidate>
      <input type='hidden' name='id' value={typed.id} />
      <input type='hidden' name='version' value={direction.version} />
      <UnitPicks
        reader={reader}
        name='lead_unit'
        label={t('direction.leadUnit')}
        hint={t('direction.leadUnitHint')}
        choices={props.units}
        chosen={typed.lead_unit}
        error={errorIn(problems, 'lead_unit')}
      />
      <TextArea
        reader={reader}
        name='text'
        id='task'
        label={t('direction.task')}
        hint={t('direction.taskHint')}
        value={typed.text}
        error={errorIn(problems, 'task')}
        attributes={{ maxlength: LONGEST_TEXT }}
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
      {groups.length > 0 ? (
        <AsTarget {...props} />
      ) : (
        <>
          <input type='hidden' name='as_target' value='no' />
          <p class='hint mt'>{t('direction.noCampaign')}</p>
        </>
      )}
      <div class='field'>
        <button class='btn btn--p' type='submit'>
          {t('direction.assignSend')}
        </button>
      </div>
    </form>
  )
}

function AsTarget({ reader, typed, groups, problems }: AssignProps) {
  const { t } = reader
  return (
    <SegmentedRadios
      reader={reader}
      name='as_target'
      label={t('direction.asTarget')}
      hint={t('direction.asTargetHint')}
      value={typed.as_target}
      error={errorIn(problems, 'as_target')}
      options={[
        { value: 'yes', label: t('direction.asTarget.yes'), reveals: true },
        { value: 'no', label: t('direction.asTarget.no') },
      ]}
      reveal={
        <Select
          reader={reader}
          name='group'
          label={t('direction.group')}
          value={typed.group}
          error={errorIn(problems, 'group')}
          items={groups.map(({ number, name }) => ({
            value: String(number),
            label: t('direction.groupName', { n: number, name }),
          }))}
        />
      }
    />
  )
}
