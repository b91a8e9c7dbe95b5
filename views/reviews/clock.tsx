import type { Instant } from '../../src/domain/day.ts'
import type { Times } from '../../src/domain/review-clock.ts'
import { Tiles } from '../parts/figures.tsx'
import { Crumbs, PageHead, Section } from '../parts/page.tsx'
import { Cell, Row, RowHead, StackTable } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'

export interface ReviewClockProps {
  reader: Reader
  all: Times | null
  reviewers: (Times & { by: string })[]
  waiting: {
    at: 'review' | 'endorsement' | 'correction' | 'opinion' | 'decision'
    count: number
    since: Instant | null
  }[]
  days: number
  isCut: boolean
  deskHref: string | null
}

/** How long the office itself takes, and where things lie now. */
export function ReviewClockPage(props: ReviewClockProps) {
  const { reader, all, days, deskHref } = props
  const { t } = reader
  const review = props.waiting.find(({ at }) => at === 'review')
  return (
    <>
      <Crumbs
        reader={reader}
        items={deskHref ? [{ href: deskHref, label: t('nav.desk') }] : []}
        here={t('clock.title')}
      />
      <PageHead
        title={all ? t('clock.head', { time: durationWords(reader, all.median) }) : t('clock.headNone')}
        lead={t(props.isCut ? 'clock.leadCut' : 'clock.lead', { n: all?.count ?? 0, days })}
      />
      <Tiles
        reader={reader}
        tiles={[
          { label: t('clock.median'), value: all ? durationWords(reader, all.median) : '–' },
          { label: t('clock.longest'), value: all ? durationWords(reader, all.longest) : '–' },
          {
            label: t('clock.waitingNow'),
            value: String(review?.count ?? 0),
            note:
              review?.since != null
                ? t('clock.oldestOne', { time: sinceWords(reader, review.since) })
                : undefined,
            ...(deskHref && { href: deskHref }),
          },
        ]}
      />
      <div class='flow-l mt-l'>
        <WaitingWhere {...props} />
        {props.reviewers.length > 0 && <Reviewers {...props} />}
      </div>
    </>
  )
}

/** What waits, and with whom. */
function WaitingWhere({ reader, waiting }: ReviewClockProps) {
  const { t } = reader
  return (
    <Section id='h-waiting' title={t('clock.waiting')}>
      <div class='card'>
        <StackTable
          caption={t('clock.waiting')}
          mid
          columns={[
            { label: t('clock.what') },
            { label: t('clock.withWhom') },
            { label: t('clock.count'), num: true },
            { label: t('clock.oldest') },
          ]}
        >
          {waiting.map(({ at, count, since }) => (
            <Row>
              <RowHead>{t(`clock.at.${at}`)}</RowHead>
              <Cell label={t('clock.withWhom')}>{t(`clock.with.${at}`)}</Cell>
              <Cell label={t('clock.count')} num>
                {count ? <b>{count}</b> : 0}
              </Cell>
              <Cell label={t('clock.oldest')}>{since === null ? '–' : sinceWords(reader, since)}</Cell>
            </Row>
          ))}
        </StackTable>
      </div>
    </Section>
  )
}

function Reviewers({ reader, reviewers }: ReviewClockProps) {
  const { t } = reader
  return (
    <Section id='h-reviewers' title={t('clock.reviewers')}>
      <div class='card'>
        <StackTable
          caption={t('clock.reviewers')}
          mid
          columns={[
            { label: t('clock.reviewer') },
            { label: t('clock.decisions'), num: true },
            { label: t('clock.median') },
            { label: t('clock.longest') },
          ]}
        >
          {reviewers.map((one) => (
            <Row>
              <RowHead>{one.by}</RowHead>
              <Cell label={t('clock.decisions')} num>
                {one.count}
              </Cell>
              <Cell label={t('clock.median')}>{durationWords(reader, one.median)}</Cell>
              <Cell label={t('clock.longest')}>{durationWords(reader, one.longest)}</Cell>
            </Row>
          ))}
        </StackTable>
      </div>
    </Section>
  )
}

const HOUR_MS = 3_600_000

const sinceWords = (reader: Reader, since: Instant) => durationWords(reader, reader.now - since)

/** Whole hours are fine enough for an office: under one, minutes. */
function durationWords({ t }: Reader, ms: number): string {
  const hours = Math.floor(ms / HOUR_MS)
  if (hours < 1) return t('clock.minutes', { n: Math.max(1, Math.round(ms / 60_000)) })
  const days = Math.floor(hours / 24)
  if (days === 0) return t('clock.hours', { n: hours })
  const rest = hours % 24
  const words = t('clock.days', { n: days })
  return rest ? `${words} ${t('clock.hours', { n: rest })}` : words
}
