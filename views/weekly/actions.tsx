import type { Child } from 'hono/jsx'
import type { Day, Instant } from '../../src/domain/day.ts'
import { writeDay, writeInstant } from '../../src/i18n/days.ts'
import { WithIcon } from '../parts/badge.tsx'
import { PrintButton } from '../parts/form.tsx'
import { Icon } from '../parts/icon.tsx'
import type { IconName } from '../parts/icon-names.ts'
import { Callout } from '../parts/notes.tsx'
import type { Reader } from '../reader.ts'

/** In the order of the list: the paper, its English variant, the figures. */
const groups = [
  ['pdf', 'docx', 'txt'],
  ['pdf-en', 'docx-en', 'txt-en'],
  ['xlsx', 'csv', 'excel-csv', 'json'],
] as const
export type DownloadFormat = (typeof groups)[number][number]

export interface WeekDownload {
  format: DownloadFormat
  href: string
}

export interface WeekActionsProps {
  reader: Reader
  /** The week's number. */
  n: number
  /** What cannot be done, or not by this reader, is null. */
  freezeHref: string | null
  issueHref: string | null
  nextWeekHref: string | null
  reissueHref: string | null
  issuesHref: string | null
  downloads: WeekDownload[]
}

/** What can be done with a week, the next step first; files and rarer deeds are folded and open without script. */
export function WeekActions(props: WeekActionsProps) {
  const { reader, n, freezeHref, issueHref, nextWeekHref, reissueHref, issuesHref } = props
  const { t } = reader
  return (
    <>
      {freezeHref && (
        <a class='btn btn--p' href={freezeHref}>
          <Icon reader={reader} name='lock' />
          {t('weekly.freeze', { n })}
        </a>
      )}
      {issueHref && (
        <a class='btn btn--p' href={issueHref}>
          <Icon reader={reader} name='stamp' />
          {t('issue.do')}
        </a>
      )}
      {nextWeekHref && (
        <a class='btn' href={nextWeekHref}>
          <Icon reader={reader} name='pen-line' />
          {t('issue.edit')}
        </a>
      )}
      <PrintButton reader={reader} />
      <Downloads reader={reader} downloads={props.downloads} />
      {(reissueHref || issuesHref) && (
        <Folded reader={reader} label={t('issue.more')}>
          {issuesHref && (
            <FoldedLink reader={reader} href={issuesHref} icon='history' label={t('issue.all')} />
          )}
          {reissueHref && (
            <FoldedLink reader={reader} href={reissueHref} icon='refresh-cw' label={t('issue.again')} />
          )}
        </Folded>
      )}
    </>
  )
}

/** Every file of a week in one list. */
export function Downloads({ reader, downloads }: { reader: Reader; downloads: WeekDownload[] }) {
  if (downloads.length === 0) return null
  const { t } = reader
  const listed = groups
    .map((group) => group.flatMap((one) => downloads.filter(({ format }) => format === one)))
    .filter((group) => group.length > 0)
  return (
    <Folded reader={reader} icon='download' label={t('issue.downloads')}>
      {listed.map((group, place) => (
        <>
          {place > 0 && (
            <li>
              <hr />
            </li>
          )}
          {group.map(({ format, href }) => (
            <li>
              <a href={href} download>
                {t(`issue.file.${format}`)}
              </a>
            </li>
          ))}
        </>
      ))}
    </Folded>
  )
}

function Folded(props: { reader: Reader; icon?: IconName; label: string; children: Child }) {
  return (
    <details class='menu menu--btn'>
      <summary class='btn'>
        {props.icon && <Icon reader={props.reader} name={props.icon} />}
        {props.label}
        <Icon reader={props.reader} name='chevron-down' />
      </summary>
      <ul>{props.children}</ul>
    </details>
  )
}

function FoldedLink(props: { reader: Reader; href: string; icon: IconName; label: string }) {
  return (
    <li>
      <a href={props.href}>
        <Icon reader={props.reader} name={props.icon} />
        {props.label}
      </a>
    </li>
  )
}

export interface WeekStateProps {
  reader: Reader
  /** 'open' before the cut-off, 'late' after it; neither is frozen. */
  state: 'open' | 'late' | 'frozen' | 'issued' | 'annulled'
  /** When it was frozen, else as of when it is told. */
  at: Instant
  /** What was known by then is told; a freeze may come later than its cut-off. */
  until: Instant
  /** The post of who froze it; null for the calendar. */
  by: string | null
  hash: string | null
  /** '45-BC/HU' */
  number: string | null
  issuedOn: Day | null
}

/** How a week stands, in one line below its heading. */
export function WeekState({ reader, state, at, until, by, hash, number, issuedOn }: WeekStateProps) {
  const { t, language, zone } = reader
  const moment = writeInstant(language, at, zone)
  if (state === 'open' || state === 'late') {
    return (
      <WithIcon reader={reader} icon='info'>
        {t(state === 'open' ? 'weekly.openLead' : 'weekly.cutOffLead', { at: moment })}
      </WithIcon>
    )
  }
  const words = [
    ...(number !== null && issuedOn
      ? [t('issue.state.issued', { number, day: writeDay(language, issuedOn) })]
      : []),
    by ? t('issue.state.frozenBy', { at: moment, post: by }) : t('issue.state.frozen', { at: moment }),
    ...(until === at ? [] : [t('weekly.figuresUntil', { at: writeInstant(language, until, zone) })]),
    t('issue.state.kept'),
    ...(state === 'frozen' ? [t('issue.state.draft')] : []),
  ]
  return (
    <WithIcon reader={reader} icon={state === 'issued' ? 'stamp' : 'lock'}>
      {words.join(' ')}
      {hash && (
        <>
          {' '}
          {t('issue.state.hash')} <span class='code nw'>{hash.slice(0, 8)}</span>
        </>
      )}
    </WithIcon>
  )
}

/** Over a version that no longer counts: why, since when, and where the one in force is. */
export function AnnulledNote(props: {
  reader: Reader
  issue: number
  at: Instant
  reason: string
  standingHref: string | null
}) {
  const { reader, issue, at, reason, standingHref } = props
  const { t, language, zone } = reader
  return (
    <div class='mb'>
      {' '}
      <Callout reader={reader} tone='back' icon='ban' title={t('issue.annulled')}>
        <p class='pre'>
          {t('issue.annulledText', { n: issue, at: writeInstant(language, at, zone), reason })}
        </p>
        {standingHref && (
          <p>
            <a href={standingHref}>{t('issue.toStanding')}</a>
          </p>
        )}
      </Callout>
    </div>
  )
}
