import { bareNumber, type Letterhead, paperNumber } from '../../src/domain/letterhead.ts'
import type { OfficePaper } from '../../src/domain/office-paper.ts'
import type { Snapshot } from '../../src/domain/snapshot.ts'
import { writeDocumentDate } from '../../src/i18n/days.ts'
import { translator } from '../../src/i18n/translate.ts'
import { capitalised } from './period/words.ts'
import { openingOf } from './report/general.ts'
import { documentDay, type Scribe } from './scribe.ts'
import { weeklyReport } from './weekly-report.ts'

/**
 * The report of a week as its office sends it: a draft until it has a number. In another language its body is a
 * translation; names, head and signature stay as the office writes them.
 */
export function weeklyDocument(scribe: Scribe, snapshot: Snapshot, letterhead: Letterhead): OfficePaper {
  const { t, language } = scribe
  const { annexes, mark, ...paper } = weeklyReport(scribe, snapshot, letterhead.asks)
  const marks = [mark, language === 'vi' ? undefined : t('weekly.translation')].filter(Boolean)
  const subject = t('weekly.subject', { n: Number(snapshot.week.slice(6)) })
  return {
    ...paper,
    ...(marks.length && { mark: marks.join('. ') }),
    form: letterhead.form,
    language,
    day: dayOf(snapshot),
    head: headOf(snapshot, letterhead),
    kind: t('weekly.doc'),
    // A Party paper goes on from the kind above it, a state paper begins anew.
    subject: letterhead.form === 'state' ? capitalised(subject) : subject,
    draft: snapshot.number === null ? t('common.draftPaper') : null,
    opening: [...replacedBy(scribe, snapshot, letterhead), openingOf(scribe, snapshot)],
    closing: [t('weekly.closing', { subject })],
    recipients: { heading: t('common.recipients'), lines: letterhead.recipients },
    signature: snapshot.signature ?? { lines: letterhead.signature },
    annexes: annexes.map((section, n) => ({ heading: t('weekly.annex', { n: n + 1 }), section })),
  }
}

/** The day that the paper carries: of its figures, until it is issued. */
const dayOf = ({ issued_on, day }: Snapshot) => issued_on ?? day

function headOf(snapshot: Snapshot, letterhead: Letterhead): OfficePaper['head'] {
  const office = translator('vi')
  const isParty = letterhead.form === 'party'
  return {
    upper: letterhead.upper,
    issuer: letterhead.issuer,
    number: paperNumber(letterhead, 'BC', snapshot.number),
    motto: office(isParty ? 'weekly.party' : 'weekly.state'),
    ...(!isParty && { mottoBelow: office('weekly.stateMotto') }),
    placeAndDay: office('weekly.placeAndDay', {
      place: letterhead.place,
      date: writeDocumentDate(dayOf(snapshot)),
    }),
  }
}

/** A report that was issued again says in place of which one. */
function replacedBy({ t, language }: Scribe, { replaces }: Snapshot, letterhead: Letterhead): string[] {
  if (!replaces) return []
  const number = bareNumber(letterhead, 'BC', replaces.number)
  return [t('weekly.replaces', { number, day: documentDay(language, replaces.issued_on) })]
}
