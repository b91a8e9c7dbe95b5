import { mayBeDivided } from '../../src/domain/years.ts'
import { writeDay } from '../../src/i18n/days.ts'
import type { Reader } from '../reader.ts'
import { type PromisedRow, promiseWords } from './rows.tsx'

interface DraftTableProps {
  reader: Reader
  document: { code: string }
  rows: PromisedRow[]
  groups: { number: number; name: string }[]
  mayWrite: boolean
}

/** What is to be signed: nothing of it is reported on yet, so nothing is said of how it stands. */
export function DraftTable(props: DraftTableProps) {
  const { reader, rows, groups, mayWrite } = props
  const { t } = reader
  const hasWeights = rows.some(({ target }) => target.weight !== null)
  const columns = 4 + Number(hasWeights) + Number(mayWrite)
  return (
    <div class='card cq'>
      <table class='tbl stack'>
        <caption class='sr'>{t('commitment.targets')}</caption>
        <thead>
          <tr>
            <th scope='col'>{t('commitment.target')}</th>
            <th scope='col'>{t('commitment.promise')}</th>
            <th scope='col'>{t('commitmentStep.origin')}</th>
            {hasWeights && (
              <th scope='col' class='num'>
                {t('commitment.weight')}
              </th>
            )}
            <th scope='col' class='num'>
              {t('commitment.due')}
            </th>
            {mayWrite && (
              <th scope='col'>
                <span class='sr'>{t('commitmentStep.editTarget')}</span>
              </th>
            )}
          </tr>
        </thead>
        {groups
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
                <DraftRow {...props} row={row} hasWeights={hasWeights} />
              ))}
            </tbody>
          ))}
      </table>
    </div>
  )
}

function DraftRow({
  reader,
  document,
  row,
  hasWeights,
  mayWrite,
}: DraftTableProps & { row: PromisedRow; hasWeights: boolean }) {
  const { t, language, at } = reader
  const { target } = row
  const path = `/commitments/${encodeURIComponent(document.code)}/targets/${encodeURIComponent(target.code)}`
  return (
    <tr>
      <th scope='row'>
        {target.title}
        <br />
        <span class='sub'>{target.code}</span>
        {target.product && <p class='sub'>{target.product}</p>}
        {mayWrite && mayBeDivided({ ...target, dueOn: row.dueOn }) && (
          <p class='sub no-print'>
            <a href={at(`${path}/years`)}>
              {t('years.open')}
              <span class='sr'> {target.code}</span>
            </a>
          </p>
        )}
      </th>
      <td data-l={t('commitment.promise')}>{promiseWords(language, t, target, row.planNow)}</td>
      <td data-l={t('commitmentStep.origin')}>{t(`origin.${target.origin}`)}</td>
      {hasWeights && (
        <td data-l={t('commitment.weight')} class='num'>
          {target.weight === null ? '–' : `${target.weight}%`}
        </td>
      )}
      <td data-l={t('commitment.due')} class='num'>
        {row.dueOn ? writeDay(language, row.dueOn) : t('commitment.noDeadline')}
      </td>
      {mayWrite && (
        <td>
          <a
            class='btn btn--s'
            href={at(`${path}/edit`)}
            aria-label={`${t('commitmentStep.editTarget')} ${target.code}`}
          >
            {t('commitmentStep.editTarget')}
          </a>
        </td>
      )}
    </tr>
  )
}
