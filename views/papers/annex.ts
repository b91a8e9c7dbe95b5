import type { AmendmentLine } from '../../src/domain/amendment.ts'
import type { Day } from '../../src/domain/day.ts'
import { type Letterhead, paperNumber } from '../../src/domain/letterhead.ts'
import type { OfficePaper } from '../../src/domain/office-paper.ts'
import type { Section } from '../../src/domain/paper.ts'
import { writeDocumentDate, writeDocumentDay } from '../../src/i18n/days.ts'
import { translator } from '../../src/i18n/translate.ts'
import { codeWords, comparedOf, type Measured } from '../amendments/words.ts'
import type { Reader } from '../reader.ts'
import { BLANK, signatureOfA, signatureOfB } from './pledge.ts'
import { midSentence } from './scribe.ts'

/** Everything that stands on an annex. */
export interface AnnexSource {
  code: string
  commitmentNumber: string | null
  commitmentSignedOn: Day | null
  place: string | null
  sideAPost: string
  sideAName: string | null
  sideBPost: string
  sideBName: string | null
  unitName: string
  upperName: string
  letterhead: Letterhead
  annex: {
    number: number
    state: 'draft' | 'signed' | 'withdrawn'
    document: string | null
    signedOn: Day | null
    effectiveFrom: Day
    reason: string
  }
  lines: { line: AmendmentLine; measured: Measured }[]
  today: Day
}

/** The annex as it is signed: always in the office's own language, whoever asks for it. */
export function annexPaper(source: AnnexSource, reader: Reader): OfficePaper {
  const office: Reader = { ...reader, language: 'vi', t: translator('vi') }
  const { t } = office
  const { annex, letterhead, commitmentNumber: number, commitmentSignedOn, code } = source
  const unit = midSentence(source.unitName)
  const day = commitmentSignedOn && writeDocumentDay(commitmentSignedOn)
  const reason = midSentence(annex.reason).replace(/[.;,\s]+$/, '')
  return {
    title: `${t('amendment.name', { n: annex.number })} ${code}`,
    code: `${code} · ${t('amendment.name', { n: annex.number })}`,
    form: letterhead.form,
    day: annex.signedOn ?? source.today,
    head: headOf(office, source),
    kind: t('amendment.paper.kind', { n: annex.number }),
    subject:
      number && day
        ? t('amendment.paper.subject', { number, day, unit })
        : t('amendment.paper.subjectPlain', { code, unit }),
    draft: annex.state === 'signed' ? null : t('common.draftPaper'),
    opening: [t('amendment.paper.opening', { number: number ?? code, reason })],
    sections: [
      linesOf(office, source),
      {
        ...{ name: 'II', heading: t('amendment.paper.part2'), columns: [], rows: [] },
        paragraphs: [t('amendment.paper.effect', { day: writeDocumentDay(annex.effectiveFrom) })],
      },
    ],
    closing: [],
    recipients: { heading: '', lines: [] },
    cosignature: { lines: signatureOfB(office, source), name: source.sideBName },
    signature: { lines: signatureOfA(office, source), name: source.sideAName },
    annexes: [],
  }
}

function headOf({ t }: Reader, { letterhead, place, annex, today }: AnnexSource): OfficePaper['head'] {
  const isParty = letterhead.form === 'party'
  const day = annex.signedOn
    ? writeDocumentDate(annex.signedOn)
    : t('commitment.paper.noDay', { year: today.slice(0, 4) })
  return {
    upper: letterhead.upper,
    issuer: letterhead.issuer,
    number: paperNumber(letterhead, 'PL', annex.document),
    motto: t(isParty ? 'commitment.paper.mottoParty' : 'commitment.paper.mottoState'),
    ...(!isParty && { mottoBelow: t('commitment.paper.mottoStateBelow') }),
    placeAndDay: t('commitment.paper.placeAndDay', { place: place ?? letterhead.place, day }),
  }
}

/** Before and after side by side, a row for each thing that becomes different. */
function linesOf(reader: Reader, { lines }: AnnexSource): Section {
  const { t } = reader
  return {
    name: 'I',
    heading: t('amendment.paper.part1'),
    isSteady: true,
    columns: [
      { key: 'no', heading: t('amendment.paper.order'), kind: 'text', width: 5 },
      { key: 'target', heading: t('amendment.target'), kind: 'text', width: 28 },
      { key: 'field', heading: t('amendment.field'), kind: 'text', width: 17 },
      { key: 'before', heading: t('amendment.before'), kind: 'text', width: 25 },
      { key: 'after', heading: t('amendment.after'), kind: 'text', width: 25 },
    ],
    rows: lines.flatMap(({ line, measured }, n) =>
      comparedOf(reader, line, measured).map(({ label, before, after }, at) => ({
        cells: [
          at === 0 ? String(n + 1) : BLANK,
          at === 0
            ? `${t(`amendment.kind.${line.kind}`)}: ${line.title} (${codeWords(reader, line)})`
            : BLANK,
          label,
          before,
          after,
        ],
      })),
    ),
  }
}
