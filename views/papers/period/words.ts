import { monthsFromNewYear, type Period } from '../../../src/domain/period.ts'
import type { PeriodSnapshot } from '../../../src/domain/snapshot/period.ts'
import { writeDayShort, writeInstant } from '../../../src/i18n/days.ts'
import type { Key, Translate } from '../../../src/i18n/translate.ts'
import { documentDay, type Scribe } from '../scribe.ts'

const quarters = ['I', 'II', 'III', 'IV'] as const

/** 'tháng 8 năm 2022', 'quý III năm 2022', '8 tháng đầu năm 2022', 'từ ngày 05/8/2022 đến ngày 20/8/2022'. */
export function nameOfPeriod({ t, language }: Pick<Scribe, 't' | 'language'>, period: Period): string {
  const { kind, from, to } = period
  const [year, month] = [from.slice(0, 4), Number(from.slice(5, 7))]
  if (kind === 'year') return t('period.name.year', { year })
  if (kind === 'quarter') return t('period.name.quarter', { n: quarters[Math.floor(month / 3)]!, year })
  if (kind === 'month') return t('period.name.month', { n: monthOf(language, period), year })
  const months = monthsFromNewYear(period)
  if (months === 12) return t('period.name.year', { year })
  if (months !== null && months > 1) return t('period.name.months', { n: months, year })
  return t('period.name.span', { from: documentDay(language, from), to: documentDay(language, to) })
}

/** '8', or 'Aug' in English. */
function monthOf(language: Scribe['language'], { from }: Period): string {
  return language === 'vi' ? String(Number(from.slice(5, 7))) : writeDayShort('en', from).replace(/^\d+ /, '')
}

export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** A week's words, and what a longer period says in their place. */
const inPlaceOf: Partial<Record<Key, Key>> = {
  'weekly.title': 'period.title',
  'weekly.weekOf': 'period.crumb',
  'weekly.docTitle': 'period.docTitle',
  'weekly.subject': 'period.subject',
  'weekly.within': 'period.within',
  'weekly.last': 'period.last',
  'weekly.disciplineLine': 'period.disciplineLine',
  'weekly.disciplineNone': 'period.disciplineNone',
  'weekly.disciplineExempt': 'period.disciplineNone',
  'weekly.reports.onTime': 'period.reports.onTime',
  'weekly.reports.noneOnTime': 'period.reports.noneOnTime',
  'weekly.reports.late': 'period.reports.late',
  'weekly.reports.missing': 'period.reports.missing',
  'weekly.reports.exempt': 'period.reports.exempt',
  'weekly.thisWeek': 'period.thisOne',
  'weekly.lastWeek': 'period.lastOne',
  'weekly.sinceLastWeek': 'period.sinceLast',
  'weekly.VII': 'period.VII',
  'weekly.table.changes': 'period.table.changes',
  'weekly.table.discipline': 'period.table.discipline',
  'weekly.col.overdueChange': 'period.col.overdueChange',
  'weekly.col.weekReport': 'period.col.report',
  'weekly.data.report_status': 'period.col.report',
  'weekly.info.week': 'period.info.name',
  'weekly.rate.discipline': 'period.rate.discipline',
  'figure.week': 'period.figureOf',
  'figure.backToWeek': 'period.backToPeriod',
  'figure.until': 'period.until',
  'figure.nothing': 'period.nothing',
  'figure.name.overdue.new': 'period.name.overdue.new',
  'figure.name.overdue.ended': 'period.name.overdue.ended',
  'figure.name.changes': 'period.name.changes',
  'figure.rule.target': 'period.rule.target',
  'figure.rule.overdue.new': 'period.rule.overdue.new',
  'figure.rule.overdue.ended': 'period.rule.overdue.ended',
  'figure.rule.proposals.new': 'period.rule.proposals.new',
  'figure.rule.proposals.answered': 'period.rule.proposals.answered',
  'figure.rule.directions.new': 'period.rule.directions.new',
  'figure.rule.directions.closed': 'period.rule.directions.closed',
  'figure.rule.changes': 'period.rule.changes',
}

/** What is compared with its own beginning, because nothing like it came before. */
const withoutBefore: typeof inPlaceOf = {
  'weekly.thisWeek': 'period.number',
  'weekly.sinceLastWeek': 'period.sinceStart',
  'weekly.col.overdueChange': 'period.col.overdueSinceStart',
}

/** What is over looks ahead from its last day, not from today. */
const ended: typeof inPlaceOf = {
  'weekly.provisional': 'period.markEnded',
  'weekly.opening': 'period.opening',
  'weekly.needLine': 'period.needLine',
  'weekly.dueHead': 'period.dueHead',
  'weekly.dueLine': 'period.dueLine',
  'weekly.noDue': 'period.noDue',
  'weekly.table.due': 'period.table.due',
  'weekly.row.within': 'period.dueWithin',
  'figure.name.due': 'period.name.due',
}

const running: typeof inPlaceOf = { 'weekly.provisional': 'period.markRunning' }

/** Somebody who writes of a period what others write of a week: the same sections and tables in the period's words. */
export function periodScribe<Who extends Scribe>(scribe: Who, snapshot: PeriodSnapshot): Who {
  const say = scribe.t as (key: Key, fill?: Record<string, string | number>) => string
  const name = nameOfPeriod(scribe, snapshot.period)
  const noun = scribe.t(`period.noun.${snapshot.period.kind}`)
  const places: typeof inPlaceOf = {
    ...inPlaceOf,
    ...(snapshot.told.before ? {} : withoutBefore),
    ...(snapshot.isRunning ? running : ended),
  }
  const words = {
    periodName: name,
    PeriodName: capitalised(name),
    noun,
    Noun: capitalised(noun),
    ...momentsOf(scribe, snapshot),
  }
  const t = ((key: Key, fill?: Record<string, string | number>) =>
    say(places[key] ?? key, { ...words, ...fill })) as Translate
  return { ...scribe, t }
}

function momentsOf({ language, zone }: Scribe, { told, compiledAt }: PeriodSnapshot) {
  return {
    fromDay: documentDay(language, told.from),
    toldDay: documentDay(language, told.day),
    compiledAt: writeInstant(language, compiledAt, zone),
  }
}
