import type { OfficePaper } from '../../src/domain/office-paper.ts'
import { PrintButton } from '../parts/form.tsx'
import { Icon } from '../parts/icon.tsx'
import { OfficeSheet } from '../parts/office-sheet.tsx'
import { Crumbs, PageHead } from '../parts/page.tsx'
import type { Reader } from '../reader.ts'

interface AnnexPaperProps {
  reader: Reader
  code: string
  number: number
  paper: OfficePaper
  /** Ready-made. */
  href: string
  docxHref: string
  pdfHref: string
}

/** The annex as it is printed and signed, from what is stored. */
export function AnnexPaperPage({ reader, code, number, paper, href, docxHref, pdfHref }: AnnexPaperProps) {
  const { t, at } = reader
  return (
    <>
      <div class='no-print'>
        <Crumbs
          reader={reader}
          items={[
            { href: at('/commitments'), label: t('nav.commitments') },
            { href: at(`/commitments/${encodeURIComponent(code)}`), label: code },
            { href, label: t('amendment.name', { n: number }) },
          ]}
          here={t('amendment.print')}
        />
        <PageHead
          title={t('amendment.printTitle', { n: number })}
          lead={t('amendment.printLead')}
          actions={
            <>
              <PrintButton reader={reader} />
              <a class='btn' href={docxHref}>
                <Icon reader={reader} name='download' />
                {t('commitmentStep.docx')}
              </a>
              <a class='btn' href={pdfHref}>
                <Icon reader={reader} name='download' />
                {t('commitmentStep.pdf')}
              </a>
            </>
          }
        />
      </div>
      <OfficeSheet reader={reader} paper={paper} label={t('amendment.print')} />
    </>
  )
}
