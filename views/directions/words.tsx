import type { Day } from '../../src/domain/day.ts'
import type { DirectionStatus } from '../../src/domain/follow-up.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { Badge } from '../parts/badge.tsx'
import type { IconName } from '../parts/icon-names.ts'
import type { Tone } from '../parts/status.ts'
import type { Reader } from '../reader.ts'

/** Everywhere on a screen; an office paper has its own words. */
export const stateLooks: Record<DirectionStatus, { tone: Tone; icon: IconName }> = {
  recorded: { tone: 'none', icon: 'circle-dashed' },
  assigned: { tone: 'ok', icon: 'circle-arrow-right' },
  in_progress: { tone: 'ok', icon: 'loader-circle' },
  reported: { tone: 'wait', icon: 'hourglass' },
  closed: { tone: 'done', icon: 'circle-check-big' },
  noted: { tone: 'none', icon: 'archive' },
}

/** Where a direction or a task of it stands: colour, picture and word. */
export function StateBadge({ reader, status }: { reader: Reader; status: DirectionStatus }) {
  const { tone, icon } = stateLooks[status]
  return (
    <Badge reader={reader} tone={tone} icon={icon}>
      {reader.t(`direction.state.${status}`)}
    </Badge>
  )
}

/** The deadline, or that it is a lasting duty. */
export function dueWords({ t, language }: Reader, dueOn: Day | null): string {
  return dueOn ? writeDay(language, dueOn) : t('direction.lasting')
}

const LONGEST_LINE = 180

/** What was said, cut between words where it is too long for a row; its own page has all of it. */
export function shortened(text: string, longest = LONGEST_LINE): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= longest) return line
  const cut = line.slice(0, longest)
  return `${cut.slice(0, cut.lastIndexOf(' '))}…`
}

/** Who gave it, on what occasion and when; an occasion often names its day itself. */
export function givenWords(
  { t, language }: Reader,
  given: { issuedByPost: string; occasion: string; issuedOn: Day },
): string {
  const { issuedByPost: by, occasion, issuedOn } = given
  const day = writeDay(language, issuedOn)
  if (!occasion) return t('direction.givenPlain', { by, day })
  return occasion.includes(writeDay('vi', issuedOn))
    ? t('direction.givenDated', { by, occasion })
    : t('direction.given', { by, occasion, day })
}
