import type { Translate } from '../../src/i18n/translate.ts'

interface Letter {
  /** What it says, a paragraph or a list entry each. */
  lines: string[]
  /** The page it is about, as a whole address. */
  link: string
  /** Where its reader switches mail off, as a whole address. */
  off: string
}

/** A letter by mail: plain text, for it is read on old phones; ends with the page it is about and the way out of it. */
export function frameLetter(t: Translate, { lines, link, off }: Letter): string {
  return [...lines, `${t('mail.open')} ${link}`, `-- \n${t('mail.foot')}\n${t('mail.offHere')} ${off}`].join(
    '\n\n',
  )
}
