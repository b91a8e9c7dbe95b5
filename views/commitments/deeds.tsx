import type { Child } from 'hono/jsx'
import type { CommitmentDeed } from '../../src/domain/commitment.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { errorIn, type FieldError, inOrder, More } from '../parts/form.tsx'
import { DateField, FileDrop, TextArea, TextField } from '../parts/inputs.tsx'
import { Callout } from '../parts/notes.tsx'
import { Section } from '../parts/page.tsx'
import type { Reader } from '../reader.ts'
import type { CommitmentPageProps } from './document.tsx'
import { FAULTS_ID } from './draft-faults.tsx'
import { MOST_SCANS, SCAN_TYPES } from './files.tsx'
import { termLabels } from './terms-fields.tsx'

/** What was typed into the form of a step, and what is wrong with it. */
export interface DeedForms {
  deed: CommitmentDeed | null
  typed: (name: string) => string
  errors: FieldError[]
  /** Somebody was faster. */
  isMoved: boolean
}

const LONGEST_NOTE = 2000

/** Where it stands, and the steps this reader can take: the likeliest stands open. */
export function NextSteps(props: CommitmentPageProps) {
  const { reader, deeds, forms } = props
  const { t } = reader
  const open = forms.deed ?? deeds.find((deed) => ['propose', 'agree', 'sign'].includes(deed))
  return (
    <Section id='h-next' title={t('commitmentStep.next')} card>
      <p class={deeds.length > 0 || props.nobody ? 'mb' : undefined}>{waitingWords(props)}</p>
      <Nobody {...props} />
      <div class='no-print'>
        {deeds.map((deed) => (
          <More reader={reader} summary={t(`commitmentStep.deed.${deed}`)} open={deed === open}>
            <DeedForm {...props} deed={deed} />
          </More>
        ))}
      </div>
    </Section>
  )
}

/** Nobody can take the next step until somebody is given the post. */
function Nobody({ reader, nobody }: CommitmentPageProps) {
  const { t } = reader
  if (!nobody) return null
  const { role, unitName, href } = nobody
  return (
    <div class='mb'>
      <Callout
        reader={reader}
        tone='risk'
        title={t('commitmentStep.nobody', { unit: unitName, role: t(`role.${role}`) })}
      >
        <p>{href ? <a href={href}>{t('commitmentStep.nobodyAdd')}</a> : t('commitmentStep.nobodyAsk')}</p>
      </Callout>
    </div>
  )
}

function waitingWords({ reader, document, isOwn, turn }: CommitmentPageProps): string {
  const { t, language } = reader
  const { state, effectiveFrom } = document
  if (state === 'draft' && turn) return t(`commitmentStep.waits.${turn}`)
  if (state === 'draft')
    return t(isOwn ? 'commitmentStep.waits.draft_own' : 'commitmentStep.waits.draft_office')
  if (state === 'signed') return t('commitmentStep.waits.signed', { day: writeDay(language, effectiveFrom) })
  return t(`commitmentStep.waits.${state}`)
}

type Props = CommitmentPageProps & { deed: CommitmentDeed }

const danger: readonly CommitmentDeed[] = ['return', 'withdraw']

function DeedForm(props: Props) {
  const { reader, deed, document } = props
  const action = reader.at(`/commitments/${encodeURIComponent(document.code)}/steps/${deed}`)
  return (
    <form
      method='post'
      action={action}
      enctype={deed === 'sign' ? 'multipart/form-data' : undefined}
      novalidate
    >
      <input type='hidden' name='version' value={String(document.version)} />
      <input type='hidden' name='seen' value={props.seen} />
      {fields[deed](props)}
      <div class='field'>
        <button class={danger.includes(deed) ? 'btn' : 'btn btn--p'} type='submit'>
          {reader.t(`commitmentStep.deed.${deed}`)}
        </button>
      </div>
    </form>
  )
}

const fields: Record<CommitmentDeed, (props: Props) => Child> = {
  hand: (props) => <Words {...props} hint={props.reader.t('commitmentStep.handHint')} />,
  propose: (props) => <Words {...props} hint={props.reader.t('commitmentStep.proposeHint')} />,
  agree: (props) => <Words {...props} hint={props.reader.t('commitmentStep.agreeHint')} />,
  ask: (props) => <Words {...props} />,
  return: (props) => <Words {...props} />,
  withdraw: (props) => <Words {...props} />,
  sign: (props) => <Signing {...props} />,
}

const noteLabels: Partial<Record<CommitmentDeed, 'comment' | 'reason'>> = {
  ask: 'comment',
  return: 'reason',
  withdraw: 'reason',
}

const fieldLabels = {
  ...termLabels,
  number: 'commitmentStep.number',
  signed_on: 'commitmentStep.signedOn',
  scan: 'commitmentStep.scan',
} as const

/** What a field of a step's form is called, on the form and where it is to be mended. */
export function labelOf({ t }: Reader, deed: CommitmentDeed, field: string): string {
  if (field === FAULTS_ID) return t('commitmentStep.faultsToSee')
  if (field in fieldLabels) return t(fieldLabels[field as keyof typeof fieldLabels])
  return t(`commitmentStep.${noteLabels[deed] ?? 'note'}`)
}

/** Several forms stand on the page, so a field's id carries its deed. */
function common({ reader, deed, forms }: Props, name: string) {
  const isTyped = forms.deed === deed
  return {
    reader,
    name,
    id: `${deed}-${name}`,
    label: labelOf(reader, deed, name),
    error: isTyped ? errorIn(forms.errors, name) : undefined,
    typed: isTyped ? forms.typed(name) : undefined,
  }
}

function Words({ hint, ...props }: Props & { hint?: string }) {
  const { typed, ...rest } = common(props, 'note')
  return (
    <TextArea
      {...rest}
      hint={hint}
      value={typed}
      optional={!noteLabels[props.deed]}
      attributes={{ maxlength: LONGEST_NOTE }}
    />
  )
}

/** What stands on the signed paper, in the order of its form. */
const signingFields = [
  ...(['number', 'signed_on', 'place'] as const),
  ...(['side_b_post', 'side_b_name', 'side_a_post', 'side_a_name'] as const),
] as const

const stored = {
  number: 'number',
  place: 'place',
  side_b_post: 'sideBPost',
  side_b_name: 'sideBName',
  side_a_post: 'sideAPost',
  side_a_name: 'sideAName',
} as const

/** As the fields stand on the form of the step. */
export const inDeedOrder = (errors: readonly FieldError[]) => inOrder(errors, [...signingFields, 'scan'])

/** As on the paper that both sides have signed. */
function Signing(props: Props) {
  const { reader, document } = props
  const { t, language, today } = reader
  const line = (name: keyof typeof fieldLabels, now: string | null, hint?: string) => {
    const { typed, ...rest } = common(props, name)
    return <TextField {...rest} hint={hint} value={typed ?? now} attributes={{ maxlength: 200 }} />
  }
  const { typed: day, ...dayRest } = common(props, 'signed_on')
  const { typed: _, ...scan } = common(props, 'scan')
  return (
    <>
      <p class='hint mb'>{t('commitmentStep.signHint')}</p>
      {signingFields.map((name) =>
        name === 'signed_on' ? (
          <DateField {...dayRest} value={day ?? writeDay(language, today)} />
        ) : (
          line(name, document[stored[name]], name === 'number' ? t('commitmentStep.numberHint') : undefined)
        ),
      )}
      <FileDrop
        {...scan}
        hint={t('commitmentStep.scanHint', { n: MOST_SCANS })}
        accept={SCAN_TYPES}
        multiple
        optional
      />
    </>
  )
}
