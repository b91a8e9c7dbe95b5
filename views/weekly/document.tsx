import type { Letterhead } from '../../src/domain/letterhead.ts'
import type { Snapshot } from '../../src/domain/snapshot.ts'
import { writeDocumentDate } from '../../src/i18n/days.ts'
import { translator } from '../../src/i18n/translate.ts'
import { openingOf } from '../papers/report/general.ts'
import { spanOf } from '../papers/weekly.ts'
import { weeklyReport } from '../papers/weekly-report.ts'
import { DocumentSheet } from '../parts/sheet.tsx'
import type { Reader } from '../reader.ts'
import { PaperSection } from './paper-section.tsx'

/** The document as it is printed: an official paper, so in the office's own language whoever reads it. */
export function WeekDocument(props: { reader: Reader; snapshot: Snapshot; letterhead: Letterhead }) {
  const { snapshot, letterhead } = props
  const t = translator('vi')
  const reader: Reader = { ...props.reader, language: 'vi', t }
  const paper = weeklyReport(reader, snapshot, letterhead.asks)
  const n = Number(snapshot.week.slice(6))
  return (
    <DocumentSheet
      reader={reader}
      label={props.reader.t('weekly.docLabel', { n })}
      head={headOf(reader, snapshot, letterhead)}
      title={t('weekly.doc')}
      subject={t('weekly.subject', { n })}
      isDraft={snapshot.number === null}
      recipients={letterhead.recipients}
      signature={snapshot.signature ?? { lines: letterhead.signature }}
      under={
        <>
          <p>({spanOf(reader, snapshot)})</p>
          {paper.mark && (
            <p>
              <b>{paper.mark}</b>
            </p>
          )}
        </>
      }
      code={paper.code}
      annexes={paper.annexes.map((annex, index) => (
        <PaperSection reader={reader} section={annex} annex={t('weekly.annex', { n: index + 1 })} />
      ))}
    >
      <p>{openingOf(reader, snapshot)}</p>
      {paper.sections.map((section) => (
        <PaperSection reader={reader} section={section} />
      ))}
    </DocumentSheet>
  )
}

function headOf({ t }: Reader, { number, day }: Snapshot, letterhead: Letterhead) {
  const isParty = letterhead.form === 'party'
  return {
    upper: letterhead.upper,
    issuer: letterhead.issuer,
    number: number ?? letterhead.number,
    motto: isParty ? t('weekly.party') : t('weekly.state'),
    ...(isParty ? { star: true } : { mottoBelow: t('weekly.stateMotto') }),
    placeAndDay: t('weekly.placeAndDay', { place: letterhead.place, date: writeDocumentDate(day) }),
  }
}
