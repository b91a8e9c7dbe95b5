import { addDays } from '../../src/domain/day.ts'
import { writeWeekday } from '../../src/i18n/days.ts'
import { ChoiceList, Select } from '../parts/choices.tsx'
import { DateField, NumberField, TextField } from '../parts/inputs.tsx'
import type { Reader } from '../reader.ts'
import { type CampaignFormProps, field, Part } from './campaign-field.tsx'

export function Weekly(props: CampaignFormProps) {
  const { t, language } = props.reader
  const items = Array.from({ length: 7 }, (_, n) => ({
    value: String(n + 1),
    label: writeWeekday(language, addDays('2024-01-01', n)),
  }))
  return (
    <Part id='h-weekly' title={t('campaign.part.weekly')}>
      <p class='hint'>{t('campaign.hint.due')}</p>
      <div class='pair'>
        <Select {...field(props, 'weekly_due_weekday')} label={t('campaign.field.dueDay')} items={items} />
        <TextField {...field(props, 'weekly_due_time')} label={t('campaign.field.dueTime')} />
      </div>
      <p class='hint mt'>{t('campaign.hint.cut')}</p>
      <div class='pair'>
        <Select {...field(props, 'cut_off_weekday')} label={t('campaign.field.cutDay')} items={items} />
        <TextField {...field(props, 'cut_off_time')} label={t('campaign.field.cutTime')} />
      </div>
      <div class='mt'>
        <DateField
          {...field(props, 'weekly_from')}
          label={t('campaign.field.weeklyFrom')}
          hint={t(props.code ? 'campaign.hint.weeklyFrom' : 'campaign.hint.weeklyFromNew')}
          optional
        />
      </div>
    </Part>
  )
}

type NumberName =
  | 'dueSoonDays'
  | 'returnGraceDays'
  | 'atRiskPoints'
  | 'behindPoints'
  | 'maxAgeDays'
  | 'maximumExtensions'
  | 'remindBeforeDays'
  | 'remindAfterDays'
  | 'escalateAfterDays'

function Whole({ of, name, affix }: { of: CampaignFormProps; name: NumberName; affix: string }) {
  const { t } = of.reader
  const typedAs = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  return (
    <NumberField
      {...field(of, typedAs)}
      label={t(`campaign.field.${name}`)}
      hint={t(`campaign.hint.${name}`)}
      affix={affix}
      small
      attributes={{ inputmode: 'numeric', maxlength: 4 }}
    />
  )
}

export function Judging(props: CampaignFormProps) {
  const { t } = props.reader
  return (
    <Part id='h-judging' title={t('campaign.part.judging')}>
      <Whole of={props} name='atRiskPoints' affix={t('campaign.affix.points')} />
      <Whole of={props} name='behindPoints' affix={t('campaign.affix.points')} />
      <Whole of={props} name='dueSoonDays' affix={t('campaign.affix.days')} />
      <Whole of={props} name='returnGraceDays' affix={t('campaign.affix.workingDays')} />
      <Whole of={props} name='maxAgeDays' affix={t('campaign.affix.days')} />
    </Part>
  )
}

function flagOptions({ t }: Reader) {
  const names = [
    'clerkMaySubmit',
    'supervisorMayExtend',
    'leagueTableOpen',
    'freezesItself',
    'remindsItself',
  ] as const
  return names.map((name) => ({
    value: name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    label: t(`campaign.flag.${name}`),
    note: t(`campaign.flagNote.${name}`),
  }))
}

export function Rights(props: CampaignFormProps) {
  const { t } = props.reader
  return (
    <Part id='h-rights' title={t('campaign.part.rights')}>
      <Whole of={props} name='maximumExtensions' affix={t('campaign.affix.times')} />
      <ChoiceList
        reader={props.reader}
        name='flags'
        label={t('campaign.field.flags')}
        type='checkbox'
        values={props.chosen('flags')}
        options={flagOptions(props.reader)}
      />
    </Part>
  )
}

export function Reminding(props: CampaignFormProps) {
  const { t } = props.reader
  const affix = t('campaign.affix.workingDays')
  return (
    <Part id='h-reminding' title={t('campaign.part.reminding')}>
      <Whole of={props} name='remindBeforeDays' affix={affix} />
      <Whole of={props} name='remindAfterDays' affix={affix} />
      <Whole of={props} name='escalateAfterDays' affix={affix} />
    </Part>
  )
}
