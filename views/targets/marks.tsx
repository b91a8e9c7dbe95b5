import type { Child } from 'hono/jsx'
import { type Day, dayOf, type Instant } from '../../src/domain/day.ts'
import type { EvidenceMark } from '../../src/domain/follow-up.ts'
import type { Progress, Standing } from '../../src/domain/standing.ts'
import type { Assessment, Declared } from '../../src/domain/target.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { Badge } from '../parts/badge.tsx'
import type { IconName } from '../parts/icon-names.ts'
import { progressBadge, stoppedBadge, type Tone, toComeBadge } from '../parts/status.ts'
import type { Reader } from '../reader.ts'
import { toldWords } from '../updates/behalf.tsx'
import { EvidenceBadge } from './evidence-mark.tsx'

export interface ThreeMarksProps {
  reader: Reader
  standing: Standing
  day: Day
  /** What the unit last said. */
  declared: {
    declared: Declared
    assessment: Assessment | null
    asOf: Day
    at: Instant
    by: string | null
    isWaiting: boolean
    /** How the office had it that entered it for the unit; null for the unit's own report. */
    source: string | null
  } | null
  /** What was found behind the last accepted report; null without one. */
  evidence: { mark: EvidenceMark | null; at: Instant; by: string | null } | null
  /** What figures and clock say by themselves; null when the target no longer runs. */
  schedule: Progress | null
  /** Its time is to come. */
  isToCome: boolean
}

/** Three parties, three marks: the unit's word, the reviewer's finding, the computed schedule. Never merged. */
export function ThreeMarks(props: ThreeMarksProps) {
  const { reader } = props
  const { t } = reader
  return (
    <section aria-labelledby='h-three'>
      <div class='shead'>
        <h2 id='h-three'>{t('marks.title')}</h2>
        <p class='sm muted'>{t('marks.note')}</p>
      </div>
      <dl class='tiles'>
        <Mark term={t('marks.declared')} {...declaredMark(props)} />
        <Mark term={t('marks.evidence')} {...evidenceMark(props)} />
        <Mark term={t('marks.schedule')} {...scheduleMark(props)} />
      </dl>
    </section>
  )
}

function Mark({ term, badge, notes }: { term: string; badge: Child; notes: (string | null)[] }) {
  const note = notes.filter(Boolean).join(' · ')
  return (
    <div class='tile'>
      <dt>{term}</dt>
      <dd class='tile__s'>{badge}</dd>
      {note && <dd class='tile__s'>{note}</dd>}
    </div>
  )
}

const declaredLooks: Record<Declared, { tone: Tone; icon: IconName }> = {
  not_started: { tone: 'none', icon: 'circle-dashed' },
  in_progress: { tone: 'info', icon: 'loader-circle' },
  done: { tone: 'done', icon: 'circle-check-big' },
}

function declaredMark({ reader, declared }: ThreeMarksProps) {
  const { t } = reader
  if (!declared) return { badge: noneYet(reader, 'marks.declaredNone'), notes: [] }
  const { tone, icon } = declaredLooks[declared.declared]
  return {
    badge: (
      <Badge reader={reader} tone={tone} icon={icon} soft>
        {t(`declared.${declared.declared}`)}
      </Badge>
    ),
    notes: [
      declared.assessment && t('marks.assessed', { word: t(`assessment.${declared.assessment}`) }),
      // The unit's word, whoever typed it: by the office it is told as such.
      declared.source === null
        ? signed(reader, declared)
        : t('marks.onBehalf', {
            by: signed(reader, declared) ?? '',
            source: toldWords(reader, declared.source),
          }),
      declared.isWaiting ? t('marks.waiting') : null,
    ],
  }
}

function evidenceMark({ reader, evidence }: ThreeMarksProps) {
  const { t, language, zone } = reader
  if (!evidence) return { badge: noneYet(reader, 'marks.evidenceNone'), notes: [] }
  const day = writeDay(language, dayOf(evidence.at, zone))
  const accepted = evidence.by ? t('marks.notSeen', { by: evidence.by, day }) : null
  return {
    badge: <EvidenceBadge reader={reader} mark={evidence.mark} />,
    notes: [evidence.mark ? signed(reader, evidence) : accepted],
  }
}

function scheduleMark({ reader, schedule, standing, isToCome, day }: ThreeMarksProps) {
  const { t, language } = reader
  if (isToCome) return { badge: <Badge reader={reader} mark={toComeBadge} soft />, notes: [] }
  const on = { day: writeDay(language, day) }
  if (!schedule) {
    const { baseClass } = standing
    const isStopped = baseClass === 'suspended' || baseClass === 'transferred' || baseClass === 'cancelled'
    return { badge: isStopped && <Badge reader={reader} mark={stoppedBadge(baseClass)} soft />, notes: [] }
  }
  const late = standing.daysLate > 0 ? t('clock.overdue', { n: standing.daysLate }) : null
  const figure = standing.figureOn
  return {
    badge: <Badge reader={reader} mark={progressBadge(schedule)} soft />,
    notes: [
      late,
      figure ? t('marks.computed', { ...on, figure: writeDay(language, figure) }) : t('marks.clockOnly', on),
      schedule === standing.progress ? null : t('marks.lowered'),
    ],
  }
}

/** 'Chánh Văn phòng, 6/9/2022'; without a name the day alone. */
function signed({ t, language, zone }: Reader, { by, at }: { by: string | null; at: Instant }): string {
  const day = writeDay(language, dayOf(at, zone))
  return by ? t('marks.by', { by, day }) : day
}

function noneYet(reader: Reader, word: 'marks.declaredNone' | 'marks.evidenceNone') {
  return (
    <Badge reader={reader} tone='none' icon='circle-dashed' soft>
      {reader.t(word)}
    </Badge>
  )
}
