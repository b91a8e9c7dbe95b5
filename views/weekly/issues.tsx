import type { Day, Instant } from '../../src/domain/day.ts'
import { writeDay, writeInstant } from '../../src/i18n/days.ts'
import { Badge } from '../parts/badge.tsx'
import type { IconName } from '../parts/icon-names.ts'
import { PageHead } from '../parts/page.tsx'
import type { Tone } from '../parts/status.ts'
import type { Html, Reader } from '../reader.ts'
import type { WeekDownload } from './actions.tsx'
import { WeekCrumbs, type WeekPlace } from './next-week.tsx'

export interface ListedIssue {
  issue: number
  state: 'frozen' | 'issued' | 'annulled'
  /** '45-BC/HU' */
  number: string | null
  issuedOn: Day | null
  frozenAt: Instant
  annulled: { at: Instant; reason: string } | null
  hash: string
  href: string
  files: WeekDownload[]
}

const marks: Record<ListedIssue['state'], { tone: Tone; icon: IconName }> = {
  frozen: { tone: 'info', icon: 'lock' },
  issued: { tone: 'done', icon: 'stamp' },
  annulled: { tone: 'back', icon: 'ban' },
}

/** Every version of a week, the first one first: nothing that went out is ever lost. */
export function IssuesPage(props: { reader: Reader; place: WeekPlace; issues: ListedIssue[] }): Html {
  const { reader, place, issues } = props
  const { t } = reader
  const title = t('issue.listTitle', { n: place.n })
  return (
    <>
      <WeekCrumbs reader={reader} place={place} here={t('issue.all')} />
      <PageHead title={title} lead={t('issue.listLead')} />
      <div class='card cq'>
        <table class='tbl tbl--mid stack'>
          <caption class='sr'>{title}</caption>
          <thead>
            <tr>
              <th scope='col'>{t('issue.col.issue')}</th>
              <th scope='col'>{t('issue.col.state')}</th>
              <th scope='col'>{t('issue.col.number')}</th>
              <th scope='col'>{t('issue.col.frozen')}</th>
              <th scope='col'>{t('issue.col.hash')}</th>
              <th scope='col'>{t('issue.col.files')}</th>
            </tr>
          </thead>
          <tbody>
            {issues.map((entry) => (
              <IssueRow reader={reader} entry={entry} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

function IssueRow({ reader, entry }: { reader: Reader; entry: ListedIssue }) {
  const { t, language, zone } = reader
  const { state, number, issuedOn, frozenAt, annulled, hash, files } = entry
  return (
    <tr>
      <th scope='row' class='nw'>
        <a href={entry.href}>{t('issue.nth', { n: entry.issue })}</a>
      </th>
      <td data-l={t('issue.col.state')}>
        <Badge reader={reader} {...marks[state]}>
          {t(`issue.stands.${state}`)}
        </Badge>
        {annulled && (
          <p class='sub pre'>
            {t('issue.annulledRow', {
              at: writeInstant(language, annulled.at, zone),
              reason: annulled.reason,
            })}
          </p>
        )}
      </td>
      <td class='nw' data-l={t('issue.col.number')}>
        {number ?? '–'}
        {issuedOn && <p class='sub'>{writeDay(language, issuedOn)}</p>}
      </td>
      <td class='nw' data-l={t('issue.col.frozen')}>
        {writeInstant(language, frozenAt, zone)}
      </td>
      <td data-l={t('issue.col.hash')}>
        <span class='code'>{hash.slice(0, 8)}</span>
      </td>
      <td data-l={t('issue.col.files')}>
        <span class='btns'>
          {files.map(({ format, href }) => (
            <a class='btn btn--s' href={href} download aria-label={t(`issue.file.${format}`)}>
              {format.toUpperCase()}
            </a>
          ))}
        </span>
      </td>
    </tr>
  )
}
