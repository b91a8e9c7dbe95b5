import type { Day } from '../../src/domain/day.ts'
import { writeDay, writeWeekday } from '../../src/i18n/days.ts'
import { Tag } from '../parts/badge.tsx'
import { SegmentedRadios } from '../parts/choices.tsx'
import { ErrorSummary, errorIn, type FieldError } from '../parts/form.tsx'
import { DateField, TextArea, TextField } from '../parts/inputs.tsx'
import { Callout, EmptyState } from '../parts/notes.tsx'
import { Crumbs, PageHead, Section, Tabs } from '../parts/page.tsx'
import { Cell, PickCell, Row, RowHead, StackTable } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'

type Kind = 'holiday' | 'working'

export interface CalendarRow {
  day: Day
  kind: Kind
  name: string
  /** A holiday on a Sunday. */
  isIdle: boolean
  /** Due days that it moves, in words. */
  effects: string[]
}

export interface CalendarTyped {
  from: string
  to: string
  name: string
  kind: Kind
  lines: string
  lines_kind: Kind
}

interface CalendarProps {
  reader: Reader
  year: number
  years: number[]
  rows: CalendarRow[]
  mayChange: boolean
  typed: CalendarTyped
  errors: FieldError[]
}

/** The days of a year that break the ordinary week, and what they move. */
export function CalendarPage(props: CalendarProps) {
  const { reader, year, years, rows, mayChange, errors } = props
  const { t, at } = reader
  return (
    <>
      <ErrorSummary reader={reader} errors={errors} />
      <Crumbs
        reader={reader}
        items={[{ href: at('/admin/campaigns'), label: t('campaign.title') }]}
        here={t('calendar.name')}
      />
      <PageHead title={t('calendar.title', { year })} lead={t('calendar.lead')} />
      <Tabs
        reader={reader}
        label={t('calendar.years')}
        tabs={years.map((one) => ({
          href: at(`/admin/calendar?year=${one}`),
          label: String(one),
          here: one === year,
        }))}
      />
      <div class='flow-l'>
        {!mayChange && (
          <Callout reader={reader} tone='info'>
            <p>{t('calendar.readOnly')}</p>
          </Callout>
        )}
        {rows.length === 0 ? (
          <EmptyState
            reader={reader}
            icon='calendar-range'
            title={t('calendar.none', { year })}
            text={mayChange ? t('calendar.noneText') : undefined}
          />
        ) : (
          <DayTable {...props} />
        )}
        {mayChange && <AddForms {...props} />}
      </div>
    </>
  )
}

function DayTable({ reader, year, rows, mayChange }: CalendarProps) {
  const { t, at } = reader
  const table = (
    <div class='card'>
      <StackTable
        caption={t('calendar.title', { year })}
        mid
        columns={[
          ...(mayChange ? [{ label: <span class='sr'>{t('calendar.remove')}</span> }] : []),
          ...(['day', 'what', 'effect'] as const).map((name) => ({ label: t(`calendar.${name}`) })),
        ]}
      >
        {rows.map((row) => (
          <DayRow reader={reader} row={row} mayChange={mayChange} />
        ))}
      </StackTable>
    </div>
  )
  if (!mayChange) return table
  return (
    <form method='post' action={at('/admin/calendar/remove')}>
      <input type='hidden' name='year' value={year} />
      {table}
      <div class='btns mt no-print'>
        <button class='btn' type='submit'>
          {t('calendar.remove')}
        </button>
      </div>
    </form>
  )
}

function DayRow({ reader, row, mayChange }: { reader: Reader; row: CalendarRow; mayChange: boolean }) {
  const { t, language } = reader
  const day = writeDay(language, row.day)
  return (
    <Row>
      {mayChange && <PickCell name='day' value={row.day} label={t('calendar.pick', { day })} />}
      <RowHead>
        <span class='nw'>{day}</span> <span class='sub nw'>{writeWeekday(language, row.day)}</span>
      </RowHead>
      <Cell>
        {row.name} {row.kind === 'working' && <Tag>{t('calendar.kind.working')}</Tag>}
      </Cell>
      <Cell wideOnly={row.effects.length === 0}>
        {row.effects.map((effect) => (
          <p>{effect}</p>
        ))}
        {row.effects.length === 0 && (
          <span class='muted'>{t(row.isIdle ? 'calendar.weekend' : 'calendar.nothing')}</span>
        )}
      </Cell>
    </Row>
  )
}

function AddForms({ reader, year, typed, errors }: CalendarProps) {
  const { t, at } = reader
  const field = (name: keyof CalendarTyped) => ({
    ...{ reader, name, value: typed[name], error: errorIn(errors, name) },
  })
  const kinds = (['holiday', 'working'] as const).map((value) => ({
    value,
    label: t(`calendar.kind.${value}`),
  }))
  const send = (word: 'add' | 'addLines') => (
    <div class='btns mt'>
      <button class={word === 'add' ? 'btn btn--p' : 'btn'} type='submit'>
        {t(`calendar.${word}`)}
      </button>
    </div>
  )
  return (
    <>
      <p class='hint no-print'>{t('calendar.settles')}</p>
      <div class='cols2 no-print'>
        <Section id='h-add' title={t('calendar.addTitle')} card>
          <form method='post' action={at('/admin/calendar')} novalidate>
            <input type='hidden' name='year' value={year} />
            <div class='pair'>
              <DateField {...field('from')} label={t('calendar.from')} />
              <DateField {...field('to')} label={t('calendar.to')} hint={t('calendar.toHint')} optional />
            </div>
            <TextField {...field('name')} label={t('calendar.label')} hint={t('calendar.labelHint')} />
            <SegmentedRadios {...field('kind')} label={t('calendar.kind')} options={kinds} />
            {send('add')}
          </form>
        </Section>
        <Section id='h-paste' title={t('calendar.pasteTitle')} card>
          <form method='post' action={at('/admin/calendar/lines')} novalidate>
            <input type='hidden' name='year' value={year} />
            <TextArea
              {...field('lines')}
              label={t('calendar.lines')}
              hint={t('calendar.linesHint')}
              rows={8}
            />
            <SegmentedRadios {...field('lines_kind')} label={t('calendar.kind')} options={kinds} />
            {send('addLines')}
          </form>
        </Section>
      </div>
    </>
  )
}
