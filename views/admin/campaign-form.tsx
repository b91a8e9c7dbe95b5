import { ChoiceList, SegmentedRadios, Select } from '../parts/choices.tsx'
import { Field } from '../parts/field.tsx'
import { ErrorSummary } from '../parts/form.tsx'
import { DateField, HiddenFields, TextArea, TextField } from '../parts/inputs.tsx'
import { Callout } from '../parts/notes.tsx'
import { Crumbs, PageHead } from '../parts/page.tsx'
import { type CampaignFormProps, field, Part } from './campaign-field.tsx'
import { Judging, Reminding, Rights, Weekly } from './campaign-rules.tsx'
import { campaignErrors, labelOf } from './campaign-words.ts'

export function CampaignForm(props: CampaignFormProps) {
  const { reader, code, errors } = props
  const { t, at } = reader
  const title = code ? t('campaign.editTitle', { code }) : t('campaign.newTitle')
  return (
    <div class='narrow'>
      <ErrorSummary reader={reader} errors={campaignErrors(reader, errors)} />
      <Standing {...props} />
      <Crumbs
        reader={reader}
        items={[{ href: at('/admin/campaigns'), label: t('campaign.title') }]}
        here={code ?? t('campaign.newTitle')}
      />
      <PageHead title={title} lead={code ? t('campaign.frozenNote') : t('campaign.newLead')} />
      <form class='flow-l' method='post' action={props.action} novalidate>
        <HiddenFields fields={props.hidden} />
        <What {...props} />
        <Weekly {...props} />
        <Judging {...props} />
        <Rights {...props} />
        <Reminding {...props} />
        <div class='btns'>
          <button class='btn btn--p' type='submit'>
            {t(code ? 'common.save' : 'campaign.create')}
          </button>
          <a class='btn' href={props.backHref}>
            {t('common.cancel')}
          </a>
        </div>
      </form>
    </div>
  )
}

function Standing({ reader, differing, isUsed }: CampaignFormProps) {
  const { t } = reader
  if (isUsed) {
    return (
      <Callout reader={reader} tone='back' title={t('campaign.conflictTitle')}>
        <p>{t('campaign.conflictText')}</p>
      </Callout>
    )
  }
  if (!differing) return null
  return (
    <Callout reader={reader} tone='back' title={t('campaign.changedTitle')}>
      <p>{t('campaign.changedText')}</p>
      <ul>
        {differing.map(({ name, stored, typed, isOn }) => (
          <li>
            {stored === '' && typed === ''
              ? `${labelOf(reader, name)}: ${t(isOn ? 'common.yes' : 'common.no')}`
              : t('campaign.changedLine', { field: labelOf(reader, name), stored, typed })}
          </li>
        ))}
      </ul>
    </Callout>
  )
}

function What(props: CampaignFormProps) {
  const { t } = props.reader
  return (
    <Part id='h-what' title={t('campaign.part.what')}>
      <CodeField {...props} />
      <TextField {...field(props, 'name')} label={t('campaign.name')} hint={t('campaign.hint.name')} />
      <Owner {...props} />
      <div class='pair'>
        <TextField
          {...field(props, 'plan_year')}
          label={t('campaign.field.planYear')}
          hint={t('campaign.hint.planYear')}
          attributes={{ inputmode: 'numeric', maxlength: 4 }}
        />
        <TextField
          {...field(props, 'to_year')}
          label={t('campaign.field.toYear')}
          hint={t('campaign.hint.toYear')}
          optional
          attributes={{ inputmode: 'numeric', maxlength: 4 }}
        />
      </div>
      <div class='pair'>
        <DateField
          {...field(props, 'start_on')}
          label={t('campaign.field.startOn')}
          hint={t('campaign.hint.startOn')}
        />
        <DateField
          {...field(props, 'end_on')}
          label={t('campaign.field.endOn')}
          hint={t('campaign.hint.endOn')}
        />
      </div>
      <p class='hint mt-s'>{t('campaign.hint.period')}</p>
      {props.code ? (
        <div class='mt'>
          <SegmentedRadios
            {...field(props, 'state')}
            label={t('campaign.stateLabel')}
            hint={t('campaign.hint.state')}
            options={(['active', 'closed'] as const).map((value) => ({
              value,
              label: t(`campaign.state.${value}`),
            }))}
          />
        </div>
      ) : (
        <div class='mt'>
          <TextArea
            {...field(props, 'groups')}
            label={t('campaign.field.groups')}
            hint={t('campaign.hint.groups')}
            optional
            rows={5}
          />
        </div>
      )}
    </Part>
  )
}

/** It stands in addresses, files and papers: once those are there, it is told and no longer asked. */
function CodeField(props: CampaignFormProps) {
  const { t } = props.reader
  const own = field(props, 'code')
  if (props.codeIsBound) {
    return (
      <div class='field'>
        <HiddenFields fields={[{ name: 'code', value: own.value }]} />
        <p class='lbl'>{t('campaign.code')}</p>
        <p class='hint'>{t('campaign.hint.codeBound')}</p>
        <p class='code'>{own.value}</p>
      </div>
    )
  }
  return (
    <TextField
      {...own}
      label={t('campaign.code')}
      hint={t('campaign.hint.code')}
      attributes={{ maxlength: 40, autocomplete: 'off' }}
    />
  )
}

function Owner(props: CampaignFormProps) {
  const { reader, owner } = props
  const { t } = reader
  const own = field(props, 'owner')
  if ('fixed' in owner) {
    return (
      <div class='field'>
        <p class='lbl'>{t('campaign.owner')}</p>
        <p class='hint'>{t('campaign.hint.ownerFixed')}</p>
        <p>{owner.fixed}</p>
      </div>
    )
  }
  if (owner.own) {
    const items = owner.own.map(({ code, name }) => ({ value: code, label: name }))
    const value = owner.typed || items[0]?.value
    return <Select {...own} label={t('campaign.owner')} value={value} items={items} />
  }
  return (
    <>
      <Field {...own} label={t('campaign.owner')} hint={t('campaign.hint.owner')}>
        <input
          class='in'
          id='owner'
          name='owner'
          type='text'
          value={owner.typed}
          aria-describedby={own.error ? 'owner-hint owner-error' : 'owner-hint'}
          aria-invalid={own.error ? 'true' : undefined}
        />
      </Field>
      {owner.found.length > 0 && (
        <ChoiceList
          reader={reader}
          name='owner_pick'
          label={t('campaign.ownerFound')}
          type='radio'
          options={owner.found.map(({ code, name }) => ({ value: code, label: name, note: code }))}
        />
      )}
    </>
  )
}
