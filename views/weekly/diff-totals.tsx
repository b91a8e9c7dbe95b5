import type { Cell } from '../../src/domain/paper.ts'
import type { Span } from '../../src/domain/snapshot/diff.ts'
import { writeCell } from '../../src/i18n/cells.ts'
import { type ComparedFigure, comparedTotals, namesOf, weekName } from '../papers/weekly/diff.ts'
import { Scroll } from '../parts/page.tsx'
import type { Reader } from '../reader.ts'

/** Where a figure of one of the weeks is explained, ready-made. */
export type FigureHref = (side: 'before' | 'after', of: string) => string

/** The totals of both weeks and what became more or less. */
export function ComparedTable(props: { reader: Reader; span: Span; figureHref: FigureHref }) {
  const { reader, span, figureHref } = props
  const { t } = reader
  const [first, last] = [span.first.week, span.last.week]
  return (
    <div class='card'>
      <div class='card__p'>
        <h2>{t('diff.totals')}</h2>
      </div>
      <Scroll label={t('diff.totals')}>
        <table class='tbl'>
          <thead>
            <tr>
              <th scope='col'>{t('diff.item')}</th>
              <th scope='col' class='num'>
                {weekName(reader, first, last, true)}
              </th>
              <th scope='col' class='num'>
                {weekName(reader, last, first, true)}
              </th>
              <th scope='col' class='num'>
                {t('diff.change')}
              </th>
            </tr>
          </thead>
          {comparedTotals(reader, span).map(({ heading, figures }) => (
            <tbody>
              <tr class='grp'>
                <th colspan={4} scope='rowgroup'>
                  {heading}
                </th>
              </tr>
              {figures.map((figure) => (
                <FigureRow reader={reader} figure={figure} figureHref={figureHref} />
              ))}
            </tbody>
          ))}
        </table>
      </Scroll>
      <p class='card__p sm muted'>
        {t('diff.pointsNote')} {t('diff.reportsNote', namesOf(reader, first, last))}
      </p>
    </div>
  )
}

function FigureRow(props: { reader: Reader; figure: ComparedFigure; figureHref: FigureHref }) {
  const { reader, figure, figureHref } = props
  const { label, of, before, after, counted, change } = figure
  const write = (cell: Cell) => writeCell(reader.language, cell, reader.zone)
  const side = (which: 'before' | 'after', cell: Cell) => (
    <td class='num'>
      {write(cell) === '' ? '–' : <a href={figureHref(which, of)}>{write(cell)}</a>}
      {counted && <div class='sub'>{counted[which]}</div>}
    </td>
  )
  return (
    <tr>
      <th scope='row'>{label}</th>
      {side('before', before)}
      {side('after', after)}
      <td class='num'>{write(change) || '–'}</td>
    </tr>
  )
}
