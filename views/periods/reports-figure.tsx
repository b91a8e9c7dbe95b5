import type { PeriodSnapshot } from '../../src/domain/snapshot/period.ts'
import type { PeriodDisciplineOfUnit } from '../../src/domain/snapshot/period-discipline.ts'
import { rateCell, say } from '../papers/scribe.ts'
import { Icon } from '../parts/icon.tsx'
import { EmptyState } from '../parts/notes.tsx'
import { Crumbs, PageHead, Section } from '../parts/page.tsx'
import { Cell, Row, RowHead, StackTable } from '../parts/table.tsx'
import { Weeks, WeeksLegend } from '../parts/weeks.tsx'
import type { Html, Reader } from '../reader.ts'

export type ReportsRule = 'on_time' | 'late' | 'missing' | 'exempt' | 'rate'

interface ReportsFigureProps {
  /** Who speaks of the period in its own words. */
  reader: Reader
  snapshot: PeriodSnapshot
  rule: ReportsRule
  listHref: string
  periodHref: string
}

/** How many weekly reports of a period were kept in a way, and the units that they are made of. */
export function ReportsFigurePage(props: ReportsFigureProps): Html {
  const { reader, snapshot, rule, listHref, periodHref } = props
  const { t } = reader
  const { told, discipline } = snapshot
  const units = discipline.units.filter((unit) => (rule === 'rate' ? unit.owed : unit[rule]) > 0)
  const name = t(`period.reportsName.${rule}`)
  return (
    <>
      <Crumbs
        reader={reader}
        items={[
          { href: listHref, label: t('period.title') },
          { href: periodHref, label: t('weekly.weekOf', { n: 0 }) },
        ]}
        here={name}
      />
      <PageHead
        eyebrow={told.campaign_name}
        title={t('figure.titled', { name, value: valueOfRule(reader, snapshot, rule) })}
        lead={t('weekly.provisional')}
        actions={
          <a class='btn' href={periodHref}>
            <Icon reader={reader} name='arrow-left' />
            {t('figure.backToWeek', { n: 0 })}
          </a>
        }
      />
      <div class='flow-l'>
        <Section id='h-rule' title={t('figure.rule')} card>
          <p>{ruleWords(reader, snapshot)}</p>
        </Section>
        <Section
          id='h-rows'
          title={t('figure.rows')}
          aside={units.length > 0 && <WeeksLegend reader={reader} />}
        >
          {units.length === 0 ? (
            <EmptyState reader={reader} icon='inbox' title={t('figure.nothing')} />
          ) : (
            <div class='card'>
              <UnitRows reader={reader} snapshot={snapshot} units={units} />
            </div>
          )}
        </Section>
      </div>
    </>
  )
}

function valueOfRule(reader: Reader, { discipline }: PeriodSnapshot, rule: ReportsRule): string {
  if (rule !== 'rate') return String(discipline[rule])
  const { rate } = discipline
  const percent = say(reader, rateCell(rate, reader)) || '–'
  return reader.t('weekly.rateText', { n: rate.numerator, m: rate.denominator, percent })
}

function ruleWords(reader: Reader, { discipline, told }: PeriodSnapshot): string {
  const { t } = reader
  const days = { fromDay: say(reader, { day: told.from }), toldDay: say(reader, { day: told.day }) }
  const [first, last] = [discipline.weeks[0], discipline.weeks.at(-1)]
  if (!first || !last) return t('period.reportsRuleNone', days)
  const number = (week: string) => Number(week.slice(6))
  const weeks = t('period.weeksSpan', { from: number(first), to: number(last) })
  return t('period.reportsRule', { ...days, weeks })
}

function UnitRows(props: { reader: Reader; snapshot: PeriodSnapshot; units: PeriodDisciplineOfUnit[] }) {
  const { reader, snapshot, units } = props
  const { t } = reader
  const names = new Map(snapshot.told.units.map(({ code, name }) => [code, name]))
  return (
    <StackTable
      caption={t('period.caption.units')}
      mid
      columns={[
        { label: t('weekly.col.unit') },
        { label: t('period.col.weeksOwed'), num: true },
        { label: t('weekly.col.onTime'), num: true },
        { label: t('weekly.col.delayed'), num: true },
        { label: t('discipline.missing'), num: true },
        { label: t('weekly.col.rate'), num: true },
        { label: t('period.col.streak'), num: true },
        { label: t('period.col.history') },
      ]}
    >
      {units.map((unit) => (
        <Row>
          <RowHead>
            <a href={reader.at(`/units/${encodeURIComponent(unit.unit)}`)}>
              {names.get(unit.unit) ?? unit.unit}
            </a>
          </RowHead>
          <Cell label={t('period.col.weeksOwed')} num>
            {unit.owed}
          </Cell>
          <Cell label={t('weekly.col.onTime')} num>
            {unit.on_time}
          </Cell>
          <Cell label={t('weekly.col.delayed')} num>
            {unit.late}
          </Cell>
          <Cell label={t('discipline.missing')} num>
            {unit.missing}
          </Cell>
          <Cell label={t('weekly.col.rate')} num>
            {say(reader, rateCell(unit.rate, reader)) || '–'}
          </Cell>
          <Cell label={t('period.col.streak')} num>
            {unit.longest_late_streak}
          </Cell>
          <Cell label={t('period.col.history')}>
            <Weeks reader={reader} weeks={unit.history} />
          </Cell>
        </Row>
      ))}
    </StackTable>
  )
}
