import { writeDay } from '../../src/i18n/days.ts'
import type { Reader } from '../reader.ts'
import { BarCell, DueCell, type PromisedRow, promiseWords, reachedWords, StatusCell } from './rows.tsx'

interface TableProps {
  reader: Reader
  caption: string
  rows: PromisedRow[]
  /** With these the rows stand under the headings of their groups. */
  groups?: { number: number; name: string }[]
}

/** The targets of a commitment and how each stands; cards where there is no room. */
export function PromisesTable({ reader, caption, rows, groups }: TableProps) {
  const { t } = reader
  const hasWeights = rows.some(({ target }) => target.weight !== null)
  const columns = hasWeights ? 7 : 6
  return (
    <div class='card cq'>
      <table class='tbl stack stack--lines tbl--mid'>
        <caption class='sr'>{caption}</caption>
        <thead>
          <tr>
            <th scope='col'>{t('commitment.target')}</th>
            <th scope='col'>{t('commitment.status')}</th>
            <th scope='col'>{t('commitment.promise')}</th>
            <th scope='col'>{t('commitment.progress')}</th>
            <th scope='col' class='num'>
              {t('commitment.reached')}
            </th>
            {hasWeights && (
              <th scope='col' class='num'>
                {t('commitment.weight')}
              </th>
            )}
            <th scope='col' class='num'>
              {t('commitment.due')}
            </th>
          </tr>
        </thead>
        {groups ? (
          groups
            .map((group) => ({ ...group, rows: rows.filter((row) => row.groupNumber === group.number) }))
            .filter((group) => group.rows.length > 0)
            .map((group) => (
              <tbody>
                <tr class='grp'>
                  <th scope='rowgroup' colspan={columns}>
                    {t('commitment.groupRow', group)}
                  </th>
                </tr>
                {group.rows.map((row) => (
                  <PromiseRow reader={reader} row={row} hasWeights={hasWeights} />
                ))}
              </tbody>
            ))
        ) : (
          <tbody>
            {rows.map((row) => (
              <PromiseRow reader={reader} row={row} hasWeights={hasWeights} />
            ))}
          </tbody>
        )}
      </table>
    </div>
  )
}

/** ' · Giao thêm theo CD-2022-03 ngày 5/9/2022' */
function Ordered({ reader, ordered }: { reader: Reader; ordered: NonNullable<PromisedRow['ordered']> }) {
  const { code, issuedOn } = ordered
  const words = reader.t('commitment.orderedBy', { code, day: writeDay(reader.language, issuedOn) })
  return (
    <>
      {' · '}
      <a href={reader.at(`/directions/${encodeURIComponent(code)}`)}>{words}</a>
    </>
  )
}

function PromiseRow({ reader, row, hasWeights }: { reader: Reader; row: PromisedRow; hasWeights: boolean }) {
  const { t, language } = reader
  const { target } = row
  const reached = reachedWords(reader, row)
  return (
    <tr>
      <th scope='row'>
        <a href={reader.at(`/targets/${target.code}`)}>{target.title}</a>
        <br />
        <span class='sub'>
          {target.code}
          {row.ordered && <Ordered reader={reader} ordered={row.ordered} />}
        </span>
      </th>
      <td>
        <StatusCell reader={reader} row={row} />
      </td>
      <td data-l={t('commitment.promise')}>{promiseWords(language, t, target, row.planNow)}</td>
      <td class='wide-s barcell'>
        <BarCell reader={reader} row={row} />
      </td>
      <td data-l={t('commitment.reached')} class={reached === '–' ? 'num hide-s' : 'num'}>
        <b>{reached}</b>
      </td>
      {hasWeights && (
        <td data-l={t('commitment.weight')} class={target.weight === null ? 'num hide-s' : 'num'}>
          {target.weight === null ? '–' : `${target.weight}%`}
        </td>
      )}
      <td data-l={t('commitment.due')} class='num'>
        <DueCell reader={reader} row={row} />
      </td>
    </tr>
  )
}
