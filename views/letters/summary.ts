import { type Day, dayOf, type Instant } from '../../src/domain/day.ts'
import type { Snapshot } from '../../src/domain/snapshot.ts'
import { writeDay, writeDayRange, writeInstant } from '../../src/i18n/days.ts'
import type { Language, Translate } from '../../src/i18n/translate.ts'
import { translator } from '../../src/i18n/translate.ts'
import { untilWords } from '../papers/scribe.ts'

/** To whom a letter goes, and what goes with it. */
interface Addressee {
  language: Language
  name: string
  /** The post of who put the address on the list, and when. */
  by: string
  addedAt: Instant
  formats: readonly string[]
  leftOut: readonly string[]
}

interface House {
  /** What every address of the house begins with. */
  address: string
  zone: string
}

/** The letter with which a week's summary goes out: figures once they are frozen, the paper once it has its number. */
export function summaryLetter(snapshot: Snapshot, house: House) {
  return (to: Addressee): { subject: string; body: string } => {
    const t = translator(to.language)
    const { week, campaign } = snapshot
    const link = `${house.address}/weekly/${week}?campaign=${encodeURIComponent(campaign)}`
    const parts = [
      t('summary.dear', { name: to.name }),
      opening(t, to.language, snapshot, house.zone),
      figures(t, snapshot).join('\n'),
      enclosed(t, to),
      `${t('summary.link')} ${link}`,
      `-- \n${foot(t, to, snapshot, house.zone)}`,
    ]
    return { subject: subjectOf(t, to.language, snapshot), body: parts.filter(Boolean).join('\n\n') }
  }
}

/** As it stands in a sentence: '45-BC/HU'. */
const plainNumber = (number: string) => number.replace(/^số:?\s*/iu, '')

const weekOf = ({ week }: Snapshot) => Number(week.slice(6))

function subjectOf(t: Translate, language: Language, snapshot: Snapshot): string {
  const { from, to, owner, number } = snapshot
  const fill = { n: weekOf(snapshot), span: writeDayRange(language, from, to), unit: owner.name }
  return number === null
    ? t('summary.subjectFigures', fill)
    : t('summary.subject', { ...fill, number: plainNumber(number) })
}

function opening(t: Translate, language: Language, snapshot: Snapshot, zone: string): string {
  const { from, to, owner, number, issued_on: issuedOn, frozen_at: frozenAt, until, replaces } = snapshot
  const fill = { n: weekOf(snapshot), span: writeDayRange(language, from, to), unit: owner.name }
  if (number === null) {
    const at = writeInstant(language, Date.parse(frozenAt ?? until), zone)
    const words = t('summary.openingFigures', { ...fill, at })
    return [words, untilWords({ t, language, zone }, snapshot)].filter(Boolean).join(' ')
  }
  const day = writeDay(language, issuedOn ?? snapshot.day)
  const words = t('summary.opening', { ...fill, number: plainNumber(number), day })
  if (!replaces) return words
  return `${words} ${t('summary.replaces', paperOf(language, replaces))}`
}

const paperOf = (language: Language, { number, issued_on }: { number: string; issued_on: Day }) => ({
  number: plainNumber(number),
  day: writeDay(language, issued_on),
})

/** What a reader who opens no file must know. */
function figures(t: Translate, { totals, discipline, proposals }: Snapshot): string[] {
  const { by_class: by, by_progress: progress } = totals
  const { numerator: sent, denominator: owed } = discipline.week.rate
  const waiting = proposals.filter((proposal) => proposal.is_waiting).length
  return [
    t('summary.targets', { units: totals.units, targets: totals.targets }),
    t('summary.done', { n: by.done_on_time + by.done_late + by.done_no_deadline, late: by.done_late }),
    t('summary.open', {
      n: by.open_in_time + by.open_overdue + by.open_no_deadline,
      overdue: by.open_overdue,
    }),
    t('summary.progress', { behind: progress.behind, atRisk: progress.at_risk }),
    ...(discipline.reporting ? [t('summary.reports', { sent, owed })] : []),
    ...(waiting ? [t('summary.proposals', { n: waiting })] : []),
  ].map((line) => `- ${line}`)
}

function enclosed(t: Translate, { formats, leftOut }: Addressee): string {
  const words = (some: readonly string[]) => some.map((format) => fileWords(t, format)).join(', ')
  return [
    formats.length ? t('summary.enclosed', { files: words(formats) }) : '',
    leftOut.length ? t('summary.leftOut', { files: words(leftOut) }) : '',
  ]
    .filter(Boolean)
    .join('\n')
}

const known = ['pdf', 'docx', 'xlsx'] as const

function fileWords(t: Translate, format: string): string {
  const kind = known.find((one) => format.replace(/-en$/, '') === one)
  return kind ? t(`summary.file.${kind}`) : format
}

/** Who put the address on the list and how to be taken off it; never who else is on it. */
function foot(t: Translate, { language, by, addedAt }: Addressee, { owner }: Snapshot, zone: string): string {
  const day = writeDay(language, dayOf(addedAt, zone))
  return t('summary.foot', { by, unit: owner.name, day })
}
