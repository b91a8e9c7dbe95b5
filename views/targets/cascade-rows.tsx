import type { Day } from '../../src/domain/day.ts'
import type { Ratio } from '../../src/domain/ratio.ts'
import type { Combined, PartFate } from '../../src/domain/rollup.ts'
import type { OnDay } from '../../src/domain/standing.ts'
import type { Amount, RollupKind, Span, TargetKind } from '../../src/domain/target.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { writePercent } from '../../src/i18n/numbers.ts'
import { Badge } from '../parts/badge.tsx'
import { Icon } from '../parts/icon.tsx'
import { Scroll } from '../parts/page.tsx'
import { progressBadge, stoppedBadge } from '../parts/status.ts'
import type { Reader } from '../reader.ts'
import { combinedLine } from './cascade-words.ts'
import { amountWords, valueWords } from './words.ts'

/** One target below, for a reader who may open it. */
export interface PartLine {
  code: string
  title: string
  unitName: string
  measure: string | null
  decimals: number
  plan: Amount | null
  /** `href` opens the report behind it, ready-made. */
  figure: { value: Span; asOf: Day; href: string } | null
  share: Ratio | null
  fate: PartFate | 'stopped'
  onDay: OnDay
  /** The level below it, where it has one that this reader may see added up. */
  below: { n: number; whole: Combined | null; href: string } | null
  editHref: string | null
}

export function PartsTable({
  reader,
  rows,
  target,
  whole,
}: {
  reader: Reader
  rows: PartLine[]
  target: { measure: string | null; kind: TargetKind; decimals: number; rollup: RollupKind | null }
  whole: Combined | null
}) {
  const { t } = reader
  const withShare = whole?.kind === 'sum' && rows.some(({ share }) => share)
  return (
    <div class='card cq'>
      <Scroll label={t('cascade.table')}>
        <table class='tbl tbl--mid stack'>
          <caption class='sr'>{t('cascade.parts')}</caption>
          <thead>
            <tr>
              <th scope='col'>{t('cascade.col.unit')}</th>
              <th scope='col' class='num'>
                {t('cascade.col.plan')}
              </th>
              <th scope='col' class='num'>
                {t('cascade.col.value')}
              </th>
              {withShare && (
                <th scope='col' class='num'>
                  {t('cascade.col.share')}
                </th>
              )}
              <th scope='col'>{t('cascade.col.asOf')}</th>
              <th scope='col'>{t('cascade.col.fate')}</th>
              <th scope='col'>{t('cascade.col.state')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <PartRow reader={reader} row={row} measure={target.measure} withShare={withShare} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </div>
  )
}

function PartRow(props: { reader: Reader; row: PartLine; measure: string | null; withShare: boolean }) {
  const { reader, row, withShare } = props
  const { t, language, at } = reader
  const { figure, plan, share, onDay } = row
  const isCalled = onDay.progress === null
  return (
    <tr>
      <th scope='row'>
        {row.unitName}
        <p class='sub'>
          <a href={at(`/targets/${encodeURIComponent(row.code)}`)}>{row.title}</a>
        </p>
        <Below {...props} />
        {row.editHref && (
          <p class='sub no-print'>
            <a href={row.editHref}>
              {t('cascade.edit')}
              <span class='sr'> {row.code}</span>
            </a>
          </p>
        )}
      </th>
      <td class='num' data-l={t('cascade.col.plan')}>
        {plan === null ? '–' : amountWords(reader, plan, row)}
      </td>
      <td class='num' data-l={t('cascade.col.value')}>
        {figure ? <a href={figure.href}>{valueWords(reader, figure.value, row)}</a> : '–'}
      </td>
      {withShare && (
        <td class='num' data-l={t('cascade.col.share')}>
          {share && row.fate === 'added' ? writePercent(language, share) : '–'}
        </td>
      )}
      <td data-l={t('cascade.col.asOf')}>{figure ? writeDay(language, figure.asOf) : '–'}</td>
      <td data-l={t('cascade.col.fate')}>{t(`cascade.fate.${row.fate}`)}</td>
      <td data-l={t('cascade.col.state')}>
        <Badge
          reader={reader}
          mark={isCalled ? stoppedBadge(onDay.reportClass as 'suspended') : progressBadge(onDay.progress!)}
          soft
        />
      </td>
    </tr>
  )
}

/** What stands another level below, added up where it adds up. */
function Below({ reader, row }: { reader: Reader; row: PartLine }) {
  const { t } = reader
  if (!row.below) return null
  const { n, whole, href } = row.below
  return (
    <p class='sub'>
      <Icon reader={reader} name='split' />{' '}
      <a href={href}>
        {whole
          ? t('cascade.belowOf', {
              words: combinedLine(reader, whole, row.measure),
              n: whole.reporting,
              m: whole.expected,
            })
          : t('cascade.below', { n })}
      </a>
    </p>
  )
}
