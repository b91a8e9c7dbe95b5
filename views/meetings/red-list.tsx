import { dayOf, daysBetween } from '../../src/domain/day.ts'
import { SILENT_WEEKS } from '../../src/domain/meeting.ts'
import { ratio } from '../../src/domain/ratio.ts'
import { writeDay, writeDayShort } from '../../src/i18n/days.ts'
import { writePoints } from '../../src/i18n/numbers.ts'
import { askingWords } from '../extensions/words.ts'
import { Badge, isLongLate } from '../parts/badge.tsx'
import { progressBadge } from '../parts/status.ts'
import type { Reader } from '../reader.ts'
import type { RedTarget, RedUnit } from './shapes.ts'

/** Everything red of a unit, the most serious first: how late, how far behind, what blocks it, when it was reminded. */
export function RedList({ reader, unit }: { reader: Reader; unit: RedUnit }) {
  const { t } = reader
  const isSilent = unit.silentWeeks >= SILENT_WEEKS
  if (!unit.targets.length && !unit.reports.length && !unit.proposals.length && !isSilent) {
    return <p class='muted'>{t('meeting.nothingRed')}</p>
  }
  return (
    <ul class='red'>
      {unit.targets.map((target) => (
        <TargetItem reader={reader} target={target} />
      ))}
      {unit.reports.map((report) => (
        <li data-s='back'>
          <p class='red__t'>
            <a href={report.href}>{report.title}</a>
          </p>
          <p>
            {t('meeting.returnedItem')},{' '}
            {t('meeting.returnedOn', {
              day: writeDay(reader.language, dayOf(report.returnedAt, reader.zone)),
            })}
            {report.dueOn &&
              `; ${t('meeting.returnedDue', { day: writeDayShort(reader.language, report.dueOn) })}`}
          </p>
          {report.comment && <p class='sub'>{report.comment}</p>}
        </li>
      ))}
      {isSilent && (
        <li data-s='risk'>
          <p class='red__t'>{t('meeting.silentItem', { n: unit.silentWeeks })}</p>
          <p class='sub'>
            {unit.lastReportedOn
              ? t('meeting.silentSince', { day: writeDay(reader.language, unit.lastReportedOn) })
              : t('meeting.silentNever')}
          </p>
        </li>
      )}
      {unit.proposals.map((proposal) => (
        <ProposalItem reader={reader} proposal={proposal} />
      ))}
    </ul>
  )
}

function TargetItem({ reader, target }: { reader: Reader; target: RedTarget }) {
  const { t, language } = reader
  const facts = [
    target.dueOn && t('meeting.due', { day: writeDay(language, target.dueOn) }),
    target.extensionCount && t('meeting.extended', { n: target.extensionCount }),
    askingWords(reader, target.askedUntil),
    target.isBehind && behindWords(reader, target),
    target.waiting && t('meeting.finalWaits'),
  ].filter(Boolean)
  return (
    <li data-s={target.daysLate ? 'late' : 'slow'}>
      <p class='red__t'>
        <a href={target.href}>{target.title}</a>
      </p>
      <p>
        {target.daysLate > 0 && (
          <>
            <Badge reader={reader} mark={progressBadge('overdue')} soft={!isLongLate(target.daysLate)}>
              {t('meeting.late', { n: target.daysLate })}
            </Badge>{' '}
          </>
        )}
        {facts.join(' · ')}
      </p>
      <p>{blockedWords(reader, target)}</p>
      <p class='sub'>{remindedWords(reader, target)}</p>
    </li>
  )
}

function behindWords({ t, language }: Reader, { behindLow, behindHigh }: RedTarget): string {
  if (behindHigh === null) return t('meeting.behindPlain')
  const [low, high] = [behindLow ?? behindHigh, behindHigh].map((n) => writePoints(language, ratio(n, 100)))
  return t('meeting.behind', { points: low === high ? high! : `${low} – ${high}` })
}

function blockedWords({ t }: Reader, { cause, difficulties }: RedTarget): string {
  const words = [cause && t(`cause.${cause}`), difficulties].filter(Boolean).join('. ')
  return words ? t('meeting.blocked', { words }) : t('meeting.blockedNone')
}

function remindedWords({ t, language, zone }: Reader, { reminders, remindedAt }: RedTarget): string {
  if (remindedAt === null) return t('meeting.remindedNone')
  return t('meeting.reminded', { n: reminders, day: writeDay(language, dayOf(remindedAt, zone)) })
}

function ProposalItem({ reader, proposal }: { reader: Reader; proposal: RedUnit['proposals'][number] }) {
  const { t, language, today } = reader
  const { addressedTo, raisedOn, wantedBy, since } = proposal
  return (
    <li data-s='wait'>
      <p class='red__t'>
        <a href={proposal.href}>{proposal.title}</a>
      </p>
      <p>
        {t('meeting.proposalItem')},{' '}
        {t('meeting.proposalTo', {
          to: addressedTo,
          day: writeDay(language, raisedOn),
          n: daysBetween(since, today),
        })}
        {wantedBy && `; ${t('meeting.proposalWanted', { day: writeDay(language, wantedBy) })}`}
      </p>
    </li>
  )
}

/** '2 quá hạn · 1 chậm tiến độ': what is red of a unit, in one line. */
export function redSummary({ t }: Reader, unit: RedUnit): string {
  const parts = [
    unit.overdue && t('meeting.sum.overdue', { n: unit.overdue }),
    unit.behind && t('meeting.sum.behind', { n: unit.behind }),
    unit.returned && t('meeting.sum.returned', { n: unit.returned }),
    unit.silentWeeks >= SILENT_WEEKS && t('meeting.sum.silent', { n: unit.silentWeeks }),
    unit.silentProposals && t('meeting.sum.proposals', { n: unit.silentProposals }),
  ].filter(Boolean)
  return parts.length ? parts.join(' · ') : t('meeting.sum.none')
}
