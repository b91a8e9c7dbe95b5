import { writeDay } from '../../src/i18n/days.ts'
import { Badge, isLongLate, Tag } from '../parts/badge.tsx'
import { PrintButton } from '../parts/form.tsx'
import { Icon } from '../parts/icon.tsx'
import {
  clockWords,
  dividedBadge,
  progressBadge,
  reportBadge,
  stoppedBadge,
  toComeBadge,
} from '../parts/status.ts'
import type { TargetPageProps } from './page.tsx'
import { movedWords } from './words.ts'

export function Badges({ reader, facts, standing, isToCome, group, inside }: TargetPageProps) {
  const { baseClass, progress } = standing
  const isDivided = (facts.target.dividedAt ?? null) !== null
  const isStopped = baseClass === 'suspended' || baseClass === 'transferred' || baseClass === 'cancelled'
  return (
    <>
      {isStopped && <Badge reader={reader} mark={stoppedBadge(baseClass)} />}
      {isDivided && <Badge reader={reader} mark={dividedBadge} />}
      {isToCome && <Badge reader={reader} mark={toComeBadge} />}
      {progress && !isDivided && !isToCome && (
        <Badge
          reader={reader}
          mark={progressBadge(progress)}
          soft={progress === 'overdue' && !isLongLate(standing.daysLate)}
        />
      )}
      {inside && standing.waiting && <Badge reader={reader} mark={reportBadge('waiting')} />}
      {inside && standing.returned && <Badge reader={reader} mark={reportBadge('returned')} />}
      <Tag>{reader.t('target.group', group)}</Tag>
    </>
  )
}

/** 'Thời hạn 5/9/2022 (hạn gốc 15/8/2022, đã gia hạn 1 lần) · quá hạn 2 ngày · số liệu đến 31/8/2022'. */
export function clockLine(props: TargetPageProps): string {
  const { reader, target, standing } = props
  const { t, language } = reader
  const { dueOn, supplementing } = standing
  const day = (on: NonNullable<typeof dueOn>) => writeDay(language, on)
  const original = movedWords(reader, standing, props.facts)
  const words = [
    dueOn ? t('target.due', { day: day(dueOn) }) + original : null,
    clockOf(props),
    supplementing && t('target.supplementing', { day: day(supplementing.until) }),
    standing.lateFrozenOn && t('target.lateFrozen', { day: day(standing.lateFrozenOn) }),
    standing.daysLateBefore > 0 ? t('target.lateBefore', { n: standing.daysLateBefore }) : null,
    target.kind === 'number' && standing.baseClass === 'open' && !props.isToCome ? freshness(props) : null,
  ]
  return words.filter(Boolean).join(' · ')
}

function clockOf({ reader, standing, isToCome, dueSoonDays }: TargetPageProps): string | null {
  const { t, language } = reader
  const { baseClass, dueOn, doneOn, clock } = standing
  if (doneOn) {
    return `${t(`class.${baseClass as 'done_on_time'}`)} (${t('target.doneOn', { day: writeDay(language, doneOn) })})`
  }
  if (baseClass !== 'open' || isToCome) return null
  if (!dueOn) return t('clock.no_deadline')
  if (clock === 'overdue') return t('clock.overdue', { n: standing.daysLate })
  return standing.daysLeft === null
    ? t('clock.in_time')
    : clockWords(t, { daysLeft: standing.daysLeft, dueSoonDays })
}

function freshness({ reader, standing }: TargetPageProps): string {
  const { t, language } = reader
  if (!standing.figureOn) return t('fresh.no_data')
  const day = writeDay(language, standing.figureOn)
  return standing.freshness === 'stale' ? t('fresh.stale', { day }) : t('target.fresh', { day })
}

/** The deed that is expected comes first and alone in colour; what may also be done stands quietly beside it. */
export function Actions(props: TargetPageProps) {
  const { reader, target, may } = props
  const { t } = reader
  return (
    <>
      {may.review && (
        <a class='btn btn--p' href={may.review}>
          <Icon reader={reader} name='check' />
          {t('target.review')}
        </a>
      )}
      {may.update && (
        <a class={may.review ? 'btn' : 'btn btn--p'} href={may.update}>
          <Icon reader={reader} name='pen-line' />
          {t(updateLabel(target))}
        </a>
      )}
      {quietDeeds(props).map(
        ({ href, icon, label }) =>
          href && (
            <a class='btn' href={href}>
              <Icon reader={reader} name={icon} />
              {t(label)}
            </a>
          ),
      )}
      <PrintButton reader={reader} />
    </>
  )
}

function quietDeeds(props: TargetPageProps) {
  const { extension, proposalHref, remindHref, behalfHref, planHref, yearsHref } = props
  return [
    { href: remindHref, icon: 'bell', label: 'target.remind' },
    { href: behalfHref, icon: 'pen-line', label: 'target.enterOnBehalf' },
    { href: extension?.requestHref, icon: 'calendar-clock', label: 'target.requestExtension' },
    { href: proposalHref, icon: 'message-square-text', label: 'target.raiseProposal' },
    { href: planHref, icon: 'trending-up', label: 'targetPlan.title' },
    { href: yearsHref, icon: 'split', label: 'years.open' },
  ] as const
}

function updateLabel({ kind }: TargetPageProps['target']) {
  return kind === 'number' ? 'target.update' : 'target.updateTask'
}
