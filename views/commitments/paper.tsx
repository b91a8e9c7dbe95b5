import type { OfficePaper } from '../../src/domain/office-paper.ts'
import { PrintButton } from '../parts/form.tsx'
import { Icon } from '../parts/icon.tsx'
import { OfficeSheet } from '../parts/office-sheet.tsx'
import { Crumbs, PageHead } from '../parts/page.tsx'
import type { Reader } from '../reader.ts'

interface CommitmentPaperProps {
  reader: Reader
  code: string
  isSigned: boolean
  paper: OfficePaper
}

/** The form that is printed and signed, from what is stored. */
export function CommitmentPaperPage({ reader, code, isSigned, paper }: CommitmentPaperProps) {
  const { t, at } = reader
  const path = `/commitments/${encodeURIComponent(code)}`
  const label = t(isSigned ? 'commitment.printSigned' : 'commitment.print')
  return (
    <>
      <div class='no-print'>
        <Crumbs
          reader={reader}
          items={[
            { href: at('/commitments'), label: t('nav.commitments') },
            { href: at(path), label: code },
          ]}
          here={label}
        />
        <PageHead
          title={t('commitment.printTitle', { code })}
          lead={t(isSigned ? 'commitment.printSignedLead' : 'commitment.printLead')}
          actions={
            <>
              <PrintButton reader={reader} />
              <a class='btn' href={at(`${path}/print.docx`)}>
                <Icon reader={reader} name='download' />
                {t('commitmentStep.docx')}
              </a>
              <a class='btn' href={at(`${path}/print.pdf`)}>
                <Icon reader={reader} name='download' />
                {t('commitmentStep.pdf')}
              </a>
            </>
          }
        />
      </div>
      <p class='hint swipe no-print mb'>{t('common.swipe')}</p>
      <OfficeSheet reader={reader} paper={paper} label={label} />
    </>
  )
}
