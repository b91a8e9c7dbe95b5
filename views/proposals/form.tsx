import { proposalKinds } from '../../src/domain/follow-up.ts'
import { ChoiceList, Select } from '../parts/choices.tsx'
import { ErrorSummary } from '../parts/form.tsx'
import { DateField, HiddenFields, NumberField, TextArea, TextField } from '../parts/inputs.tsx'
import { Callout } from '../parts/notes.tsx'
import { Crumbs, PageHead } from '../parts/page.tsx'
import type { Reader } from '../reader.ts'
import { OUTSIDE } from './deeds.tsx'
import { placeGroups } from './places.ts'
import type { Places } from './shapes.ts'

export type FormField =
  | 'title'
  | 'kind'
  | 'text'
  | 'addressed_unit'
  | 'addressed_to'
  | 'amount'
  | 'amount_measure'
  | 'wanted_by'
  | 'target'

export interface FormProblem {
  field: FormField
  reason:
    | 'title_missing'
    | 'text_missing'
    | 'kind_missing'
    | 'too_long'
    | 'addressed_missing'
    | 'unit_unknown'
    | 'amount_unreadable'
    | 'day_unreadable'
    | 'day_past'
    | 'target_unknown'
  /** What a reason speaks of: the longest text, the code that was typed. */
  fill?: string
}

export interface ProposalFormProps {
  reader: Reader
  /** What goes along unseen: the id of a new proposal, or the version of one that is edited. */
  hidden: { name: string; value: string }[]
  /** Ready-made. */
  action: string
  /** The proposal that is edited. */
  code: string | null
  unit: { code: string; name: string; isOwner: boolean }
  /** Where one person asks for several units. */
  units: { code: string; name: string }[]
  places: Places
  /** The targets that may be ticked. */
  targets: { code: string; title: string }[]
  ticked: string[]
  /** Codes of other targets, as typed. */
  more: string
  typed: (name: FormField) => string
  problems: FormProblem[]
  /** The proposal that was recorded under this form with another text, or the one that has changed meanwhile. */
  taken: string | null
  longest: { line: number; measure: number; text: number }
}

/** A new proposal, or the text of one that nobody has taken up yet. */
export function ProposalForm(props: ProposalFormProps) {
  const { reader, code, problems, units, unit } = props
  const { t, at } = reader
  return (
    <div class='narrow'>
      <ErrorSummary
        reader={reader}
        deed={code ? 'save' : 'send'}
        errors={problems.map((one) => ({ field: one.field, text: wordsOf(reader, one) }))}
      />
      <Taken {...props} />
      <Crumbs
        reader={reader}
        items={[{ href: at('/proposals'), label: t('proposal.list') }]}
        here={code ?? t('proposal.newTitle')}
      />
      <PageHead
        eyebrow={unit.name}
        title={code ? t('proposal.editTitle', { code }) : t('proposal.newTitle')}
        lead={t('proposal.newLead')}
      />
      <form class='card card__p' method='post' action={props.action} novalidate>
        <HiddenFields fields={props.hidden} />
        {!code && units.length > 1 ? (
          <Select
            reader={reader}
            name='unit'
            label={t('proposal.field.unit')}
            value={unit.code}
            items={units.map((one) => ({ value: one.code, label: one.name }))}
          />
        ) : (
          <input type='hidden' name='unit' value={unit.code} />
        )}
        <What {...props} />
        <Whom {...props} />
        <HowMuch {...props} />
        <Blocked {...props} />
        <div class='btns mt'>
          <button class='btn btn--p' type='submit'>
            {t(code ? 'common.save' : 'common.send')}
          </button>
          <a class='btn' href={at(code ? `/proposals/${encodeURIComponent(code)}` : '/proposals')}>
            {t('common.cancel')}
          </a>
        </div>
      </form>
    </div>
  )
}

function Taken({ reader, taken, code }: ProposalFormProps) {
  if (!taken) return null
  const { t, at } = reader
  return (
    <Callout reader={reader} tone='back' title={t(code ? 'proposal.movedTitle' : 'proposal.takenTitle')}>
      <p>
        {code ? t('proposal.moved') : t('proposal.taken', { code: taken })}{' '}
        <a href={at(`/proposals/${encodeURIComponent(taken)}`)}>{t('proposal.openTaken', { code: taken })}</a>
      </p>
    </Callout>
  )
}

function wordsOf({ t }: Reader, { reason, fill = '' }: FormProblem): string {
  if (reason === 'too_long') return t('proposal.problem.too_long', { n: fill })
  if (reason === 'target_unknown') return t('proposal.problem.target_unknown', { code: fill })
  return t(`proposal.problem.${reason}`)
}

/** Name, typed text and error of one field. */
function field({ reader, typed, problems }: ProposalFormProps, name: FormField) {
  const problem = problems.find((one) => one.field === name)
  return { reader, name, value: typed(name), error: problem && wordsOf(reader, problem) }
}

function What(props: ProposalFormProps) {
  const { t } = props.reader
  return (
    <>
      <TextField
        {...field(props, 'title')}
        label={t('proposal.field.title')}
        hint={t('proposal.field.titleHint')}
        attributes={{ maxlength: props.longest.line }}
      />
      <Select
        {...field(props, 'kind')}
        label={t('proposal.field.kind')}
        items={[
          { value: '', label: t('proposal.chooseKind') },
          ...proposalKinds.map((kind) => ({ value: kind, label: t(`proposal_kind.${kind}`) })),
        ]}
      />
      <TextArea
        {...field(props, 'text')}
        label={t('proposal.field.text')}
        hint={t('proposal.field.textHint')}
        rows={5}
        attributes={{ maxlength: props.longest.text }}
      />
    </>
  )
}

function Whom(props: ProposalFormProps) {
  const { reader, places, longest } = props
  const { t } = reader
  return (
    <>
      <Select
        {...field(props, 'addressed_unit')}
        label={t('proposal.field.addressed_unit')}
        hint={t('proposal.field.addressed_unitHint')}
        groups={placeGroups(reader, { ...places, below: [] })}
        items={[{ value: OUTSIDE, label: t('proposal.field.outside') }]}
      />
      <TextField
        {...field(props, 'addressed_to')}
        label={t('proposal.field.addressed_to')}
        hint={t('proposal.field.addressed_toHint')}
        optional
        attributes={{ maxlength: longest.line }}
      />
    </>
  )
}

function HowMuch(props: ProposalFormProps) {
  const { t } = props.reader
  return (
    <>
      <NumberField {...field(props, 'amount')} label={t('proposal.field.amount')} small optional />
      <TextField
        {...field(props, 'amount_measure')}
        label={t('proposal.field.amount_measure')}
        optional
        attributes={{ maxlength: props.longest.measure }}
      />
      <DateField {...field(props, 'wanted_by')} label={t('proposal.field.wanted_by')} optional />
    </>
  )
}

/** An owner of a campaign may name any target of it; the many of its units are typed by their codes. */
function Blocked(props: ProposalFormProps) {
  const { reader, targets, ticked, more, unit } = props
  const { t } = reader
  const { value: _, ...rest } = field(props, 'target')
  if (targets.length === 0 && !unit.isOwner) return null
  return (
    <>
      {targets.length > 0 && (
        <ChoiceList
          {...rest}
          type='checkbox'
          label={t('proposal.field.target')}
          optional
          values={ticked}
          options={targets.map(({ code, title }) => ({ value: code, label: title, note: code }))}
        />
      )}
      {unit.isOwner && (
        <TextField
          {...rest}
          id={targets.length > 0 ? 'target-more' : 'target'}
          error={targets.length > 0 ? undefined : rest.error}
          label={t('proposal.field.targetMore')}
          hint={t('proposal.field.targetMoreHint')}
          value={more}
          optional
        />
      )}
    </>
  )
}
