import { type Day, dayOf, type Instant } from '../../src/domain/day.ts'
import type { Measured } from '../../src/domain/judge.ts'
import { writeDocumentDay, writeDocumentDayShort, writeTime } from '../../src/i18n/days.ts'
import { writeAmount, writeMeasured } from '../../src/i18n/numbers.ts'
import { type Translate, translator } from '../../src/i18n/translate.ts'
import { PrintButton } from '../parts/form.tsx'
import { Crumbs, PageHead, Scroll } from '../parts/page.tsx'
import { PaperFont } from '../parts/sheet.tsx'
import type { Reader } from '../reader.ts'
import type { TargetBrief } from '../updates/report.ts'

export interface UnitFormProps {
  reader: Reader
  unit: { code: string; name: string }
  /** The body that the reports go to. */
  office: string
  week: { number: number; from: Day; to: Day; dueAt: Instant | null }
  rows: { target: TargetBrief; dueOn: Day | null; latest: Measured | null }[]
  /** The unit's page, and its code. */
  address: string
  qr: { size: number; path: string }
}

/** A paper of a Vietnamese office stays Vietnamese, whoever reads the page around it. */
const t: Translate = translator('vi')

/** More rows than this leave each a single line to write on, so that the sheet stays one page. */
const ROOMY = 8
/** Up to this many have room for a hand that writes large. */
const AIRY = 5

function spacingFor(rows: number): string {
  if (rows > ROOMY) return 'doc--tight'
  return rows <= AIRY ? 'doc--airy' : ''
}

/** The week's report to be filled in by hand: one sheet for one unit. */
export function UnitFormPage(props: UnitFormProps) {
  const { reader, unit, rows } = props
  return (
    <>
      <div class='no-print'>
        <Crumbs
          reader={reader}
          items={[{ href: reader.at(`/units/${encodeURIComponent(unit.code)}`), label: unit.name }]}
          here={reader.t('sheet.form')}
        />
        <PageHead
          title={reader.t('sheet.formTitle', { unit: unit.name })}
          lead={reader.t('sheet.formLead')}
          actions={<PrintButton reader={reader} />}
        />
      </div>
      <article class={`doc doc--fill ${spacingFor(rows.length)}`} aria-label={t('sheet.paper')} lang='vi'>
        <PaperFont reader={reader} />
        <SheetTop {...props} />
        <Scroll label={t('sheet.paper')}>
          <Rows {...props} />
        </Scroll>
        <SheetFoot {...props} />
      </article>
    </>
  )
}

function SheetTop({ reader, unit, office, week, qr, address }: UnitFormProps) {
  const { zone } = reader
  return (
    <div class='fill__top'>
      <div>
        <h2>{t('sheet.paperTitle')}</h2>
        <p>
          <b>{unit.name}</b>
        </p>
        <p class='sm'>
          {t('sheet.paperWeek', {
            n: week.number,
            from: writeDocumentDayShort(week.from),
            to: writeDocumentDay(week.to),
          })}
        </p>
        <p class='sm'>
          {week.dueAt === null
            ? t('sheet.paperTo', { office })
            : t('sheet.paperDue', {
                office,
                time: writeTime('vi', week.dueAt, zone),
                day: writeDocumentDay(dayOf(week.dueAt, zone)),
              })}
        </p>
      </div>
      <figure class='fill__qr'>
        <svg
          viewBox={`0 0 ${qr.size} ${qr.size}`}
          role='img'
          aria-label={address}
          shape-rendering='crispEdges'
        >
          <rect width={qr.size} height={qr.size} class='qr__paper' />
          <path d={qr.path} class='qr__ink' />
        </svg>
        <figcaption class='sm'>{t('sheet.scan')}</figcaption>
      </figure>
    </div>
  )
}

function Rows({ rows }: UnitFormProps) {
  return (
    <table>
      <thead>
        <tr>
          <th scope='col'>{t('sheet.target')}</th>
          <th scope='col'>{t('sheet.last')}</th>
          <th scope='col'>{t('sheet.now')}</th>
          <th scope='col'>{t('sheet.words')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ target, dueOn, latest }) => (
          <tr>
            <th scope='row'>
              {target.title}
              <br />
              <span class='sm'>{promiseOf(target, dueOn)}</span>
            </th>
            <td class='sm'>{lastOf(target, latest)}</td>
            <td class='fill__blank' />
            <td class='fill__blank' />
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function promiseOf(target: TargetBrief, dueOn: Day | null): string {
  const plan =
    target.plan === null
      ? ''
      : `${writeAmount('vi', target.plan, target.decimals)} ${target.measure ?? ''}`.trim()
  const due = dueOn ? t('sheet.due', { day: writeDocumentDay(dueOn) }) : ''
  return [target.code, plan && t('sheet.plan', { plan }), due].filter(Boolean).join(' · ')
}

function lastOf(target: TargetBrief, latest: Measured | null): string {
  if (!latest) return t('sheet.noFigure')
  const value = writeMeasured('vi', latest.value, target.decimals, target.measure)
  return t('sheet.figure', { value, day: writeDocumentDay(latest.asOf) })
}

function SheetFoot({ rows }: UnitFormProps) {
  return (
    <div class='fill__foot'>
      {rows.length === 0 && <p>{t('sheet.nothingOpen')}</p>}
      <p class='sm'>{t('sheet.howTo')}</p>
      <div class='fill__sign'>
        <p>
          <b>{t('sheet.writer')}</b>
        </p>
        <p>
          <b>{t('sheet.head')}</b>
          <br />
          <span class='sm'>{t('sheet.signDay')}</span>
        </p>
      </div>
    </div>
  )
}
