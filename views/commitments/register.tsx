import { Select } from '../parts/choices.tsx'
import { ErrorSummary, type FieldError } from '../parts/form.tsx'
import { HiddenFields } from '../parts/inputs.tsx'
import { Callout, EmptyState } from '../parts/notes.tsx'
import { Crumbs, PageHead } from '../parts/page.tsx'
import type { Reader } from '../reader.ts'
import { SideBFields, TermsFields, termErrors } from './terms-fields.tsx'

export interface RegisterCommitmentProps {
  reader: Reader
  unit: { code: string; name: string }
  /** In which the unit has promised nothing yet. */
  campaigns: { code: string; name: string }[]
  hidden: { name: string; value: string }[]
  action: string
  typed: (name: string) => string
  errors: FieldError[]
  /** The commitment that stands already. */
  taken: string | null
}

/** The unit's own draft: its terms first, its targets one by one afterwards. */
export function RegisterCommitmentPage(props: RegisterCommitmentProps) {
  const { reader, unit, campaigns, taken } = props
  const { t, at } = reader
  return (
    <div class='narrow'>
      <ErrorSummary reader={reader} errors={termErrors(reader, props.errors)} />
      <Crumbs
        reader={reader}
        items={[{ href: at('/commitments'), label: t('nav.commitments') }]}
        here={t('commitmentNew.registerTitle')}
      />
      <PageHead
        title={t('commitmentNew.registerTitle')}
        eyebrow={unit.name}
        lead={t('commitmentNew.registerLead')}
      />
      {taken && (
        <Callout reader={reader} tone='back' title={t('commitmentNew.takenTitle')}>
          <p>
            <a href={at(`/commitments/${encodeURIComponent(taken)}`)}>{taken}</a>
          </p>
        </Callout>
      )}
      {campaigns.length > 0 ? (
        <Form {...props} />
      ) : (
        <EmptyState
          reader={reader}
          icon='handshake'
          title={t('commitmentNew.noCampaign')}
          text={t('commitmentNew.noCampaignText')}
        >
          <a class='btn' href={at('/commitments')}>
            {t('nav.commitments')}
          </a>
        </EmptyState>
      )}
    </div>
  )
}

function Form({ reader, campaigns, hidden, action, typed, errors }: RegisterCommitmentProps) {
  const { t, at } = reader
  return (
    <form class='card card__p' method='post' action={action} novalidate>
      <HiddenFields fields={hidden} />
      <Select
        reader={reader}
        name='campaign'
        label={t('commitment.campaign')}
        value={typed('campaign')}
        items={campaigns.map(({ code, name }) => ({ value: code, label: name }))}
      />
      <TermsFields reader={reader} typed={typed} errors={errors} />
      <SideBFields reader={reader} typed={typed} errors={errors} />
      <div class='btns mt'>
        <button class='btn btn--p' type='submit'>
          {t('commitmentNew.openDraft')}
        </button>
        <a class='btn' href={at('/commitments')}>
          {t('common.cancel')}
        </a>
      </div>
    </form>
  )
}
