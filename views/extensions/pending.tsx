import { type Day, dayOf, daysBetween, type Instant } from '../../src/domain/day.ts'
import type { OpinionStance } from '../../src/domain/follow-up.ts'
import { Badge } from '../parts/badge.tsx'
import type { Reader } from '../reader.ts'
import { LONGEST_TEXT } from './decision.tsx'
import { DateChange } from './parts.tsx'
import { causeWords, originalWords } from './words.ts'

export interface PendingRow {
  id: string
  version: number
  requestedAt: Instant
  proposedDueOn: Day
  reasonCode: string
  reason: string
  opinionStance: OpinionStance | null
  opinion: string | null
  files: number
  code: string
  title: string
  dueOn: Day | null
  dueOriginal: Day | null
  /** The day from which it is overdue: a request does not stop the clock. */
  lateFrom: Day | null
  extensionCount: number
  maximumExtensions: number
  unitCode: string
  unitName: string
  mayDecide: boolean
  mayAdvise: boolean
}

interface PendingProps {
  reader: Reader
  rows: PendingRow[]
  /** The page to come back to after a deed, without the base path. */
  back: string
}

/** Requests that wait, each with what is needed to decide on it where it stands. */
export function PendingExtensions({ reader, rows, back }: PendingProps) {
  return (
    <ul class='flow'>
      {rows.map((row) => (
        <li class='card'>
          <PendingCard reader={reader} row={row} />
          {(row.mayDecide || row.mayAdvise) && <Answer reader={reader} row={row} back={back} />}
        </li>
      ))}
    </ul>
  )
}

function PendingCard({ reader, row }: { reader: Reader; row: PendingRow }) {
  const { t, at } = reader
  const used = t('extension.usedShort', { n: row.extensionCount, max: row.maximumExtensions })
  const { dueOn, lateFrom } = row
  const isLate = dueOn !== null && lateFrom !== null && lateFrom <= reader.today
  const late = isLate ? t('clock.overdue', { n: daysBetween(dueOn, reader.today) }) : null
  const original = originalWords(reader, { ...row, baseClass: 'open', doneOn: null })
  return (
    <div class='card__p'>
      <div class='row row--between'>
        <p class='sub'>
          <a href={at(`/units/${encodeURIComponent(row.unitCode)}`)}>{row.unitName}</a> ·{' '}
          {sentWords(reader, row)}
        </p>
        <Badge reader={reader} tone='wait' icon='hourglass'>
          {t('extension.status.pending')}
        </Badge>
      </div>
      <h2>
        <a href={at(`/extensions/${row.id}`)}>{row.title}</a>
      </h2>
      <p class='mt'>
        <DateChange reader={reader} from={row.dueOn} to={row.proposedDueOn} />
        <span class='sub'> · {[late, original, used].filter(Boolean).join(' · ')}</span>
      </p>
      <p class='muted'>
        <b>{causeWords(reader, row.reasonCode)}.</b> {row.reason}
      </p>
      <p class='sub mt-s'>
        <a href={at(`/targets/${encodeURIComponent(row.code)}`)}>{row.code}</a>
        {row.files > 0 && ` · ${t('extension.fileCount', { n: row.files })}`}
      </p>
      {row.opinionStance && (
        <p class='sm mt-s'>
          <b>{t('extension.officeSays', { stance: t(`extension.stance.${row.opinionStance}`) })}</b>
          {row.opinion && ` – ${row.opinion}`}
        </p>
      )}
    </div>
  )
}

function sentWords({ t, zone, today }: Reader, { requestedAt }: PendingRow): string {
  const n = daysBetween(dayOf(requestedAt, zone), today)
  return n > 0 ? t('extension.sentDays', { n }) : t('extension.sentToday')
}

/** One line of words and two buttons: the decision for who decides, the opinion for the office. */
function Answer({ reader, row, back }: { reader: Reader; row: PendingRow; back: string }) {
  const { t, at } = reader
  const { id, mayDecide } = row
  const deed = mayDecide
    ? { path: 'decision', words: 'comment', button: 'decision', yes: 'grant', no: 'refuse' }
    : { path: 'opinion', words: 'opinion', button: 'stance', yes: 'agree', no: 'disagree' }
  const field = `x-${id}`
  return (
    <form
      class='card__p no-print'
      method='post'
      action={at(`/extensions/${id}/${deed.path}`)}
      aria-label={row.title}
      novalidate
    >
      <input type='hidden' name='version' value={String(row.version)} />
      <input type='hidden' name='back' value={back} />
      <label class='lbl' for={field}>
        {t(mayDecide ? 'extension.commentShort' : 'extension.opinionShort')}
      </label>
      <div class='row'>
        <input
          class='in'
          id={field}
          name={deed.words}
          type='text'
          maxlength={LONGEST_TEXT}
          autocomplete='off'
        />
        <button class={mayDecide ? 'btn btn--p' : 'btn'} type='submit' name={deed.button} value={deed.yes}>
          {t(mayDecide ? 'extension.agreeShort' : 'extension.stance.agree')}
        </button>
        <button class='btn' type='submit' name={deed.button} value={deed.no}>
          {t(mayDecide ? 'extension.refuseShort' : 'extension.stance.disagree')}
        </button>
      </div>
      {mayDecide && (
        <p class='sm mt-s'>
          <a href={at(`/extensions/${id}/decision`)}>{t('extension.more')}</a>
        </p>
      )}
    </form>
  )
}
