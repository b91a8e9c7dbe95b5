import type { Day } from '../../src/domain/day.ts'
import type { LadderItem } from '../../src/domain/follow-up.ts'
import { groupBy } from '../../src/domain/grouping.ts'
import { writeDay } from '../../src/i18n/days.ts'
import type { Language, Translate } from '../../src/i18n/translate.ts'
import { frameLetter } from './frame.ts'

interface Digest {
  today: Day
  items: readonly LadderItem[]
  /** The page of their work, and where they switch mail off, as whole addresses. */
  link: string
  off: string
}

/** A letter is read on a phone; beyond so many lines the page serves better. */
const MOST_ITEMS = 50

/** The day's one letter of automatic reminders: what is gravest first, each thing under its heading. */
export function ladderLetter(t: Translate, language: Language, { today, items, link, off }: Digest) {
  const shown = items.slice(0, MOST_ITEMS)
  const parts = [...groupBy(shown, ({ step }) => step)].map(([step, some]) =>
    [t(`ladder.${step}`), ...some.map((item) => `- ${ladderLine(t, language, item)}`)].join('\n'),
  )
  const day = writeDay(language, today)
  const more = items.length - shown.length
  const lines = [
    t('ladder.opening', { day, n: items.length }),
    ...parts,
    ...(more > 0 ? [t('ladder.more', { n: more })] : []),
  ]
  return {
    subject: t('ladder.subject', { day, n: items.length }),
    body: frameLetter(t, { lines, link, off }),
  }
}

/** One thing of a digest in a line, for letters and notices. */
function ladderLine(t: Translate, language: Language, item: LadderItem): string {
  const { step, code, title, unitName, dueOn, daysLate } = item
  const day = writeDay(language, dueOn)
  if (step === 'report') return t('ladder.reportLine', { unit: unitName, day })
  const fill = { code, title, unit: unitName, day }
  return daysLate > 0 ? t('ladder.lateLine', { ...fill, n: daysLate }) : t('ladder.line', fill)
}
