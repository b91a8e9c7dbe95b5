import { ChoiceList } from '../parts/choices.tsx'
import { ErrorSummary, errorIn, type FieldError } from '../parts/form.tsx'
import { DateField, HiddenFields, TextField } from '../parts/inputs.tsx'
import { Callout } from '../parts/notes.tsx'
import { Crumbs, PageHead, Section } from '../parts/page.tsx'
import type { Reader } from '../reader.ts'
import { campaignErrors } from './campaign-words.ts'

interface CopyProps {
  reader: Reader
  action: string
  backHref: string
  campaign: { code: string; name: string }
  /** How far its days move. */
  years: number
  id: string
  typed: (name: string) => string
  what: 'settings' | 'all'
  /** The commitments are drawn up by the office alone. */
  mayCopyAll: boolean
  figures: string[]
  /** What a copy of the commitments would hold. */
  counts: { commitments: number; targets: number }
  errors: FieldError[]
  /** Another campaign was made by this very form. */
  isUsed: boolean
}

/** Opens the campaign that follows: what is to be named anew, and what else is to be taken along. */
export function CopyPage(props: CopyProps) {
  const { reader, campaign, errors, years } = props
  const { t, at } = reader
  return (
    <div class='narrow'>
      <ErrorSummary reader={reader} errors={campaignErrors(reader, errors)} />
      {props.isUsed && (
        <Callout reader={reader} tone='back' title={t('campaign.conflictTitle')}>
          <p>{t('campaign.conflictText')}</p>
        </Callout>
      )}
      <Crumbs
        reader={reader}
        items={[
          { href: at('/admin/campaigns'), label: t('campaign.title') },
          { href: props.backHref, label: campaign.code },
        ]}
        here={t('campaign.copy')}
      />
      <PageHead
        eyebrow={campaign.name}
        title={t('campaign.copyTitle', { code: campaign.code })}
        lead={t('campaign.copyLead', { n: years })}
      />
      <form class='flow-l' method='post' action={props.action} novalidate>
        <HiddenFields fields={[{ name: 'id', value: props.id }]} />
        <Section id='h-new' title={t('campaign.copyWhat')} card>
          <Names {...props} />
        </Section>
        {props.mayCopyAll && (
          <Section id='h-commitments' title={t('campaign.copyCommitments')} card>
            <Along {...props} />
          </Section>
        )}
        <div class='btns'>
          <button class='btn btn--p' type='submit'>
            {t('campaign.copyDo')}
          </button>
          <a class='btn' href={props.backHref}>
            {t('common.cancel')}
          </a>
        </div>
      </form>
    </div>
  )
}

function Names({ reader, typed, errors }: CopyProps) {
  const { t } = reader
  const field = (name: string) => ({ reader, name, value: typed(name), error: errorIn(errors, name) })
  return (
    <>
      <TextField {...field('code')} label={t('campaign.code')} hint={t('campaign.hint.code')} />
      <TextField {...field('name')} label={t('campaign.name')} />
      <TextField {...field('plan_year')} label={t('campaign.field.planYear')} />
      <div class='pair'>
        <DateField {...field('start_on')} label={t('campaign.field.startOn')} />
        <DateField {...field('end_on')} label={t('campaign.field.endOn')} />
      </div>
      <DateField
        {...field('weekly_from')}
        label={t('campaign.field.weeklyFrom')}
        hint={t('campaign.hint.weeklyFrom')}
        optional
      />
    </>
  )
}

function Along({ reader, what, figures, counts }: CopyProps) {
  const { t } = reader
  return (
    <>
      <ChoiceList
        reader={reader}
        name='what'
        label={t('campaign.copyCommitments')}
        quiet
        type='radio'
        value={what}
        options={[
          { value: 'settings', label: t('campaign.copyOnly'), note: t('campaign.copyOnlyNote') },
          { value: 'all', label: t('campaign.copyAll'), note: t('campaign.copyAllNote', counts) },
        ]}
      />
      <ChoiceList
        reader={reader}
        name='figures'
        label={t('campaign.copyFigures')}
        optional
        type='checkbox'
        values={figures}
        options={[
          {
            value: 'same_period',
            label: t('campaign.copySamePeriod'),
            note: t('campaign.copySamePeriodNote'),
          },
          { value: 'baseline', label: t('campaign.copyBaseline'), note: t('campaign.copyBaselineNote') },
        ]}
      />
    </>
  )
}
