import type { Instant } from '../../src/domain/day.ts'
import { dayOf } from '../../src/domain/day.ts'
import { writeDay, writeInstant } from '../../src/i18n/days.ts'
import { WithIcon } from '../parts/badge.tsx'
import { More } from '../parts/form.tsx'
import { Icon } from '../parts/icon.tsx'
import { Crumbs, PageHead, Section } from '../parts/page.tsx'
import type { Html, Reader } from '../reader.ts'
import { AnswerForm, AnswerShown } from './answer.tsx'
import type { PartShown } from './shapes.ts'
import { ItemState } from './units.tsx'
import { ZaloBox } from './zalo.tsx'

export interface RoundPageProps {
  reader: Reader
  sentAt: Instant
  by: string
  parts: PartShown[]
  /** For those who remind: the text as it was written, and the message for the group. */
  office: { text: string; group: string | null } | null
  /** Where the letters are printed; null where the round has none. */
  letterHref: string | null
  answerAction: string
}

/** One act of reminding: what each unit got, by which ways, and what it answered. A unit sees its own part. */
export function RoundPage(props: RoundPageProps): Html {
  const { reader, sentAt, by, parts, office } = props
  const { t, at, language, zone } = reader
  const when = writeInstant(language, sentAt, zone)
  return (
    <div class='narrow'>
      <Crumbs
        reader={reader}
        items={[
          office
            ? { href: at('/reminders'), label: t('reminder.title') }
            : { href: at('/notices'), label: t('common.notices') },
        ]}
        here={writeDay(language, dayOf(sentAt, zone))}
      />
      <PageHead
        title={roundTitle(reader, sentAt, parts)}
        lead={t('reminder.sentBy', { by, at: when })}
        actions={
          props.letterHref && (
            <a class='btn' href={props.letterHref}>
              <Icon reader={reader} name='printer' />
              {t('reminder.letter')}
            </a>
          )
        }
      />
      <div class='flow-l'>
        {office && (parts.length > 1 || office.group !== null) && (
          <Section id='h-text' title={t('reminder.written')} card>
            <Lines text={office.text} />
            {office.group !== null && (
              <div class='mt no-print'>
                <ZaloBox
                  reader={reader}
                  id='zalo-group'
                  label={t('reminder.zaloGroup')}
                  text={office.group}
                />
              </div>
            )}
          </Section>
        )}
        {parts.map((part, n) => (
          <Part reader={reader} part={part} n={n + 1} props={props} />
        ))}
      </div>
    </div>
  )
}

/** 'Đôn đốc 7/9/2022: 4 việc của 2 đơn vị' */
export function roundTitle({ t, language, zone }: Reader, sentAt: Instant, parts: PartShown[]): string {
  const n = parts.reduce((sum, { items }) => sum + items.length, 0)
  const units = parts.length === 1 ? parts[0]!.unit.name : t('reminder.units', { n: parts.length })
  const what = t('reminder.what', { jobs: t('reminder.jobs', { n }), units })
  return t('reminder.roundTitle', { day: writeDay(language, dayOf(sentAt, zone)), what })
}

function Part({
  reader,
  part,
  n,
  props,
}: {
  reader: Reader
  part: PartShown
  n: number
  props: RoundPageProps
}) {
  const { t } = reader
  const sent = part.channels.map((channel) => t(`reminder.sent.${channel}`)).join(', ')
  return (
    <Section id={`h-unit-${n}`} title={part.unit.name} aside={sent} card>
      <Lines text={part.body} />
      <ul class='mt'>
        {part.items.map((item) => (
          <li class='todo'>
            <div>
              <a href={reader.at(`/targets/${encodeURIComponent(item.code)}`)}>{item.title}</a>{' '}
              <ItemState reader={reader} item={item} />
              <Reported reader={reader} day={item.reportedOn} />
            </div>
            {item.reportHref && (
              <a class='btn btn--s' href={item.reportHref}>
                {t('reminder.report')}
                <span class='sr'>: {item.title}</span>
              </a>
            )}
          </li>
        ))}
      </ul>
      <div class='mt'>
        <AnswerShown reader={reader} answer={part.answer} />
      </div>
      {part.answering && (
        <AnswerForm
          reader={reader}
          action={props.answerAction}
          unit={part.unit}
          answering={part.answering}
          seenAt={part.answer?.at ?? null}
          isOnly={props.parts.length === 1}
          n={n}
        />
      )}
      {props.office && part.zalo !== null && (
        <div class='mt no-print'>
          <More reader={reader} summary={t('reminder.zaloOne')}>
            <ZaloBox
              reader={reader}
              id={`zalo-${n}`}
              label={t('reminder.zaloOf', { unit: part.unit.name })}
              text={part.zalo}
            />
          </More>
        </div>
      )}
    </Section>
  )
}

function Reported({ reader, day }: { reader: Reader; day: PartShown['items'][number]['reportedOn'] }) {
  const { t, language } = reader
  return (
    <p class='sub'>
      {day ? (
        <WithIcon reader={reader} icon='check' tone='done'>
          {t('reminder.reportedOn', { day: writeDay(language, day) })}
        </WithIcon>
      ) : (
        t('reminder.notReported')
      )}
    </p>
  )
}

/** Lines as they were typed. */
function Lines({ text }: { text: string }) {
  return (
    <div lang='vi'>
      {text.split('\n').map((line) => (
        <p>{line}</p>
      ))}
    </div>
  )
}
