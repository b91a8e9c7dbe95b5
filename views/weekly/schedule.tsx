import type { Day, Instant } from '../../src/domain/day.ts'
import type { Week } from '../../src/domain/week.ts'
import { writeInstant, writeWeekday } from '../../src/i18n/days.ts'
import { ErrorSummary } from '../parts/form.tsx'
import { Callout } from '../parts/notes.tsx'
import { Crumbs, PageHead, Section } from '../parts/page.tsx'
import type { Html, Reader } from '../reader.ts'
import { LetterList, type ListedLetters } from './schedule-letters.tsx'
import { type ListedReaders, ReaderList } from './schedule-readers.tsx'
import { type ListedRuns, RunList } from './schedule-runs.tsx'

export type { ReaderForm } from './schedule-readers.tsx'

export interface ScheduleProps {
  reader: Reader
  campaign: string
  weeklyHref: string
  automatic: {
    isOn: boolean
    /** Of the cut-off: 1 for Monday, and '17:00'. */
    weekday: number
    time: string
    next: { week: Week; at: Instant } | null
    /** Null for who may only look. */
    action: string | null
  }
  runs: ListedRuns
  hasMailServer: boolean
  counts: { sent: number; waiting: number; failed: number }
  /** Null where the addresses are not for this person. */
  letters: ListedLetters | null
  readers: ListedReaders | null
}

/** When weeks freeze by themselves, what ran and what failed, and to whom the summaries go. */
export function SchedulePage(props: ScheduleProps): Html {
  const { reader, automatic, letters, readers, counts } = props
  const { t } = reader
  const mailWaits = !props.hasMailServer && (counts.waiting > 0 || Boolean(readers?.rows.length))
  return (
    <>
      <ErrorSummary reader={reader} errors={readers?.form.problems ?? []} />
      <Crumbs
        reader={reader}
        items={[{ href: props.weeklyHref, label: t('weekly.title') }]}
        here={t('schedule.title')}
      />
      <PageHead
        eyebrow={props.campaign}
        title={headline(reader, automatic)}
        lead={t(automatic.isOn ? 'schedule.lead' : 'schedule.leadOff')}
      />
      <div class='flow-l'>
        {mailWaits && (
          <Callout reader={reader} tone='risk' title={t('schedule.noServer')}>
            <p>
              {t('schedule.noServerText')}
              {counts.waiting > 0 && ` ${t('schedule.noServerWaiting', { n: counts.waiting })}`}
            </p>
          </Callout>
        )}
        <Automatic reader={reader} automatic={automatic} />
        <RunList reader={reader} runs={props.runs} />
        <LetterList reader={reader} counts={counts} letters={letters} />
        {readers && <ReaderList reader={reader} readers={readers} />}
      </div>
    </>
  )
}

function headline({ t, language, zone }: Reader, { isOn, next }: ScheduleProps['automatic']): string {
  if (!isOn) return t('schedule.headOff')
  if (!next) return t('schedule.headEnded')
  return t('schedule.headNext', { n: next.week.number, at: writeInstant(language, next.at, zone) })
}

/** Any Monday, from which the days of the week are counted. */
const MONDAY = 5

function Automatic({ reader, automatic }: Pick<ScheduleProps, 'reader' | 'automatic'>) {
  const { t, language } = reader
  const { isOn, weekday, time, action } = automatic
  const day = `2022-09-${String(MONDAY + weekday - 1).padStart(2, '0')}` as Day
  return (
    <Section id='h-automatic' title={t('schedule.automatic')} card>
      <p>
        {isOn
          ? t('schedule.automaticOn', { weekday: writeWeekday(language, day), time })
          : t('schedule.automaticOff')}
      </p>
      {action !== null && (
        <form method='post' action={action} class='btns mt'>
          <button class='btn' type='submit' name='automatic' value={isOn ? 'off' : 'on'}>
            {t(isOn ? 'schedule.turnOff' : 'schedule.turnOn')}
          </button>
        </form>
      )}
    </Section>
  )
}
