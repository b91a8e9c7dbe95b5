import { type Day, dayOf, type Instant } from '../../src/domain/day.ts'
import { fillBlanks, type ReminderBlank, type ReminderItem } from '../../src/domain/reminder.ts'
import { type ZaloText, zaloText } from '../../src/domain/zalo-text.ts'
import { writeDay, writeTime, writeWeekday } from '../../src/i18n/days.ts'
import { type Language, type Translate, translator } from '../../src/i18n/translate.ts'

/** A unit and what it is reminded of. */
export interface Addressed {
  name: string
  items: ReminderItem[]
}

/** What goes to the units is in the office's own language, whoever writes it. */
const office = translator('vi')

const blank = (name: ReminderBlank) => `{${name}}`

/** The text a reminder begins with: what is the matter, and by when the office wants to hear. */
export function defaultReminder(items: readonly ReminderItem[], due: Instant, zone: string): string {
  const [first] = items
  const isSame = items.every(({ reason }) => reason === first?.reason)
  const reason = isSame && first && first.reason !== 'open' ? first.reason : 'other'
  const day = dayOf(due, zone)
  return office(`reminder.default.${reason}`, {
    unit: blank('đơn vị'),
    jobs: blank('số việc'),
    time: writeTime('vi', due, zone),
    weekday: writeWeekday('vi', day),
    day: writeDay('vi', day),
  })
}

/** The text as one unit reads it. */
export function textFor(text: string, { name, items }: Addressed): string {
  return fillBlanks(text, { 'đơn vị': name, 'số việc': String(items.length) })
}

/** 'quá hạn 13 ngày', 'chưa báo cáo tuần này', 'hạn 30/9/2022'. */
export function stateWords(t: Translate, language: Language, item: ReminderItem): string {
  if (item.reason === 'overdue') return t('reminder.state.overdue', { n: item.daysLate })
  if (item.reason === 'unreported') return t('reminder.state.unreported')
  return item.dueOn
    ? t('reminder.state.due', { day: writeDay(language, item.dueOn) })
    : t('reminder.state.none')
}

const stateOf = (item: ReminderItem) => stateWords(office, 'vi', item)

/** The message for one unit, to be copied into its chat. */
export function zaloForUnit(text: string, unit: Addressed, day: Day, link: string): string {
  return zaloText({
    head: office('reminder.zalo.head', { unit: unit.name.toUpperCase(), day: writeDay('vi', day) }),
    body: textFor(text, unit),
    items: unit.items.map((item, at) =>
      office('reminder.zalo.item', { n: at + 1, title: item.title, state: stateOf(item) }),
    ),
    rest: (n, shown) => office(shown ? 'reminder.zalo.rest' : 'reminder.zalo.only', { n }),
    link: office('reminder.zalo.link', { link }),
  }).text
}

/** One message for the group all units are in: each with its tasks where there is room, else with their number. */
export function zaloForGroup(text: string, units: readonly Addressed[], day: Day, link: string): string {
  const named = groupText(text, units, day, link, titlesOf)
  return named.left ? groupText(text, units, day, link, countOf).text : named.text
}

function groupText(
  text: string,
  units: readonly Addressed[],
  day: Day,
  link: string,
  lineOf: (unit: Addressed, n: number) => string,
): ZaloText {
  const all = { name: office('reminder.allUnits'), items: units.flatMap(({ items }) => items) }
  return zaloText({
    head: office('reminder.zalo.groupHead', { day: writeDay('vi', day) }),
    body: textFor(text, all),
    items: units.map((unit, at) => lineOf(unit, at + 1)),
    rest: (n, shown) => office(shown ? 'reminder.zalo.restUnits' : 'reminder.zalo.onlyUnits', { n }),
    link: office('reminder.zalo.link', { link }),
  })
}

function titlesOf({ name, items }: Addressed, n: number): string {
  const titles = items.map((item) =>
    office('reminder.zalo.unitTitle', { title: item.title, state: stateOf(item) }),
  )
  return office('reminder.zalo.unitItem', { n, unit: name, titles: titles.join('; ') })
}

function countOf({ name, items }: Addressed, n: number): string {
  const days = Math.max(...items.map(({ daysLate }) => daysLate))
  const fill = { n, unit: name, jobs: items.length }
  return days > 0
    ? office('reminder.zalo.unitCountLate', { ...fill, days })
    : office('reminder.zalo.unitCount', fill)
}

/** Tasks named in a letter by mail; the page behind the link has them all. */
const ITEMS_MAILED = 20

/** The letter one person gets for all of their units, in their language; the text stays as it was written. */
export function reminderMail(
  language: Language,
  units: readonly (Addressed & { body: string })[],
  sender: { by: string; day: Day },
): { subject: string; lines: string[] } {
  const t = translator(language)
  const n = units.reduce((sum, { items }) => sum + items.length, 0)
  const subject =
    units.length === 1
      ? t('reminder.mail.subject', { n, unit: units[0]!.name })
      : t('reminder.mail.subjectMany', { n, units: units.length })
  const lines = units.flatMap(({ body, items }) => {
    const named = items
      .slice(0, ITEMS_MAILED)
      .map((item, at) =>
        t('reminder.zalo.item', { n: at + 1, title: item.title, state: stateWords(t, language, item) }),
      )
    const left = items.length - named.length
    if (left > 0) named.push(t('reminder.zalo.rest', { n: left }))
    return [body, named.join('\n')]
  })
  const from = t('reminder.mail.by', { by: sender.by, day: writeDay(language, sender.day) })
  return { subject, lines: [t('reminder.mail.dear'), ...lines, from] }
}
