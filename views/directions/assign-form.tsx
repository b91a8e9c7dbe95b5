import { addDays } from '../../src/domain/day.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { SegmentedRadios, Select } from '../parts/choices.tsx'
import { DateField, TextArea } from '../parts/inputs.tsx'
import type { Reader } from '../reader.ts'
import type { DirectionProblem, ShownDirection, TypedAssignment, UnitChoice } from './shapes.ts'
import { UnitPicks } from './unit-picks.tsx'

export interface AssignProps {
  reader: Reader
  direction: ShownDirection
  units: UnitChoice[]
  /** The task groups of the office's campaign; none where it has no campaign to put a target into. */
  groups: { number: number; name: string }[]
  typed: TypedAssignment
  problems: DirectionProblem[]
}

export const LONGEST_TASK = 1000
const DAYS_AHEAD = 30

/** Who leads, by when, in which words, and whether it becomes a target. */
export function AssignForm(props: AssignProps) {
  const { reader, direction, typed, groups } = props
  const { t, at, language, today } = reader
  const problemAt = (field: string) => props.problems.find((problem) => problem.field === field)?.text
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
        error={problemAt('lead_unit')}
      />
      <TextArea
        reader={reader}
        name='text'
        id='task'
        label={t('direction.task')}
        hint={t('direction.taskHint')}
        value={typed.text}
        error={problemAt('task')}
        attributes={{ maxlength: LONGEST_TASK }}
      />
      <DateField
        reader={reader}
        name='due_on'
        label={t('direction.due')}
        hint={t('direction.dueHint', { day: writeDay(language, addDays(today, DAYS_AHEAD)) })}
        value={typed.due_on}
        error={problemAt('due_on')}
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
  const problemAt = (field: string) => problems.find((problem) => problem.field === field)?.text
  return (
    <SegmentedRadios
      reader={reader}
      name='as_target'
      label={t('direction.asTarget')}
      hint={t('direction.asTargetHint')}
      value={typed.as_target}
      error={problemAt('as_target')}
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
          error={problemAt('group')}
          items={groups.map(({ number, name }) => ({
            value: String(number),
            label: t('direction.groupName', { n: number, name }),
          }))}
        />
      }
    />
  )
}
