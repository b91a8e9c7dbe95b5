import type { PartyKind } from '../../src/domain/commitment.ts'
import { addDays, type Day, instantOf } from '../../src/domain/day.ts'
import { type Letterhead, paperNumber } from '../../src/domain/letterhead.ts'
import type { OfficePaper } from '../../src/domain/office-paper.ts'
import type { Section } from '../../src/domain/paper.ts'
import type { Amount } from '../../src/domain/target.ts'
import { isInside, yearOf } from '../../src/domain/years.ts'
import { writeDocumentDate, writeDocumentDay, writeTime, writeWeekday } from '../../src/i18n/days.ts'
import { translator } from '../../src/i18n/translate.ts'
import { promiseWords } from '../commitments/rows.tsx'
import { count, midSentence, type Scribe } from './scribe.ts'

type Promised = Parameters<typeof promiseWords>[2] & {
  id: string
  parentId: string | null
  commitmentId: string
  startOn: Day
  dueOriginal: Day | null
  groupNumber: number
  plan: Amount | null
}

/** Everything that stands on the paper both sides sign. */
export interface PledgeSource {
  code: string
  partyKind: PartyKind
  number: string | null
  place: string | null
  signedOn: Day | null
  sideAPost: string
  sideAName: string | null
  sideBPost: string
  sideBName: string | null
  effectiveFrom: Day
  isUnsigned: boolean
  planYear: number
  /** After the plan year for a term of several years. */
  lastYear: number
  unitName: string
  upperName: string
  letterhead: Letterhead
  weekly: { weekday: number; time: string }
  groups: { number: number; name: string }[]
  /** As they were signed, not as they were changed since. */
  targets: Promised[]
  /** Those that both sides have signed since. */
  annexes: { number: number; document: string | null; signedOn: Day | null; effectiveFrom: Day }[]
  today: Day
}

/** The commitment as it is signed: always in the office's own language, whoever asks for it. */
export function pledgePaper(source: PledgeSource, zone: string): OfficePaper {
  const scribe: Scribe = { language: 'vi', t: translator('vi'), zone }
  const { t } = scribe
  const { letterhead, partyKind, planYear: year, lastYear: last, sideBPost: sideB } = source
  const when = t(last > year ? 'commitment.paper.ofTerm' : 'commitment.paper.ofYear', { year, last })
  const targets = source.targets.filter((one) => !isInside(one, source.targets))
  const sideA = bodyOf(source.sideAPost)
  const fill = { when, unit: midSentence(source.unitName), sideA, sideB, n: targets.length }
  const isCollective = partyKind === 'collective'
  return {
    title: `${t('commitment.paper.title')} ${source.code}`,
    code: t('commitment.paper.code', { code: source.code }),
    form: letterhead.form,
    day: source.signedOn ?? source.today,
    head: headOf(scribe, source),
    kind: t('commitment.paper.title'),
    subject: t(isCollective ? 'commitment.paper.collective' : 'commitment.paper.individual', fill),
    draft: source.isUnsigned ? t('common.draftPaper') : null,
    opening: [
      t(isCollective ? 'commitment.paper.openingCollective' : 'commitment.paper.openingIndividual', fill),
    ],
    sections: [
      plain('I', t('commitment.paper.part1'), []),
      ...source.groups.flatMap((group) => groupOf(scribe, source, group)),
      plain('II', t('commitment.paper.part2'), [
        t('commitment.paper.reporting', reportingFill(scribe, source)),
      ]),
      plain('III', t('commitment.paper.part3'), [t('commitment.paper.duty', { sideA })]),
    ],
    closing: [],
    recipients: { heading: '', lines: [] },
    cosignature: { lines: signatureOfB(scribe, source), name: source.sideBName },
    signature: { lines: signatureOfA(scribe, source), name: source.sideAName },
    annexes: annexesOf(scribe, source),
  }
}

const plain = (name: string, heading: string, paragraphs: string[]): Section => ({
  ...{ name, heading, paragraphs },
  columns: [],
  rows: [],
})

/** What changed it since it was signed, after the signatures: it is no part of what they stand under. */
function annexesOf({ t }: Scribe, { annexes }: PledgeSource): OfficePaper['annexes'] {
  if (annexes.length === 0) return []
  const dayCell = (day: Day | null) => (day ? writeDocumentDay(day) : null)
  const section: Section = {
    ...plain('PL', t('commitment.paper.annexesOf'), []),
    columns: [
      { key: 'annex', heading: t('commitment.paper.annex'), kind: 'text', width: 28 },
      { key: 'document', heading: t('commitment.paper.annexDocument'), kind: 'text', width: 28 },
      { key: 'signed', heading: t('commitment.signed'), kind: 'text', width: 20 },
      { key: 'effective', heading: t('amendment.effectiveFrom'), kind: 'text', width: 20 },
    ],
    rows: annexes.map(({ number, document, signedOn, effectiveFrom }) => ({
      cells: [
        t('amendment.name', { n: number }),
        document,
        dayCell(signedOn),
        writeDocumentDay(effectiveFrom),
      ],
    })),
  }
  return [{ heading: t('commitment.paper.annexes'), section }]
}

function headOf({ t }: Scribe, source: PledgeSource): OfficePaper['head'] {
  const { letterhead, number, signedOn } = source
  const isParty = letterhead.form === 'party'
  const day = signedOn
    ? writeDocumentDate(signedOn)
    : t('commitment.paper.noDay', { year: source.effectiveFrom.slice(0, 4) })
  return {
    upper: letterhead.upper,
    issuer: letterhead.issuer,
    number: paperNumber(letterhead, 'CK', number),
    motto: t(isParty ? 'commitment.paper.mottoParty' : 'commitment.paper.mottoState'),
    ...(!isParty && { mottoBelow: t('commitment.paper.mottoStateBelow') }),
    placeAndDay: t('commitment.paper.placeAndDay', { place: source.place ?? letterhead.place, day }),
  }
}

/** Beside a short promise its heading would be cut to a word a line. */
const unbroken = (heading: string) => heading.replaceAll(' ', '\u00a0')
const ROMAN = ['', 'I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X']

/** The table of one task group; a group with nothing in it is passed over. */
function groupOf(scribe: Scribe, source: PledgeSource, group: PledgeSource['groups'][number]): Section[] {
  const { t } = scribe
  const places = new Map(source.groups.map(({ number }, n) => [number, n]))
  const placeOf = ({ groupNumber }: Promised) => places.get(groupNumber) ?? places.size
  // Numbered as they stand on the paper, whatever was written first.
  const own = source.targets
    .filter((target) => !isInside(target, source.targets))
    .sort((a, b) => placeOf(a) - placeOf(b))
    .flatMap((target, n) => (target.groupNumber === group.number ? [{ target, n: n + 1 }] : []))
  if (own.length === 0) return []
  const hasWeights = source.targets.some(({ weight }) => weight !== null)
  return [
    {
      name: `N${group.number}`,
      heading: t('commitment.groupRow', { number: ROMAN[group.number] ?? group.number, name: group.name }),
      level: 2,
      isSteady: true,
      columns: [
        { key: 'no', heading: t('commitment.order'), kind: 'count', width: 6 },
        { key: 'target', heading: t('commitment.target'), kind: 'text', width: hasWeights ? 25 : 29 },
        { key: 'product', heading: t('commitment.paper.result'), kind: 'text', width: hasWeights ? 27 : 31 },
        { key: 'promise', heading: unbroken(t('commitment.promise')), kind: 'text', width: 20 },
        ...(hasWeights
          ? [{ key: 'weight', heading: t('commitment.paper.weight'), kind: 'count' as const, width: 8 }]
          : []),
        { key: 'due', heading: t('commitment.due'), kind: 'text', width: 14 },
      ],
      rows: own.flatMap(({ target, n }) => [
        {
          cells: [
            count(n),
            target.title,
            target.product || null,
            promiseWords('vi', t, target, target.plan),
            ...(hasWeights ? [target.weight === null ? null : count(target.weight)] : []),
            dueWords(scribe, target),
          ],
        },
        ...yearsOf(scribe, source, { term: target, n }, hasWeights),
      ]),
    },
  ]
}

const dueWords = ({ t }: Scribe, { dueOriginal }: Promised): string =>
  dueOriginal ? writeDocumentDay(dueOriginal) : t('commitment.noDeadline')

/** A cell that goes on with the row above: an empty one would be printed as a dash, as if something was missing. */
export const BLANK = '\u00a0'

/** What a target of a term is to reach in each year, right under it, by its number: a page may begin with any of them. */
function yearsOf(
  scribe: Scribe,
  { targets }: PledgeSource,
  { term, n }: { term: Promised; n: number },
  hasWeights: boolean,
): Section['rows'] {
  const { t } = scribe
  const years = targets
    .filter((one) => one.parentId === term.id && isInside(one, targets))
    .sort((a, b) => (a.startOn < b.startOn ? -1 : 1))
  return years.map((one, at) => ({
    cells: [
      `${n}.${at + 1}`,
      t('years.paperYear', { title: term.title, year: yearOf(one.startOn) }),
      BLANK,
      promiseWords('vi', t, one, one.plan),
      ...(hasWeights ? [BLANK] : []),
      dueWords(scribe, one),
    ],
  }))
}

const SOME_MONDAY = '2022-01-03'

const reportingFill = ({ zone }: Scribe, { effectiveFrom, weekly }: PledgeSource) => ({
  time: writeTime('vi', instantOf(effectiveFrom, weekly.time, zone), zone),
  weekday: writeWeekday('vi', addDays(SOME_MONDAY, weekly.weekday - 1)),
})

export function signatureOfB(
  { t }: Pick<Scribe, 't'>,
  { sideBPost }: Pick<PledgeSource, 'sideBPost'>,
): string[] {
  const head = t('commitment.paper.head')
  const post = inLines(sideBPost.toUpperCase())
  return sideBPost.toUpperCase().startsWith('NGƯỜI ĐỨNG ĐẦU') ? post : [head, ...post]
}

/** So many capitals stand beside each other in half a page. */
const HALF_PAGE = 30

/** A long post in two lines of about the same length, neither of which begins or ends with a dash. */
function inLines(post: string): string[] {
  if (post.length <= HALF_PAGE) return [post]
  const breaks = [...post.matchAll(/(?<!–) (?!–)/g)].map(({ index }) => index)
  const middle = post.length / 2
  const [at] = breaks.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle))
  return at === undefined ? [post] : [post.slice(0, at), post.slice(at + 1)]
}

/** Between the post that signs and the body it signs for. */
const FOR = ', thay mặt '

const bodyOf = (post: string): string => post.split(FOR)[1] ?? post

/**
 * 'Bí thư Huyện ủy, thay mặt Ban Thường vụ Huyện ủy Hướng Hóa' signs as 'T/M BAN THƯỜNG VỤ' and 'BÍ THƯ': the head of
 * the paper has named the committee already.
 */
export function signatureOfA(
  { t }: Pick<Scribe, 't'>,
  { sideAPost, upperName, letterhead }: Pick<PledgeSource, 'sideAPost' | 'upperName' | 'letterhead'>,
): string[] {
  const [title = sideAPost, body] = sideAPost.split(FOR)
  const words = withoutEnd(title, upperName).toUpperCase()
  if (!body) return [words]
  const fill = { body: withoutEnd(body, upperName).toUpperCase() }
  const isParty = letterhead.form === 'party'
  return [t(isParty ? 'commitment.paper.onBehalf' : 'commitment.paper.onBehalfState', fill), words]
}

/** Takes the name of the committee, or its beginning, off the end of a post. */
function withoutEnd(text: string, name: string): string {
  const words = name.split(' ')
  for (let n = words.length; n > 0; n--) {
    const end = ` ${words.slice(0, n).join(' ')}`
    if (text.endsWith(end)) return text.slice(0, -end.length)
  }
  return text
}
