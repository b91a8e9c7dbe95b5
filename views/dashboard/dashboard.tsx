import type { Day, Instant } from '../../src/domain/day.ts'
import type { Rates } from '../../src/domain/rates.ts'
import type { Tally } from '../../src/domain/tally.ts'
import type { Week } from '../../src/domain/week.ts'
import { writeDay, writeDayRange, writeDayShort, writeTime, writeWeekday } from '../../src/i18n/days.ts'
import { writeCount } from '../../src/i18n/numbers.ts'
import { BulletLegend, StatusLegend, StatusMix } from '../parts/bars.tsx'
import { Tiles } from '../parts/figures.tsx'
import { Icon } from '../parts/icon.tsx'
import { HiddenFields, TextField } from '../parts/inputs.tsx'
import { SummaryList } from '../parts/lists.tsx'
import { PageHead, Section } from '../parts/page.tsx'
import type { Html, Reader } from '../reader.ts'
import { AttentionSection, type Watched } from './attention.tsx'
import { IndicatorRow, type IndicatorShown } from './indicator.tsx'
import { type StaleRow, StaleSection } from './stale.tsx'

export interface DashboardProps {
  reader: Reader
  year: number
  /** The past day it is held against; null for now. */
  asOf: Day | null
  /** What was typed as a day and cannot be one. */
  typedDay: string | null
  all: Tally
  /** How many of them directions added to what was signed. */
  ordered: number
  rates: Rates
  groups: { number: number; name: string; tally: Tally; href: string | null }[]
  units: { signed: number; overdue: number; owing: number; reported: number }
  week: { week: Week; due: Instant; dueOn: Day; isOwed: boolean }
  indicators: IndicatorShown[]
  attention: Watched[]
  /** Old figures of today; null on a past day, whose figures are all its own. */
  stale: { rows: StaleRow[]; n: number; days: number; href: string } | null
  /** What the reader's own role opens with, above the figures. */
  roleParts?: Html | null
  /** Ready-made; null for pages that this person does not have. */
  links: {
    units: string | null
    overdue: string | null
    decisions: string | null
    directions: string
    silent: string
    now: string
    weekly: string
  }
  kept: { name: string; value: string }[]
}

/** Is the campaign on pace, and what needs a word from above? */
export function DashboardPage(props: DashboardProps) {
  const { reader, groups } = props
  const { t } = reader
  return (
    <>
      <Head {...props} />
      {props.roleParts}
      <Figures {...props} />
      <section class='mt-l' aria-labelledby='h-indicators'>
        <div class='shead'>
          <h2 id='h-indicators'>{t('overview.indicators')}</h2>
          <BulletLegend reader={reader} />
        </div>
        <div class='card card__p cq'>
          {props.indicators.map((shown) => (
            <IndicatorRow reader={reader} shown={shown} />
          ))}
          {props.indicators.length === 0 && <p>{t('overview.noIndicators')}</p>}
        </div>
      </section>
      <div class='cols2 mt-l'>
        <div class='flow-l'>
          <AttentionSection
            reader={reader}
            items={props.attention}
            asOf={props.asOf}
            decisionsHref={props.links.decisions}
            directionsHref={props.links.directions}
            silentHref={props.links.silent}
          />
          {props.stale && <StaleSection reader={reader} {...props.stale} />}
        </div>
        <div class='flow-l'>
          {groups.length > 0 && (
            <Section
              id='h-groups'
              title={t('overview.groups', { n: groups.length })}
              aside={<StatusLegend reader={reader} />}
            >
              <div class='card card__p flow'>
                {groups.map((group) => (
                  <GroupMix reader={reader} group={group} />
                ))}
              </div>
            </Section>
          )}
          <RatesList reader={reader} rates={props.rates} />
          <AsOfForm {...props} />
        </div>
      </div>
    </>
  )
}

function Head({ reader, year, asOf, all, ordered, units, week, links }: DashboardProps) {
  const { t, language, today } = reader
  const weekday = writeWeekday(language, today)
  const eyebrow = asOf
    ? t('overview.asOfLine', { day: writeDay(language, asOf) })
    : t('desk.weekLine', {
        weekday: weekday.charAt(0).toUpperCase() + weekday.slice(1),
        day: writeDay(language, today),
        week: week.week.number,
        range: writeDayRange(language, week.week.from, week.week.to),
      })
  const lead = t('overview.lead', {
    ...all.progress,
    units: units.signed,
    targets: all.total - ordered,
    ordered: orderedWords(reader, ordered),
    unfresh: all.unfresh ? t('overview.unfresh', { n: all.unfresh }) : '',
  })
  const { suspended, transferred, cancelled } = all.classes
  const apart = suspended + transferred + cancelled > 0
  return (
    <PageHead
      eyebrow={eyebrow}
      title={t('overview.title', { year })}
      lead={apart ? `${lead} ${t('overview.apart', { suspended, transferred, cancelled })}` : lead}
      actions={
        <a class='btn' href={links.weekly}>
          <Icon reader={reader} name='file-text' />
          {t('nav.weekly')}
        </a>
      }
    />
  )
}

const orderedWords = ({ t }: Reader, n: number) => (n ? t('commitment.andOrdered', { n }) : '')

function Figures({ reader, all, ordered, groups, units, week, links }: DashboardProps) {
  const { t, language } = reader
  const { overdue, at_risk, behind } = all.progress
  const count = (n: number) => writeCount(language, n)
  const when = {
    time: writeTime(language, week.due, reader.zone),
    weekday: writeWeekday(language, week.dueOn),
  }
  return (
    <Tiles
      reader={reader}
      tiles={[
        {
          label: t('overview.tileUnits'),
          value: count(units.signed),
          note: t('overview.tileUnitsNote', {
            targets: count(all.total - ordered),
            ordered: orderedWords(reader, ordered),
            groups: groups.length,
          }),
          icon: 'building-2',
          ...(links.units && { href: links.units }),
        },
        {
          label: t('overview.tileOverdue'),
          value: count(overdue),
          unit: t('overview.jobs'),
          note: overdue ? t('overview.inUnits', { n: count(units.overdue) }) : undefined,
          ...(overdue && { tone: 'late' as const }),
          icon: 'octagon-alert',
          ...(links.overdue && { href: links.overdue }),
        },
        {
          label: t('overview.tileRisk'),
          value: count(at_risk + behind),
          unit: t('overview.jobs'),
          note: t('overview.tileRiskNote', { at_risk, behind }),
          tone: 'risk',
          icon: 'triangle-alert',
        },
        {
          label: t('overview.tileReported', { week: week.week.number }),
          value: count(units.reported),
          unit: t('overview.ofUnits', { n: count(units.owing) }),
          note: week.isOwed
            ? t('overview.reportDue', { ...when, day: writeDayShort(language, week.dueOn) })
            : t('overview.noReportDue'),
          tone: 'wait',
          icon: 'send',
          ...(links.units && { href: links.units }),
        },
      ]}
    />
  )
}

function GroupMix({ reader, group }: { reader: Reader; group: DashboardProps['groups'][number] }) {
  const { t } = reader
  const { number, name, tally, href } = group
  const title = `${number}. ${name}`
  return (
    <div>
      <p class='row row--between'>
        {href ? <a href={href}>{title}</a> : <span>{title}</span>}
        <span class='sm muted nw'>{t('common.targetCount', { n: tally.total })}</span>
      </p>
      <StatusMix reader={reader} counts={mixOf(tally)} />
      <p class='sub'>{t('overview.mix', tally.progress)}</p>
    </div>
  )
}

/** The counts in the colours' names. */
export function mixOf({ progress }: Tally) {
  const { done, on_track, at_risk, behind, overdue } = progress
  return { done, ok: on_track, risk: at_risk, slow: behind, late: overdue }
}

/** The share of what was due comes first: it is the one that says whether promises were kept. */
const ORDER = ['R2', 'R1', 'R3', 'R4', 'R5'] as const

function RatesList({ reader, rates }: { reader: Reader; rates: Rates }) {
  const { t, language } = reader
  const textOf = ({ numerator, denominator, percent }: Rates['R1']) => {
    const share = percent === null ? '–' : `${language === 'vi' ? percent.replace('.', ',') : percent}%`
    return (
      <>
        <b>{share}</b> ({writeCount(language, numerator)}/{writeCount(language, denominator)})
      </>
    )
  }
  return (
    <Section id='h-rates' title={t('overview.rates')}>
      <div class='card card__p cq'>
        <SummaryList
          items={ORDER.map((name) => ({ term: t(`overview.${name}`), detail: textOf(rates[name]) }))}
        />
      </div>
    </Section>
  )
}

/** The same page on another day. */
function AsOfForm({ reader, asOf, typedDay, kept, links }: DashboardProps) {
  const { t, language } = reader
  return (
    <form class='filters no-print' method='get' aria-label={t('overview.asOf')}>
      <HiddenFields fields={kept} />
      <TextField
        reader={reader}
        name='as-of'
        label={t('overview.asOf')}
        hint={t('overview.asOfHint')}
        value={typedDay ?? (asOf ? writeDay(language, asOf) : '')}
        error={typedDay === null ? undefined : t('overview.asOfWrong')}
        attributes={{ autocomplete: 'off', maxlength: 20 }}
      />
      <button class='btn' type='submit'>
        {t('overview.asOfShow')}
      </button>
      {asOf && (
        <a class='btn' href={links.now}>
          {t('overview.asOfNow')}
        </a>
      )}
    </form>
  )
}
