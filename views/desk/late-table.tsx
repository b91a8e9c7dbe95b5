import { html } from 'hono/html'
import type { Day, Instant } from '../../src/domain/day.ts'
import { dayOf, daysBetween, minDay } from '../../src/domain/day.ts'
import { groupBy } from '../../src/domain/grouping.ts'
import { writeDayShort } from '../../src/i18n/days.ts'
import { askingWords, slipWords } from '../extensions/words.ts'
import { isLongLate } from '../parts/badge.tsx'
import { StackTable } from '../parts/table.tsx'
import type { Html, Reader } from '../reader.ts'

export interface LateRow {
  code: string
  title: string
  group: number
  unitCode: string
  unitName: string
  headPost: string
  dueOn: Day
  dueOriginal: Day
  extensionCount: number
  askedUntil: Day | null
  frozenOn: Day | null
  waiting: boolean
  lastReportedOn: Day | null
  reminders: number
  remindedAt: Instant | null
}

interface LateTableProps {
  reader: Reader
  rows: LateRow[]
  byGroup: boolean
  groups: { number: number; name: string }[]
  /** Rows can be ticked, to be reminded together. */
  pick: boolean
}

/** Overdue targets under their unit, or under their task group. The longest table of the house: its rows are plain text. */
export function LateTable({ reader, rows, byGroup, groups, pick }: LateTableProps) {
  const words = wordsOf(reader, pick)
  const blocks = groupBy(rows, (row) => (byGroup ? String(row.group) : row.unitCode))
  return (
    <StackTable
      caption={reader.t('desk.overdueCaption')}
      columns={[
        ...(pick ? [{ label: <span class='sr'>{reader.t('desk.choose')}</span> }] : []),
        { label: reader.t('desk.target') },
        { label: words.daysLate },
        { label: words.due, num: true },
        { label: words.lastReport, num: true },
        { label: words.reminders },
      ]}
    >
      {[...blocks.values()].map((block) => (
        <>
          {byGroup ? groupHead(reader, block, groups, words) : unitHead(reader, block, words)}
          {block.map((row) => lateRow(reader, words, row, byGroup))}
        </>
      ))}
    </StackTable>
  )
}

type Words = ReturnType<typeof wordsOf>

/** What every row says again, asked for once. */
function wordsOf({ t, asset, at }: Reader, pick: boolean) {
  const icons = asset('icons.svg')
  return {
    daysLate: t('desk.daysLate'),
    due: t('desk.due'),
    lastReport: t('desk.lastReport'),
    noReport: t('desk.noReport'),
    reminders: t('desk.reminders'),
    long: { icon: `${icons}#octagon-alert`, badge: 'badge' },
    short: { icon: `${icons}#clock-alert`, badge: 'badge badge--soft' },
    targets: at('/targets/'),
    choose: pick ? t('desk.choose') : null,
    remindUnit: pick ? t('desk.remindUnit') : null,
    span: pick ? 6 : 5,
  }
}

function unitHead(reader: Reader, block: LateRow[], words: Words): Html {
  const { unitCode, unitName, headPost } = block[0]!
  const code = encodeURIComponent(unitCode)
  const remind = words.remindUnit
    ? html`<a class="sm no-print" href="${reader.at(`/reminders/new?unit=${code}`)}">${words.remindUnit}<span class="sr">: ${unitName}</span></a>`
    : ''
  return html`<tr role="row" class="grp"><th role="rowheader" colspan="${words.span}" scope="rowgroup"><span class="row row--between"><span><a href="${reader.at(`/units/${code}`)}"><b>${unitName}</b></a> · ${headPost}</span><span class="row">${remind}<span class="count">${reader.t('desk.jobs', { n: block.length })}</span></span></span></th></tr>`
}

function groupHead(reader: Reader, block: LateRow[], groups: LateTableProps['groups'], words: Words): Html {
  const number = block[0]!.group
  const name = groups.find((group) => group.number === number)?.name ?? ''
  return html`<tr role="row" class="grp"><th role="rowheader" colspan="${words.span}" scope="rowgroup"><span class="row row--between"><b>${number}. ${name}</b><span class="count">${reader.t('desk.jobs', { n: block.length })}</span></span></th></tr>`
}

function lateRow(reader: Reader, words: Words, row: LateRow, byGroup: boolean): Html {
  const { t, language, today } = reader
  const days = daysBetween(row.dueOn, row.frozenOn ? minDay(row.frozenOn, today) : today)
  const { icon, badge } = isLongLate(days) ? words.long : words.short
  const moved = row.dueOriginal !== row.dueOn
  const original = moved
    ? html`<br><span class="sub">${t('desk.dueOriginal', { day: writeDayShort(language, row.dueOriginal) })}</span>`
    : ''
  const reported = row.lastReportedOn ? writeDayShort(language, row.lastReportedOn) : words.noReport
  const pick = words.choose
    ? html`<td role="cell" class="pickcell"><label class="hit"><input class="pick" type="checkbox" name="target" value="${row.code}"><span class="sr">${words.choose}: ${row.title}, ${row.unitName}</span></label></td>`
    : ''
  return html`<tr role="row">${pick}<th role="rowheader" scope="row"><a href="${words.targets}${encodeURIComponent(row.code)}">${row.title}</a><br><span class="sub">${noteOf(reader, row, byGroup)}</span></th><td role="cell" data-l="${words.daysLate}"><span class="${badge}" data-s="late"><svg class="i" aria-hidden="true"><use href="${icon}"/></svg>${t('common.dayCount', { n: days })}</span></td><td role="cell" data-l="${words.due}" class="num">${writeDayShort(language, row.dueOn)}${original}</td><td role="cell" data-l="${words.lastReport}" class="num">${reported}</td><td role="cell" data-l="${words.reminders}"${row.reminders ? '' : html` class="nw"`}>${remindersOf(reader, row)}</td></tr>`
}

function noteOf(reader: Reader, row: LateRow, byGroup: boolean): string {
  const { t } = reader
  const parts = [row.code, byGroup ? row.unitName : t('desk.groupOf', { group: row.group })]
  if (row.extensionCount) parts.push(t('desk.extended', { n: row.extensionCount }))
  const slip = slipWords(reader, { ...row, baseClass: 'open', doneOn: null })
  if (slip) parts.push(slip)
  const asking = askingWords(reader, row.askedUntil)
  if (asking) parts.push(asking)
  if (row.waiting) parts.push(t(row.frozenOn ? 'desk.finalWaits' : 'desk.reportWaits'))
  return parts.join(' · ')
}

function remindersOf({ t, language, zone }: Reader, { reminders, remindedAt }: LateRow): string {
  if (!reminders || remindedAt === null) return t('desk.remindersNone')
  const day = writeDayShort(language, dayOf(remindedAt, zone))
  return reminders === 1 ? t('desk.remindersOne', { day }) : t('desk.remindersMany', { n: reminders, day })
}
