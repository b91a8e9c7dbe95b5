import { groupBy } from '../../src/domain/grouping.ts'
import { countRows, type TracedFigure } from '../../src/domain/snapshot/figure.ts'
import type { ReportOfUnit, ReportsFigure } from '../../src/domain/snapshot/figure-reports.ts'
import type { RateFigure } from '../../src/domain/snapshot/figure-targets.ts'
import type { Snapshot } from '../../src/domain/snapshot.ts'
import { writeDayRange } from '../../src/i18n/days.ts'
import { momentCell, say, stateOf } from '../papers/scribe.ts'
import { PrintButton } from '../parts/form.tsx'
import { Icon } from '../parts/icon.tsx'
import { SummaryList } from '../parts/lists.tsx'
import { Callout, EmptyState } from '../parts/notes.tsx'
import { Crumbs, PageHead, Pager, Section } from '../parts/page.tsx'
import { WeeksLegend } from '../parts/weeks.tsx'
import type { Html, Reader } from '../reader.ts'
import { GroupRows, UnitRows } from './figure/campaign.tsx'
import { ChangeRows, DirectionRows, ProposalRows } from './figure/follow-up.tsx'
import { TargetSummary, UpdateRows } from './figure/target.tsx'
import { TargetRows } from './figure/targets.tsx'
import { cutGroups, type Group, nameOf, ruleOf, shownValue } from './figure/words.ts'
import { ReportRows } from './report-rows.tsx'

export interface FigureProps {
  reader: Reader
  snapshot: Snapshot
  figure: TracedFigure
  /** The rows of this page: from the first to before the last. */
  from: number
  to: number
  /** Which issue of the week this is, where it no longer stands. */
  annulled?: number | null
  next: string | null
  first: string | null
  weeksHref: string
  weekHref: string
  /** The address that explains a figure of this week. */
  figureAt: (name: string) => string
}

/** What a figure of a week is made of: the rule, what is counted, and the reports behind that. */
export function FigurePage(props: FigureProps): Html {
  const { reader, snapshot, figure } = props
  const { t } = reader
  const count = countRows(figure)
  return (
    <>
      <Head {...props} />
      <div class='flow-l'>
        {props.annulled && (
          <Callout reader={reader} tone='risk' title={t('issue.annulled')}>
            <p>{t('figure.annulled', { n: props.annulled })}</p>
          </Callout>
        )}
        <Section id='h-rule' title={t('figure.rule')} card>
          <p>{ruleOf(reader, snapshot, figure)}</p>
          <Parts reader={reader} figure={figure} />
          {figure.made === 'target' && (
            <TargetSummary reader={reader} figure={figure} snapshot={snapshot} figureAt={props.figureAt} />
          )}
        </Section>
        <Section
          id='h-rows'
          title={t(figure.made === 'target' ? 'figure.updatesHead' : 'figure.rows')}
          aside={figure.made === 'reports' && count > 0 && <WeeksLegend reader={reader} />}
        >
          {figure.made === 'target' && <p class='muted mb'>{t('figure.updatesLead')}</p>}
          {count === 0 ? (
            <EmptyState reader={reader} icon='inbox' title={t('figure.nothing')} />
          ) : (
            <div class='card'>
              <Rows {...props} />
            </div>
          )}
          <Pager reader={reader} next={props.next} first={props.first}>
            {(props.next || props.first) &&
              t('figure.shown', { from: props.from + 1, to: Math.min(props.to, count), n: count })}
          </Pager>
        </Section>
      </div>
    </>
  )
}

function Head({ reader, snapshot, figure, weeksHref, weekHref }: FigureProps) {
  const { t, language } = reader
  const n = Number(snapshot.week.slice(6))
  const name = nameOf(reader, snapshot, figure)
  const { from, to, campaign_name } = snapshot
  return (
    <>
      <Crumbs
        reader={reader}
        items={[
          { href: weeksHref, label: t('weekly.title') },
          { href: weekHref, label: t('weekly.weekOf', { n }) },
        ]}
        here={name}
      />
      <PageHead
        eyebrow={`${campaign_name} · ${t('figure.week', { n, span: writeDayRange(language, from, to) })}`}
        title={t('figure.titled', { name, value: shownValue(reader, figure) })}
        lead={`${stateOf(reader, snapshot)}. ${t('figure.until', { at: say(reader, momentCell(snapshot.until)) })}`}
        actions={
          <>
            <a class='btn' href={weekHref}>
              <Icon reader={reader} name='arrow-left' />
              {t('figure.backToWeek', { n })}
            </a>
            {figure.made === 'target' && (
              <a class='btn' href={reader.at(`/targets/${encodeURIComponent(figure.target.code)}`)}>
                {t('figure.toTarget')}
              </a>
            )}
            <PrintButton reader={reader} />
          </>
        }
      />
    </>
  )
}

/** Of a rate, both numbers and how they add up. */
function Parts({ reader, figure }: { reader: Reader; figure: TracedFigure }) {
  if (figure.made !== 'rate' && !(figure.made === 'reports' && figure.rule === 'rate')) return null
  const { t } = reader
  const parts = figure.made === 'rate' ? classParts(reader, figure) : unitParts(reader, figure)
  const above = parts.filter(({ isAbove }) => isAbove)
  return (
    <div class='cq'>
      <SummaryList
        items={[
          { term: t('figure.numerator'), detail: sumOf(reader, above) },
          { term: t('figure.denominator'), detail: sumOf(reader, parts) },
          { term: t('figure.rate'), detail: shownValue(reader, figure) },
        ]}
      />
    </div>
  )
}

interface Part {
  name: string
  count: number
  isAbove: boolean
}

/** '32 = 18 hoàn thành đúng hạn + 3 hoàn thành quá hạn + 11 đang thực hiện, quá hạn' */
function sumOf({ t }: Reader, parts: Part[]): string {
  const words = parts.map(({ count, name }) =>
    t('figure.part', { n: count, name: name.charAt(0).toLowerCase() + name.slice(1) }),
  )
  if (words.length === 1) return words[0]!
  return t('figure.sum', { n: parts.reduce((all, { count }) => all + count, 0), parts: words.join(' + ') })
}

const classParts = ({ t }: Reader, { classes }: RateFigure): Part[] =>
  classes.map(({ name, count, isAbove }) => ({ name: t(`class.${name}`), count, isAbove }))

function unitParts({ t }: Reader, { units }: ReportsFigure): Part[] {
  return (['on_time', 'late', 'missing', 'pending'] as const).map((rule) => ({
    name: t(`discipline.${rule}`),
    count: units.filter(({ kept }) => kept === rule).length,
    isAbove: rule === 'on_time',
  }))
}

function Rows(props: FigureProps) {
  const { reader, snapshot, figure, from, to } = props
  switch (figure.made) {
    case 'targets':
    case 'rate':
      return <TargetRows {...props} figure={figure} />
    case 'target':
      return <UpdateRows reader={reader} figure={figure} from={from} to={to} />
    case 'units':
      return <UnitRows reader={reader} figure={figure} from={from} to={to} />
    case 'groups':
      return <GroupRows reader={reader} figure={figure} from={from} to={to} />
    case 'reports':
      return (
        <ReportRows
          reader={reader}
          groups={cutGroups(groupsOf(reader, figure), from, to)}
          isBefore={figure.isBefore}
        />
      )
    case 'proposals':
      return <ProposalRows reader={reader} figure={figure} from={from} to={to} />
    case 'directions':
      return <DirectionRows reader={reader} figure={figure} from={from} to={to} />
    case 'changes':
      return <ChangeRows reader={reader} figure={figure} from={from} to={to} units={snapshot.units} />
  }
}

function groupsOf({ t }: Reader, { rule, units }: ReportsFigure): Group<ReportOfUnit>[] {
  if (rule !== 'rate') return [{ head: null, rows: units }]
  return [...groupBy(units, ({ kept }) => kept)].map(([kept, rows]) => {
    const words = { name: t(`discipline.${kept}`), n: rows.length }
    return { head: kept === 'on_time' ? t('figure.above', words) : t('figure.below', words), rows }
  })
}
