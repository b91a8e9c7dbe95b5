import type { ReminderChannel } from '../../src/domain/follow-up.ts'
import { reminderBlanks } from '../../src/domain/reminder.ts'
import { ChoiceList } from '../parts/choices.tsx'
import { ErrorSummary, More } from '../parts/form.tsx'
import { Icon } from '../parts/icon.tsx'
import { DateField, HiddenFields, TextArea, TextField } from '../parts/inputs.tsx'
import { Callout } from '../parts/notes.tsx'
import { Crumbs, PageHead } from '../parts/page.tsx'
import type { Reader } from '../reader.ts'
import {
  problemWords,
  type ReminderProblem,
  type TypedReminder,
  type UnitToRemind,
  type ZaloTexts,
} from './shapes.ts'
import { UnitLines } from './units.tsx'
import { ZaloList } from './zalo.tsx'

export interface NewReminderProps {
  reader: Reader
  /** The id of the reminder that this form sends, so that it is sent once. */
  id: string
  units: UnitToRemind[]
  /** Codes of the tasks that go into it; the others were taken out by hand. */
  ticked: ReadonlySet<string>
  typed: TypedReminder
  /** From the text in hand. */
  zalo: ZaloTexts
  problems: ReminderProblem[]
  /** The round that was sent under the same id with another content. */
  conflictHref: string | null
  longest: number
}

/** Written once, sent to each unit: who is reminded of what, by which ways, in which words. */
export function NewReminderPage(props: NewReminderProps) {
  const { reader, id, units, problems } = props
  const { t, at } = reader
  const codes = units.flatMap((unit) => unit.items.map(({ code }) => code))
  return (
    <div class='narrow'>
      <Crumbs
        reader={reader}
        items={[{ href: at('/desk'), label: t('nav.desk') }]}
        here={t('reminder.title')}
      />
      <ErrorSummary
        reader={reader}
        deed='send'
        errors={problems.map((problem) => ({ field: problem.field, text: problemWords(t, problem) }))}
      />
      <PageHead title={headingOf(reader, units)} />
      {props.conflictHref && (
        <Callout reader={reader} tone='back' title={t('reminder.conflict')}>
          <p>{t('reminder.conflictText')}</p>
          <p>
            <a href={props.conflictHref}>{t('reminder.conflictLink')}</a>
          </p>
        </Callout>
      )}
      <form method='post' action={at('/reminders')}>
        <HiddenFields
          fields={[
            { name: 'id', value: id },
            { name: 'shown', value: codes.join(',') },
          ]}
        />
        <div class='card'>
          <section class='card__p' id='targets' tabindex={-1} aria-label={t('reminder.who')}>
            <UnitLines reader={reader} units={units} ticked={props.ticked} />
          </section>
          <div class='card__p flow'>
            <Words {...props} />
            <Channels {...props} />
          </div>
          <div class='card__p'>
            <More reader={reader} summary={t('reminder.zaloTexts')}>
              <p class='hint mb'>{t('reminder.zaloLive')}</p>
              <div
                id='zalo'
                hx-post={at('/reminders/preview')}
                hx-trigger='input changed delay:400ms from:#text, change from:#targets'
                hx-include='closest form'
                hx-sync='this:replace'
                hx-target='this'
                hx-swap='innerHTML'
              >
                <ZaloList reader={reader} texts={props.zalo} />
              </div>
            </More>
          </div>
        </div>
        <p class='hint mt'>{t('reminder.after')}</p>
        <div class='btns mt'>
          <button class='btn btn--p' type='submit'>
            <Icon reader={reader} name='send' />
            {t('reminder.send')}
          </button>
          <a class='btn' href={at('/desk')}>
            {t('common.cancel')}
          </a>
        </div>
      </form>
    </div>
  )
}

/** 'Đôn đốc 2 đơn vị về 4 việc quá hạn' */
export function headingOf({ t }: Reader, units: UnitToRemind[]): string {
  const reasons = new Set(units.flatMap(({ items }) => items.map(({ reason }) => reason)))
  const n = units.reduce((sum, { items }) => sum + items.length, 0)
  const who = units.length === 1 ? units[0]!.name : t('reminder.units', { n: units.length })
  if (reasons.size === 1 && reasons.has('overdue')) return t('reminder.newOverdue', { units: who, n })
  if (reasons.size === 1 && reasons.has('unreported')) return t('reminder.newUnreported', { units: who })
  return t('reminder.newOther', { units: who, n })
}

function errorAt(
  { reader, problems }: NewReminderProps,
  field: ReminderProblem['field'],
): string | undefined {
  const problem = problems.find((one) => one.field === field)
  return problem && problemWords(reader.t, problem)
}

function Words(props: NewReminderProps) {
  const { reader, typed, longest } = props
  const [unit, jobs] = reminderBlanks
  return (
    <TextArea
      reader={reader}
      name='text'
      label={reader.t('reminder.text')}
      hint={reader.t('reminder.textHint', { unit: `{${unit}}`, jobs: `{${jobs}}` })}
      error={errorAt(props, 'text')}
      rows={6}
      value={typed.text}
      attributes={{ lang: 'vi', maxlength: longest }}
    />
  )
}

function Channels(props: NewReminderProps) {
  const { reader, typed, units } = props
  const { t } = reader
  const reached = units.filter(({ reach }) => reach === 'both').length
  const notes: Partial<Record<ReminderChannel, string>> = {
    email: reached ? t('reminder.note.email', { n: reached }) : t('reminder.note.emailNone'),
    zalo: t('reminder.note.zalo'),
    letter: t('reminder.note.letter'),
  }
  const [numberError, dayError] = [errorAt(props, 'letter_number'), errorAt(props, 'letter_on')]
  return (
    <>
      <ChoiceList
        reader={reader}
        name='channel'
        type='checkbox'
        label={t('reminder.channels')}
        hint={t('reminder.channelsHint')}
        values={typed.channels}
        options={(['email', 'zalo', 'letter'] as const).map((value) => ({
          value,
          label: t(`reminder.channel.${value}`),
          note: notes[value],
        }))}
      />
      <More
        reader={reader}
        summary={t('reminder.letterFields')}
        open={typed.channels.includes('letter') || Boolean(numberError || dayError)}
      >
        <div class='flow'>
          <TextField
            reader={reader}
            name='letter_number'
            label={t('reminder.letterNumber')}
            hint={t('reminder.letterNumberHint')}
            error={numberError}
            optional
            value={typed.letterNumber}
            attributes={{ maxlength: 60, autocomplete: 'off' }}
          />
          <DateField
            reader={reader}
            name='letter_on'
            label={t('reminder.letterOn')}
            error={dayError}
            optional
            value={typed.letterOn}
          />
        </div>
      </More>
    </>
  )
}
