import type { Day } from '../../src/domain/day.ts'
import type { DirectionStatus } from '../../src/domain/follow-up.ts'
import { groupBy } from '../../src/domain/grouping.ts'
import { type Letterhead, paperNumber } from '../../src/domain/letterhead.ts'
import type { OfficePaper } from '../../src/domain/office-paper.ts'
import type { Section } from '../../src/domain/paper.ts'
import { writeDocumentDate, writeDocumentDay } from '../../src/i18n/days.ts'
import { translator } from '../../src/i18n/translate.ts'
import { count, midSentence, type Scribe, unended } from './scribe.ts'

export interface NoticeSource {
  meeting: MeetingNamed
  campaign: string
  letterhead: Letterhead
  conclusions: NoticeConclusion[]
  /** Null at the first meeting. */
  previous: (MeetingNamed & { conclusions: PastConclusion[] }) | null
  /** The day as of which the last conclusions are told. */
  asOf: Day
}

interface MeetingNamed {
  title: string
  chairPost: string
  heldOn: Day
  number: string | null
}

export interface NoticeConclusion {
  unit: string
  helpers: string[]
  body: string
  dueOn: Day | null
  isNote: boolean
}

interface PastConclusion {
  units: string[]
  body: string
  dueOn: Day | null
  status: DirectionStatus
  daysLate: number
}

/** What the chair concluded, as it goes out to the units: always in the office's own language, whoever asks for it. */
export function meetingNotice(source: NoticeSource, zone: string): OfficePaper {
  const scribe: Scribe = { language: 'vi', t: translator('vi'), zone }
  const { t } = scribe
  const { meeting, letterhead } = source
  const words = { chair: meeting.chairPost, title: inSentence(meeting.title) }
  const isParty = letterhead.form === 'party'
  const sections = [
    ...(source.previous?.conclusions.length ? [previousSection] : []),
    conclusionsSection,
    ...(source.conclusions.some(({ isNote }) => isNote) ? [notesSection] : []),
  ].map((compose, n) => compose(scribe, source, ROMAN[n]!))
  return {
    title: t('meeting.docTitle', { title: words.title }),
    code: '',
    form: letterhead.form,
    day: meeting.heldOn,
    head: {
      upper: letterhead.upper,
      issuer: letterhead.issuer,
      number: paperNumber(letterhead, 'TB', meeting.number),
      motto: t(isParty ? 'weekly.party' : 'weekly.state'),
      ...(!isParty && { mottoBelow: t('weekly.stateMotto') }),
      placeAndDay: t('weekly.placeAndDay', {
        place: letterhead.place,
        date: writeDocumentDate(meeting.heldOn),
      }),
    },
    kind: t('meeting.doc'),
    subject: t('meeting.docSubject', words),
    draft: meeting.number === null ? t('common.draftPaper') : null,
    opening: [
      t('meeting.opening', {
        ...words,
        day: writeDocumentDay(meeting.heldOn),
        campaign: lowered(source.campaign),
      }),
    ],
    sections,
    closing: [t('meeting.closing', words)],
    recipients: { heading: t('common.recipients'), lines: letterhead.recipients },
    signature: { lines: letterhead.signature },
    annexes: [],
  }
}

const ROMAN = ['I', 'II', 'III']

type Compose = (scribe: Scribe, source: NoticeSource, n: string) => Section

const previousSection: Compose = ({ t }, { previous, asOf }, n) => {
  const { title, heldOn, number, conclusions } = previous!
  const tasks = conclusions.filter(({ status }) => status !== 'noted')
  const those = (...statuses: DirectionStatus[]) =>
    tasks.filter(({ status, daysLate }) => statuses.includes(status) && daysLate === 0).length
  return {
    name: n,
    heading: t('meeting.docPrevious', { n }),
    paragraphs: [
      t('meeting.previousLine', {
        title: inSentence(title),
        held: writeDocumentDay(heldOn),
        number: number ? t('meeting.previousNumber', { number }) : '',
        n: tasks.length,
        day: writeDocumentDay(asOf),
        closed: those('closed'),
        reported: those('reported'),
        running: those('assigned', 'in_progress'),
        late: tasks.filter(({ daysLate }) => daysLate > 0).length,
        waiting: those('recorded'),
      }),
    ],
    columns: [
      { key: 'no', heading: t('meeting.col.no'), kind: 'count', width: 5 },
      { key: 'body', heading: t('meeting.col.body'), kind: 'text', width: 40 },
      { key: 'unit', heading: t('meeting.col.unit'), kind: 'text', width: 20 },
      { key: 'due', heading: t('meeting.col.due'), kind: 'day', width: 12 },
      { key: 'state', heading: t('meeting.col.state'), kind: 'text', width: 17 },
    ],
    rows: tasks.map(({ body, units, dueOn, status, daysLate }, index) => {
      const state = t(`meeting.state.${status}`)
      return {
        cells: [
          count(index + 1),
          body,
          units.join('; '),
          dueOn && { day: dueOn },
          daysLate ? t('meeting.stateLate', { state, n: daysLate }) : state,
        ],
      }
    }),
  }
}

/** Numbered unit by unit in the order in which the chair came to them. */
const conclusionsSection: Compose = (scribe, { conclusions }, n) => {
  const { t } = scribe
  const byUnit = groupBy(
    conclusions.filter(({ isNote }) => !isNote),
    ({ unit }) => unit,
  )
  const paragraphs = [...byUnit].flatMap(([unit, given], index) =>
    given.length === 1
      ? linesOf(t('meeting.give', { ...oneOf(scribe, given[0]!), n: index + 1, unit: midSentence(unit) }))
      : [
          t('meeting.giveMany', { n: index + 1, unit: midSentence(unit) }),
          ...given.flatMap((one, point) => linesOf(pointOf(scribe, one, point))),
        ],
  )
  return {
    name: n,
    heading: t('meeting.docConclusions', { n }),
    paragraphs: paragraphs.length ? paragraphs : [t('meeting.noConclusions')],
    columns: [],
    rows: [],
  }
}

function oneOf(scribe: Scribe, { helpers, body, dueOn }: NoticeConclusion) {
  const units = helpers.map(midSentence).join(', ')
  return {
    helpers: units ? scribe.t('meeting.giveHelpers', { units }) : '',
    body: withDue(scribe, unended(body), dueOn),
  }
}

function pointOf(scribe: Scribe, { helpers, body, dueOn }: NoticeConclusion, index: number): string {
  const { t } = scribe
  const units = helpers.map(midSentence).join(', ')
  const words = unended(body) + (units ? t('meeting.pointHelpers', { units }) : '')
  return t('meeting.givePoint', { letter: letterOf(index), body: withDue(scribe, words, dueOn) })
}

/** The letters of points in Vietnamese documents. */
const LETTERS = 'abcdđeghiklmnopqrstuvxy'

function letterOf(index: number): string {
  const round = Math.floor(index / LETTERS.length)
  return LETTERS[index % LETTERS.length]! + (round ? String(round + 1) : '')
}

const withDue = ({ t }: Scribe, body: string, dueOn: Day | null) =>
  dueOn ? t('meeting.giveDue', { body, day: writeDocumentDay(dueOn) }) : t('meeting.giveLasting', { body })

const notesSection: Compose = ({ t }, { conclusions }, n) => ({
  name: n,
  heading: t('meeting.docNotes', { n }),
  paragraphs: conclusions
    .filter(({ isNote }) => isNote)
    .flatMap(({ unit, body }) => linesOf(t('meeting.note', { unit, body: unended(body) }))),
  columns: [],
  rows: [],
})

const linesOf = (text: string) => text.split('\n').filter((line) => line.trim() !== '')
const lowered = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)

/** 'giao ban tuần 36', but 'Huyện ủy họp …': only the common words lose their capital. */
const inSentence = (title: string) =>
  /^(Giao ban|Hội nghị|Hội ý|Họp|Cuộc họp|Phiên họp|Buổi)(?=\s|$)/u.test(title) ? lowered(title) : title
