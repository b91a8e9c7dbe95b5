import { assessments, causes } from '../../src/domain/update.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { writeBytes } from '../../src/i18n/numbers.ts'
import { ChoiceList, markOption, SegmentedRadios, Select } from '../parts/choices.tsx'
import { More } from '../parts/form.tsx'
import type { IconName } from '../parts/icon-names.ts'
import { DateField, FileDrop, TextArea } from '../parts/inputs.tsx'
import { assessmentBadge } from '../parts/status.ts'
import type { UpdateFormProps } from './form.tsx'
import { problemIn, type UpdateField } from './problems.ts'

const MAX_TEXT = 5000
const declarations = [
  { value: 'not_started', icon: 'circle-dashed', tone: 'none' },
  { value: 'in_progress', icon: 'circle-arrow-right', tone: 'ok' },
  { value: 'done', icon: 'circle-check-big', tone: 'done' },
] as const satisfies { value: string; icon: IconName; tone: string }[]

export function AsOfField({ reader, target, typed, problems }: UpdateFormProps) {
  const { t } = reader
  return (
    <DateField
      reader={reader}
      name='as_of'
      label={t(target.kind === 'number' ? 'update.asOf' : 'update.asOfPlain')}
      hint={t('update.asOfHint', { today: writeDay(reader.language, reader.today) })}
      error={problemIn(t, problems, 'as_of')}
      value={typed.as_of}
    />
  )
}

export function ProgressField({ reader, typed, problems }: UpdateFormProps) {
  const { t } = reader
  const today = writeDay(reader.language, reader.today)
  return (
    <SegmentedRadios
      reader={reader}
      name='progress'
      label={t('update.progress')}
      error={problemIn(t, problems, 'progress')}
      value={typed.progress}
      options={declarations.map(({ value, icon, tone }) => ({
        value,
        icon,
        tone,
        label: t(`declared.${value}`),
        reveals: value === 'done',
      }))}
      reveal={
        <>
          <p class='hint'>{t('update.doneHint')}</p>
          <DateField
            reader={reader}
            name='completed_on'
            label={t('update.completedOn')}
            hint={t('update.completedHint', { today })}
            error={problemIn(t, problems, 'completed_on')}
            value={typed.completed_on}
            optional
          />
        </>
      }
    />
  )
}

export function AssessmentField({ reader, typed, problems, sends }: UpdateFormProps) {
  const { t } = reader
  return (
    <SegmentedRadios
      reader={reader}
      name='assessment'
      label={t(sends === 'behalf' ? 'update.unitAssessment' : 'update.assessment')}
      error={problemIn(t, problems, 'assessment')}
      value={typed.assessment}
      options={assessments.map((assessment) =>
        markOption(reader, assessment, assessmentBadge(assessment), assessment !== 'on_track'),
      )}
      reveal={<p class='hint'>{t('update.assessmentHint')}</p>}
    />
  )
}

/** What was achieved; folded below it what hinders, what comes next, what is asked for. */
export function NarrativeFields(props: UpdateFormProps) {
  const { reader, target, typed, problems, corrects } = props
  const { t } = reader
  const mayFall = target.valueKind === 'cumulative' || corrects !== null
  const isLow = typed.assessment === 'at_risk' || typed.assessment === 'behind'
  const isWrong = (...fields: UpdateField[]) => problems.some(({ field }) => fields.includes(field))
  return (
    <>
      <TextArea {...textFor(props, 'results')} hint={t('update.resultsHint')} optional />
      <More
        reader={reader}
        summary={t('update.difficulties')}
        open={isLow || typed.difficulties + typed.cause !== '' || isWrong('difficulties', 'cause')}
      >
        <TextArea {...textFor(props, 'difficulties')} hint={t('update.difficultiesHint')} quiet />
        <Select
          reader={reader}
          name='cause'
          label={t('update.cause')}
          error={problemIn(t, problems, 'cause')}
          value={typed.cause}
          items={[
            { value: '', label: t('update.causeNone') },
            ...causes.map((cause) => ({ value: cause, label: t(`cause.${cause}`) })),
          ]}
        />
      </More>
      <More reader={reader} summary={t('update.nextSteps')} open={opens(props, 'next_steps')}>
        <TextArea {...textFor(props, 'next_steps')} quiet />
      </More>
      <More reader={reader} summary={t('update.proposal')} open={opens(props, 'proposal')}>
        <TextArea {...textFor(props, 'proposal')} hint={t('update.proposalHint')} quiet />
      </More>
      {mayFall && (
        <More
          reader={reader}
          summary={t('update.correctionReason')}
          open={corrects !== null || opens(props, 'correction_reason')}
        >
          <TextArea {...textFor(props, 'correction_reason')} hint={t('update.correctionHint')} quiet />
        </More>
      )}
    </>
  )
}

const labels = {
  results: 'update.results',
  difficulties: 'update.difficulties',
  next_steps: 'update.nextSteps',
  proposal: 'update.proposal',
  correction_reason: 'update.correctionReason',
} as const

function textFor({ reader, typed, problems }: UpdateFormProps, name: keyof typeof labels) {
  return {
    reader,
    name,
    label: reader.t(labels[name]),
    value: typed[name],
    error: problemIn(reader.t, problems, name),
    attributes: { maxlength: MAX_TEXT },
  }
}

function opens({ typed, problems }: UpdateFormProps, name: keyof typeof labels): boolean {
  return typed[name] !== '' || problems.some(({ field }) => field === name)
}

/** Files that are kept already, and new ones. */
export function EvidenceFields(props: UpdateFormProps) {
  const { reader, kept, problems, evidenceRequired, uploadLimitMegabytes } = props
  const { t } = reader
  return (
    <>
      {kept.length > 0 && (
        <ChoiceList
          reader={reader}
          type='checkbox'
          name='keep'
          label={t('update.kept')}
          hint={t('update.keptHint')}
          values={kept.filter((file) => file.chosen).map((file) => file.hash)}
          options={kept.map((file) => ({
            value: file.hash,
            label: file.name,
            note: writeBytes(reader.language, file.size),
          }))}
        />
      )}
      <FileDrop
        reader={reader}
        name='evidence'
        label={t('update.evidence')}
        hint={t('update.evidenceHint', { n: uploadLimitMegabytes })}
        error={problemIn(t, problems, 'evidence')}
        optional={!evidenceRequired}
        accept='image/*,.pdf,.doc,.docx,.xls,.xlsx'
        multiple
      />
    </>
  )
}
