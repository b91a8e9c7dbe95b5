import { addDays, instantOf } from '../../src/domain/day.ts'
import type { Letterhead } from '../../src/domain/letterhead.ts'
import { writeDocumentDate, writeDocumentDay, writeTime, writeWeekday } from '../../src/i18n/days.ts'
import { type Translate, translator } from '../../src/i18n/translate.ts'
import { PrintButton } from '../parts/form.tsx'
import { Crumbs, PageHead, Scroll } from '../parts/page.tsx'
import { DocumentSheet, type SheetHead } from '../parts/sheet.tsx'
import type { CommitmentPageProps } from './document.tsx'
import { type PromisedRow, promiseWords } from './rows.tsx'

export interface CommitmentPaperProps extends CommitmentPageProps {
  letterhead: Letterhead
  weekly: { weekday: number; time: string }
}

/** A paper of a Vietnamese office stays Vietnamese, whoever reads the page around it. */
const t: Translate = translator('vi')

/** The form that is printed and signed, from what is stored. */
export function CommitmentPaperPage(props: CommitmentPaperProps) {
  const { reader, document } = props
  return (
    <>
      <div class='no-print'>
        <Crumbs
          reader={reader}
          items={[
            { href: reader.at('/commitments'), label: reader.t('nav.commitments') },
            { href: reader.at(`/commitments/${document.code}`), label: document.code },
          ]}
          here={reader.t('commitment.print')}
        />
        <PageHead
          title={reader.t('commitment.printTitle', { code: document.code })}
          lead={reader.t('commitment.printLead')}
          actions={<PrintButton reader={reader} />}
        />
      </div>
      <CommitmentPaper {...props} />
    </>
  )
}

const unsigned: readonly string[] = ['draft', 'proposed', 'agreed']

function CommitmentPaper(props: CommitmentPaperProps) {
  const { reader, document, unitName, campaign, rows } = props
  const { sideBPost: sideB } = document
  const sideA = bodyOf(document.sideAPost)
  const year = campaign.planYear
  const fill = { year, unit: unitName, sideA, sideB, n: rows.length }
  const isCollective = document.partyKind === 'collective'
  return (
    <DocumentSheet
      reader={reader}
      label={t('commitment.paper.title')}
      head={headOf(props)}
      title={t('commitment.paper.title')}
      subject={t(isCollective ? 'commitment.paper.collective' : 'commitment.paper.individual', fill)}
      isDraft={unsigned.includes(document.state)}
    >
      <p>
        {isCollective
          ? t('commitment.paper.openingCollective', fill)
          : t('commitment.paper.openingIndividual', fill)}
      </p>
      <h3>{t('commitment.paper.part1')}</h3>
      <Scroll label={t('commitment.targets')}>
        <PaperTable {...props} />
      </Scroll>
      <h3>{t('commitment.paper.part2')}</h3>
      <p>{t('commitment.paper.reporting', reportingFill(props))}</p>
      <h3>{t('commitment.paper.part3')}</h3>
      <p>{t('commitment.paper.duty', { sideA })}</p>
      <Signatures {...props} />
      <p class='sm'>{t('commitment.paper.code', { code: document.code })}</p>
    </DocumentSheet>
  )
}

function headOf({ document, letterhead, campaign }: CommitmentPaperProps): SheetHead {
  const isParty = letterhead.form === 'party'
  const day = document.signedOn
    ? writeDocumentDate(document.signedOn)
    : t('commitment.paper.noDay', { year: campaign.planYear })
  const number = document.number ?? '…'
  return {
    upper: letterhead.upper,
    issuer: letterhead.issuer,
    star: isParty,
    number: t(isParty ? 'commitment.paper.number' : 'commitment.paper.numberState', { number }),
    motto: t(isParty ? 'commitment.paper.mottoParty' : 'commitment.paper.mottoState'),
    mottoBelow: isParty ? undefined : t('commitment.paper.mottoStateBelow'),
    placeAndDay: t('commitment.paper.placeAndDay', { place: document.place ?? letterhead.place, day }),
  }
}

function reportingFill({ reader, document, weekly }: CommitmentPaperProps) {
  const someMonday = '2022-01-03'
  return {
    time: writeTime('vi', instantOf(document.effectiveFrom, weekly.time, reader.zone), reader.zone),
    weekday: writeWeekday('vi', addDays(someMonday, weekly.weekday - 1)),
  }
}

const ROMAN = ['', 'I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X']

function PaperTable({ rows, groups }: CommitmentPaperProps) {
  const columns = ['order', 'target', 'result', 'promise', 'weight', 'due'] as const
  return (
    <table>
      <thead>
        <tr>
          {columns.map((column) => (
            <th scope='col'>
              {column === 'result' ? t('commitment.paper.result') : t(`commitment.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      {groups
        .map((group) => ({ ...group, rows: rows.filter((row) => row.groupNumber === group.number) }))
        .filter((group) => group.rows.length > 0)
        .map((group) => (
          <tbody>
            <tr>
              <th scope='rowgroup' colspan={columns.length}>
                <b>{`${ROMAN[group.number] ?? group.number}. ${group.name}`}</b>
              </th>
            </tr>
            {group.rows.map((row) => (
              <PaperRow row={row} />
            ))}
          </tbody>
        ))}
    </table>
  )
}

/** The plan and the deadline as they were signed, not as they were revised. */
function PaperRow({ row }: { row: PromisedRow }) {
  const { target } = row
  return (
    <tr>
      <td class='num'>{row.sortOrder}</td>
      <td>{target.title}</td>
      <td>{target.product}</td>
      <td>{promiseWords('vi', t, target, target.plan)}</td>
      <td class='num'>{target.weight === null ? '' : `${target.weight}%`}</td>
      <td class='num'>
        {target.dueOriginal ? writeDocumentDay(target.dueOriginal) : t('commitment.noDeadline')}
      </td>
    </tr>
  )
}

function Signatures({ document, letterhead, upperName }: CommitmentPaperProps) {
  const sides = [
    { lines: [t('commitment.paper.head'), document.sideBPost.toUpperCase()], name: document.sideBName },
    { lines: signatureOf(document.sideAPost, upperName, letterhead.form), name: document.sideAName },
  ]
  return (
    <div class='doc__s'>
      {sides.map(({ lines, name }) => (
        <div>
          {lines.map((line) => (
            <p>
              <b>{line}</b>
            </p>
          ))}
          <p class='doc__sig' />
          {name && (
            <p>
              <b>{name}</b>
            </p>
          )}
        </div>
      ))}
    </div>
  )
}

/** Between the post that signs and the body it signs for. */
const FOR = ', thay mặt '

const bodyOf = (post: string): string => post.split(FOR)[1] ?? post

/**
 * 'Bí thư Huyện ủy, thay mặt Ban Thường vụ Huyện ủy Hướng Hóa' signs as 'T/M BAN THƯỜNG VỤ' and 'BÍ THƯ': the head of
 * the paper has named the committee already.
 */
function signatureOf(post: string, upperName: string, form: Letterhead['form']): string[] {
  const [title = post, body] = post.split(FOR)
  const plain = withoutEnd(title, upperName).toUpperCase()
  if (!body) return [plain]
  const words = withoutEnd(body, upperName).toUpperCase()
  return [
    t(form === 'party' ? 'commitment.paper.onBehalf' : 'commitment.paper.onBehalfState', { body: words }),
    plain,
  ]
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
