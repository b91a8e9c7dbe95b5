import type { Day } from '../../src/domain/day.ts'
import type { Declared, Qualifier, Span } from '../../src/domain/target.ts'
import { writeDay } from '../../src/i18n/days.ts'
import type { Reader } from '../reader.ts'
import type { TargetBrief } from './report.ts'
import { writeFigure } from './words.ts'

/** What the last report said, to be said again with one tap. */
export interface Repeats {
  value: Span | null
  qualifier: Qualifier
  declared: Declared
  asOf: Day
}

/** Nothing new: the last report once more, as of today. */
export function RepeatCard(props: { reader: Reader; target: TargetBrief; repeats: Repeats }) {
  const { reader, target, repeats } = props
  const { t, language } = reader
  const { value, qualifier, declared, asOf } = repeats
  const what = value ? writeFigure(reader, target, { value, qualifier }) : t(`declared.${declared}`)
  return (
    <div class='card card__p row row--between mb'>
      {/* Enter in a field sends by the first button of a form: that must not be the one beside the card's words. */}
      {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: it is out of the order of focus, and said by the button at the end */}
      <button class='sr' type='submit' tabindex={-1} aria-hidden='true'>
        {t('update.submit')}
      </button>
      <p>
        <b>{t('update.sameTitle')}</b>
        <br />
        <span class='sub'>{t('update.sameText', { what, day: writeDay(language, asOf) })}</span>
      </p>
      <button class='btn btn--t' type='submit' name='same' value='1'>
        {t('update.sameButton')}
      </button>
    </div>
  )
}
