import type { Composite } from '../../src/domain/composite.ts'
import type { Day } from '../../src/domain/day.ts'
import type { Discipline, ReportStatus } from '../../src/domain/discipline.ts'
import { isToCome, type Standing } from '../../src/domain/standing.ts'
import type { Target } from '../../src/domain/target.ts'
import type { UnitKind } from '../../src/domain/unit.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { writeMeasured } from '../../src/i18n/numbers.ts'
import { percentOf } from '../dashboard/indicator.tsx'
import { Deadline } from '../extensions/parts.tsx'
import { Badge } from '../parts/badge.tsx'
import { Icon } from '../parts/icon.tsx'
import { EmptyState } from '../parts/notes.tsx'
import { Crumbs, PageHead, Section } from '../parts/page.tsx'
import { clockWords, progressBadge, reportBadge, stoppedBadge, toComeBadge } from '../parts/status.ts'
import { Cell, Row, RowHead, StackTable } from '../parts/table.tsx'
import { Weeks } from '../parts/weeks.tsx'
import type { Html, Reader } from '../reader.ts'
import { CompositeCard } from '../targets/composite.tsx'

export interface UnitTarget {
  target: Target & { title: string; measure: string | null; groupNumber: number }
  /** When its commitment comes into force. */
  effectiveFrom: Day
  group: string
  standing: Standing
  /** Until when a request that waits asks for more time. */
  askedUntil: Day | null
}

export interface UnitPageProps {
  reader: Reader
  unit: { code: string; name: string; kind: UnitKind; block: string | null }
  headPost: string | null
  /** What it was before a decision, and what it became. */
  succession: Html | null
  asOf: Day | null
  /** The list of all units, for those who have it. */
  unitsHref: string | null
  campaign: { name: string; dueSoonDays: number } | null
  others: { name: string; href: string }[]
  commitments: { code: string; number: string | null; signedOn: Day | null }[]
  targets: UnitTarget[]
  reports: {
    weeks: Discipline[]
    status: ReportStatus
    owes: boolean
    reported: number
    lastReportedOn: Day | null
  } | null
  composite: Composite | null
}

/** One unit: what it signed, where that stands, how it reports. */
export function UnitPage(props: UnitPageProps) {
  const { reader, unit, headPost, asOf, unitsHref, campaign } = props
  const { t, language } = reader
  const kind = unit.block ?? t(`unit_kind.${unit.kind}`)
  return (
    <>
      {unitsHref && (
        <Crumbs reader={reader} items={[{ href: unitsHref, label: t('units.title') }]} here={unit.name} />
      )}
      <PageHead
        eyebrow={asOf ? t('overview.asOfLine', { day: writeDay(language, asOf) }) : kind}
        title={unit.name}
        lead={headPost}
        actions={
          campaign && (
            <a class='btn btn--q' href={reader.at(`/units/${encodeURIComponent(unit.code)}/form`)}>
              <Icon reader={reader} name='printer' />
              {t('sheet.print')}
            </a>
          )
        }
      />
      {props.succession && <div class='mb'>{props.succession}</div>}
      {campaign ? (
        <div class='flow-l'>
          <Reporting {...props} />
          <Signed {...props} />
          <CompositeCard reader={reader} composite={props.composite} />
          <Promised {...props} dueSoonDays={campaign.dueSoonDays} />
        </div>
      ) : (
        <EmptyState reader={reader} icon='handshake' title={t('units.noCommitment')} />
      )}
    </>
  )
}

function Reporting({ reader, reports, targets }: UnitPageProps) {
  const { t, language } = reader
  if (!reports) return null
  const open = targets.filter(({ standing }) => standing.baseClass === 'open').length
  return (
    <Section id='h-reports' title={t('units.reporting')} card>
      <div class='row'>
        {reports.owes || reports.status !== 'none' ? (
          <Badge reader={reader} mark={reportBadge(reports.status)} />
        ) : (
          <span>{t('units.exempt')}</span>
        )}
        {reports.reported > 0 && <span>{t('units.updated', { n: reports.reported, of: open })}</span>}
        <span class='row'>
          <Weeks reader={reader} weeks={reports.weeks} />
          <span class='sub'>{t('desk.lastWeeks', { n: reports.weeks.length })}</span>
        </span>
        <span class='sub'>
          {reports.lastReportedOn
            ? t('units.lastReported', { day: writeDay(language, reports.lastReportedOn) })
            : t('units.neverReported')}
        </span>
      </div>
    </Section>
  )
}

function Signed({ reader, commitments, campaign, others }: UnitPageProps) {
  const { t, language } = reader
  return (
    <Section id='h-commitments' title={t('units.commitments')} aside={campaign?.name} card>
      <ul>
        {commitments.map(({ code, number, signedOn }) => (
          <li class='todo'>
            <div>
              <a href={reader.at(`/commitments/${encodeURIComponent(code)}`)}>{number ?? code}</a>
              <p class='sub'>
                {[code, signedOn && t('units.signedOn', { day: writeDay(language, signedOn) })]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </div>
          </li>
        ))}
      </ul>
      {others.length > 0 && (
        <p class='sm'>
          {t('units.otherCampaigns')}:{' '}
          {others.map(({ name, href }) => (
            <a href={href}>{name}</a>
          ))}
        </p>
      )}
    </Section>
  )
}

function Promised(props: UnitPageProps & { dueSoonDays: number }) {
  const { reader, targets, dueSoonDays } = props
  const { t } = reader
  const labels = { result: t('units.result'), due: t('units.due'), standing: t('units.standing') }
  return (
    <Section id='h-targets' title={t('units.targets')} aside={t('common.targetCount', { n: targets.length })}>
      <div class='card'>
        <StackTable
          caption={t('units.targets')}
          columns={[
            { label: t('units.targets') },
            { label: labels.standing },
            { label: labels.result, num: true },
            { label: labels.due, num: true },
          ]}
        >
          {targets.map((own) => (
            <Row>
              <RowHead>
                <a href={reader.at(`/targets/${encodeURIComponent(own.target.code)}`)}>{own.target.title}</a>
                <br />
                <span class='sub'>
                  {own.target.code} · {own.target.groupNumber}. {own.group}
                </span>
              </RowHead>
              <Cell label={labels.standing}>
                <StandingOf
                  reader={reader}
                  own={own}
                  day={props.asOf ?? reader.today}
                  dueSoonDays={dueSoonDays}
                />
              </Cell>
              <Cell label={labels.result} num>
                <ResultOf reader={reader} own={own} />
              </Cell>
              <Cell label={labels.due} num>
                <DueOf reader={reader} own={own} />
              </Cell>
            </Row>
          ))}
        </StackTable>
      </div>
    </Section>
  )
}

function DueOf({ reader, own: { target, standing, askedUntil } }: { reader: Reader; own: UnitTarget }) {
  const { dueOn, daysLateBefore } = standing
  if (!dueOn) return <>{reader.t('units.noDeadline')}</>
  const dated = { ...standing, dueOn, dueOriginal: target.dueOriginal }
  return <Deadline reader={reader} target={dated} askedUntil={askedUntil} daysLateBefore={daysLateBefore} />
}

function StandingOf(props: { reader: Reader; own: UnitTarget; day: Day; dueSoonDays: number }) {
  const { reader, own, day, dueSoonDays } = props
  const { standing } = own
  if (isToCome({ ...own.target, ...standing }, day, own.effectiveFrom))
    return <Badge reader={reader} mark={toComeBadge} />
  const { t, language } = reader
  const { baseClass, progress, daysLate, daysLeft, freshness, figureOn } = standing
  if (baseClass === 'suspended' || baseClass === 'transferred' || baseClass === 'cancelled') {
    return <Badge reader={reader} mark={stoppedBadge(baseClass)} />
  }
  const late = progress === 'overdue'
  const notes = [
    late || daysLeft !== null ? clockWords(t, { daysLeft: late ? -daysLate : daysLeft, dueSoonDays }) : '',
    freshness === 'no_data' ? t('fresh.no_data') : '',
    freshness === 'stale' && figureOn ? t('fresh.stale', { day: writeDay(language, figureOn) }) : '',
  ]
  return (
    <>
      <Badge reader={reader} mark={progressBadge(progress ?? 'on_track')} />
      <br />
      <span class='sub'>{notes.filter(Boolean).join(' · ')}</span>
    </>
  )
}

function ResultOf({ reader, own: { target, standing } }: { reader: Reader; own: UnitTarget }) {
  const { latest, lastAccepted } = standing
  if (latest) {
    return (
      <>
        {standing.percent && <b>{percentOf(reader, standing)}</b>}
        {standing.percent && target.valueKind !== 'percent' && <br />}
        {target.valueKind !== 'percent' && (
          <span class='sub'>
            {writeMeasured(reader.language, latest.value, target.decimals, target.measure)}
          </span>
        )}
      </>
    )
  }
  return <>{lastAccepted ? reader.t(`declared.${lastAccepted.declared}`) : '–'}</>
}
