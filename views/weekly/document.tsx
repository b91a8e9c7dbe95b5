import type { Language } from '../../src/domain/language.ts'
import type { Letterhead } from '../../src/domain/letterhead.ts'
import type { Snapshot } from '../../src/domain/snapshot.ts'
import { translator } from '../../src/i18n/translate.ts'
import { weeklyDocument } from '../papers/weekly-document.ts'
import { OfficeSheet } from '../parts/office-sheet.tsx'
import type { Reader } from '../reader.ts'
import type { FigureHref } from './paper-section.tsx'

interface WeekDocumentProps {
  reader: Reader
  snapshot: Snapshot
  letterhead: Letterhead
  /** The office's own, unless its translation is asked for. */
  language?: Language
  figureHref?: FigureHref
}

/** The document as it is printed, with figures that lead to what they are made of. */
export function WeekDocument({
  reader,
  snapshot,
  letterhead,
  language = 'vi',
  figureHref,
}: WeekDocumentProps) {
  const scribe = { language, t: translator(language), zone: reader.zone }
  return (
    <OfficeSheet
      reader={reader}
      paper={weeklyDocument(scribe, snapshot, letterhead)}
      label={reader.t('weekly.docLabel', { n: Number(snapshot.week.slice(6)) })}
      {...(figureHref && { figureHref })}
    />
  )
}
