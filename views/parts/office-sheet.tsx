import { closingOf, type OfficePaper, recipientLines } from '../../src/domain/office-paper.ts'
import { translator } from '../../src/i18n/translate.ts'
import type { Reader } from '../reader.ts'
import { type FigureHref, PaperSection, Words } from '../weekly/paper-section.tsx'
import { DocumentSheet } from './sheet.tsx'

interface OfficeSheetProps {
  reader: Reader
  paper: OfficePaper
  /** What a listener hears this paper called, in the reader's language. */
  label: string
  figureHref?: FigureHref
}

/** An office's paper as it is printed: in its own language, whoever reads it. */
export function OfficeSheet({ reader, paper, label, figureHref }: OfficeSheetProps) {
  const { form, head, subtitle, mark, language = 'vi' } = paper
  const office: Reader = { ...reader, language, t: translator(language) }
  return (
    <DocumentSheet
      reader={office}
      language={language}
      label={label}
      head={{ ...head, star: form === 'party' }}
      title={paper.kind}
      subject={paper.subject}
      isDraft={paper.draft !== null}
      recipients={paper.cosignature ? undefined : recipientLines(paper.recipients.lines)}
      cosignature={paper.cosignature}
      signature={paper.signature}
      under={
        <>
          {subtitle && <p>({subtitle})</p>}
          {mark && (
            <p>
              <b>{mark}</b>
            </p>
          )}
        </>
      }
      code={paper.code}
      annexes={paper.annexes.map(({ heading, section }) => (
        <PaperSection reader={office} section={section} annex={heading} figureHref={figureHref} />
      ))}
    >
      {paper.opening.map((text) => (
        <p>
          <Words text={text} figureHref={figureHref} />
        </p>
      ))}
      {paper.sections.map((section) => (
        <PaperSection reader={office} section={section} figureHref={figureHref} />
      ))}
      {closingOf(paper).map((text) => (
        <p>{text}</p>
      ))}
    </DocumentSheet>
  )
}
