import type { Day } from '../../src/domain/day.ts'
import type { Ratio } from '../../src/domain/ratio.ts'
import type { Combined, PartFate } from '../../src/domain/rollup.ts'
import type { OnDay } from '../../src/domain/standing.ts'
import type { Amount, RollupKind, Span, TargetKind } from '../../src/domain/target.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { writePercent } from '../../src/i18n/numbers.ts'
import { Badge, WithIcon } from '../parts/badge.tsx'
import { standingBadge, toComeBadge } from '../parts/status.ts'
import { Cell, Row, RowHead, StackTable } from '../parts/table.tsx'
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
  /** Its time is to come. */
  isToCome: boolean
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
    <div class='card'>
      <StackTable
        caption={t('cascade.parts')}
        mid
        lines
        columns={[
          { label: t('cascade.col.unit') },
          { label: t('cascade.col.plan'), num: true },
          { label: t('cascade.col.value'), num: true },
          ...(withShare ? [{ label: t('cascade.col.share'), num: true }] : []),
          { label: t('cascade.col.asOf') },
          { label: t('cascade.col.fate') },
          { label: t('cascade.col.state') },
        ]}
      >
        {rows.map((row) => (
          <PartRow reader={reader} row={row} measure={target.measure} withShare={withShare} />
        ))}
      </StackTable>
    </div>
  )
}

function PartRow(props: { reader: Reader; row: PartLine; measure: string | null; withShare: boolean }) {
  const { reader, row, withShare } = props
  const { t, language, at } = reader
  const { figure, plan, share, onDay } = row
  const isShared = share !== null && row.fate === 'added'
  return (
    <Row>
      <RowHead>
        {row.unitName}
        <p class='sub'>
          <a href={at(`/targets/${encodeURIComponent(row.code)}`)}>{row.title}</a>
          {row.editHref && (
            <span class='no-print'>
              {' · '}
              <a class='nw' href={row.editHref}>
                {t('cascade.edit')}
                <span class='sr'> {row.code}</span>
              </a>
            </span>
          )}
        </p>
        <Below {...props} />
      </RowHead>
      <Cell label={t('cascade.col.plan')} num nil={plan === null}>
        {plan === null ? '–' : amountWords(reader, plan, row)}
      </Cell>
      <Cell label={t('cascade.col.value')} num nil={!figure}>
        {figure ? <a href={figure.href}>{valueWords(reader, figure.value, row)}</a> : '–'}
      </Cell>
      {withShare && (
        <Cell label={t('cascade.col.share')} num nil={!isShared}>
          {isShared ? writePercent(language, share) : '–'}
        </Cell>
      )}
      <Cell label={t('cascade.col.asOf')} nil={!figure}>
        {figure ? <span class='nw'>{writeDay(language, figure.asOf)}</span> : '–'}
      </Cell>
      <Cell>{t(`cascade.fate.${row.fate}`)}</Cell>
      <Cell>
        <Badge reader={reader} mark={row.isToCome ? toComeBadge : standingBadge(onDay)} soft />
      </Cell>
    </Row>
  )
}

/** What stands another level below, added up where it adds up. */
function Below({ reader, row }: { reader: Reader; row: PartLine }) {
  const { t } = reader
  if (!row.below) return null
  const { n, whole, href } = row.below
  return (
    <p class='sub'>
      <WithIcon reader={reader} icon='split'>
        <a href={href}>
          {whole
            ? t('cascade.belowOf', {
                words: combinedLine(reader, whole, row.measure),
                n: whole.reporting,
                m: whole.expected,
              })
            : t('cascade.below', { n })}
        </a>
      </WithIcon>
    </p>
  )
}
