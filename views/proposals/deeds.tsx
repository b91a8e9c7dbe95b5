import type { Child } from 'hono/jsx'
import { type ProposalDeed, proposalOutcomes } from '../../src/domain/proposal.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { SegmentedRadios, Select } from '../parts/choices.tsx'
import { More } from '../parts/form.tsx'
import { DateField, TextArea, TextField } from '../parts/inputs.tsx'
import type { Reader } from '../reader.ts'
import { deedWords } from './deed-words.ts'
import { placeGroups } from './places.ts'
import type { DeedProblem, ProposalPageProps } from './shapes.ts'

export const OUTSIDE = 'outside'

type Props = ProposalPageProps & { deed: ProposalDeed }

/** The steps this reader can take, each a form that stands folded but the likeliest one or the one that was refused. */
export function Deeds(props: ProposalPageProps) {
  const { reader, deeds, typed, proposal } = props
  const { t, at } = reader
  const forms = deeds.filter((deed) => deed !== 'edit' && (deed !== 'merge' || props.candidates.length > 0))
  if (deeds.length === 0) return <p class='card card__p sm muted no-print'>{t('proposal.noSteps')}</p>
  const open = typed && forms.includes(typed.deed) ? typed.deed : likeliest(forms, props.isOwner)
  return (
    <section class='card card__p no-print' aria-labelledby='h-steps'>
      <h2 id='h-steps' class='mb'>
        {t('proposal.steps')}
      </h2>
      {deeds.includes('edit') && (
        <p class='mb'>
          <a class='btn btn--s' href={at(`/proposals/${encodeURIComponent(proposal.code)}/edit`)}>
            {t('proposal.deed.edit')}
          </a>
        </p>
      )}
      {forms.map((deed) => (
        <More reader={reader} summary={deedWords(reader, deed, deeds)} open={deed === open}>
          <DeedForm {...props} deed={deed} />
        </More>
      ))}
    </section>
  )
}

/** Who owes an answer most likely gives it; who asked says that it is settled; what an owner raised waits to be sent. */
function likeliest(forms: ProposalDeed[], isOwner: boolean): ProposalDeed | undefined {
  const order: ProposalDeed[] = isOwner ? ['transmit', 'answer', 'resolve'] : ['answer', 'resolve']
  return order.find((deed) => forms.includes(deed))
}

const danger: readonly ProposalDeed[] = ['close', 'withdraw', 'merge']

function DeedForm(props: Props) {
  const { reader, deed, deeds, proposal } = props
  const action = reader.at(`/proposals/${encodeURIComponent(proposal.code)}/${deed}`)
  return (
    <form method='post' action={action} novalidate>
      <input type='hidden' name='version' value={String(proposal.version)} />
      {fields[deed](props)}
      <div class='field'>
        <button class={danger.includes(deed) ? 'btn' : 'btn btn--p'} type='submit'>
          {deedWords(reader, deed, deeds)}
        </button>
      </div>
    </form>
  )
}

const fields: Record<ProposalDeed, (props: Props) => Child> = {
  transmit: (props) => (
    <>
      {!props.isOwner && <p class='hint mb'>{props.reader.t('proposal.transmitHint')}</p>}
      <Line {...props} name='to_whom' label='to_whom' fallback={props.proposal.addressedTo} />
      <Paper {...props} />
      <Words {...props} name='text' label='note' optional />
    </>
  ),
  acknowledge: (props) => (
    <>
      {isPaper(props) && <Paper {...props} />}
      <Words {...props} name='text' label='note' optional />
    </>
  ),
  forward: (props) => (
    <>
      <ToUnit {...props} />
      <Line {...props} name='to_whom' label='to_unitOutside' optional />
      <Line {...props} name='document' label='document' optional />
      <Words {...props} name='text' label='why' optional />
    </>
  ),
  answer: (props) => (
    <>
      <Outcome {...props} />
      <Words {...props} name='text' label='answer' />
      <Paper {...props} />
    </>
  ),
  resolve: (props) => <Words {...props} name='text' label='result' optional />,
  close: (props) => <Words {...props} name='text' label='reason' hint='close' />,
  withdraw: (props) => <Words {...props} name='text' label='reason' hint='withdraw' />,
  merge: (props) => <Into {...props} />,
  edit: () => null,
}

const isPaper = ({ deeds }: Props) => !deeds.includes('forward')

/** Several forms stand on the page, so a field's id carries its deed. */
function common({ reader, deed, typed, problems }: Props, name: string) {
  const isTyped = typed?.deed === deed
  return {
    reader,
    name,
    id: `${deed}-${name}`,
    error: isTyped ? problemWords(reader, problems, name) : undefined,
    typed: isTyped ? typed.field(name) : undefined,
  }
}

export function problemWords(
  { t }: Reader,
  problems: readonly DeedProblem[],
  field: string,
): string | undefined {
  const problem = problems.find((one) => one.field === field)
  if (!problem) return undefined
  return problem.reason === 'too_long'
    ? t('proposal.problem.too_long', { n: problem.fill ?? '' })
    : t(`proposal.problem.${problem.reason}`)
}

type LineProps = Props & {
  name: string
  label: 'to_whom' | 'to_unitOutside' | 'document'
  optional?: boolean
  fallback?: string
}

function Line({ name, label, optional, fallback, ...props }: LineProps) {
  const { typed, ...rest } = common(props, name)
  return (
    <TextField
      {...rest}
      label={props.reader.t(`proposal.field.${label}`)}
      value={typed ?? fallback}
      optional={optional}
      attributes={{ maxlength: props.longest.line }}
    />
  )
}

type WordsProps = Props & {
  name: string
  label: 'note' | 'why' | 'answer' | 'result' | 'reason'
  hint?: 'close' | 'withdraw'
  optional?: boolean
}

function Words({ name, label, hint, optional, ...props }: WordsProps) {
  const { typed, ...rest } = common(props, name)
  const { t } = props.reader
  return (
    <TextArea
      {...rest}
      label={t(`proposal.field.${label}`)}
      hint={hint && t(`proposal.hint.${hint}`)}
      value={typed}
      optional={optional}
      attributes={{ maxlength: props.longest.text }}
    />
  )
}

/** The paper it rests on: its number, and its day. */
function Paper(props: Props) {
  const { language, today, t } = props.reader
  const { typed, ...rest } = common(props, 'day')
  return (
    <>
      <Line {...props} name='document' label='document' optional />
      <DateField {...rest} label={t('proposal.field.day')} value={typed ?? writeDay(language, today)} />
    </>
  )
}

function Outcome(props: Props) {
  const { typed, ...rest } = common(props, 'outcome')
  const { t } = props.reader
  return (
    <SegmentedRadios
      {...rest}
      label={t('proposal.field.outcome')}
      value={typed}
      options={proposalOutcomes.map((value) => ({ value, label: t(`proposal.outcome.${value}`) }))}
    />
  )
}

function ToUnit(props: Props) {
  const { typed, ...rest } = common(props, 'to_unit')
  const { reader, places } = props
  return (
    <Select
      {...rest}
      label={reader.t('proposal.field.to_unit')}
      value={typed || OUTSIDE}
      items={[{ value: OUTSIDE, label: reader.t('proposal.field.outside') }]}
      groups={placeGroups(reader, places)}
    />
  )
}

function Into(props: Props) {
  const { typed, ...rest } = common(props, 'into')
  const { t } = props.reader
  return (
    <Select
      {...rest}
      label={t('proposal.field.into')}
      hint={t('proposal.hint.merge')}
      value={typed}
      items={[
        { value: '', label: t('proposal.field.chooseInto') },
        ...props.candidates.map(({ code, title, unitName }) => ({
          value: code,
          label: `${code} · ${unitName}: ${title}`,
        })),
      ]}
    />
  )
}
