import { hasBaseline } from '../../src/domain/percent.ts'
import { compare, one } from '../../src/domain/ratio.ts'
import { writeRatio } from '../../src/i18n/numbers.ts'
import type { Warned } from '../targets/shapes.ts'
import { paceWords } from '../targets/words.ts'
import { asSentence, deedOf, effortWords, needWords } from './words.ts'

/**
 * Why a target may miss its deadline, in one line of a list: 'Thấp hơn tiến độ 17,6 – 26,6 điểm phần trăm; mỗi tháng
 * phải giải ngân thêm 12,75 – 15 điểm phần trăm, gấp 2,08 – 3 lần bình quân 8 tháng.' Null where nothing is wrong.
 */
export function shortWarning(warned: Warned): string | null {
  const { reader, standing } = warned
  const { t } = reader
  const said = standing.lastAccepted?.assessment
  const parts = [
    isBehind(warned) ? paceWords(warned) : null,
    isBehind(warned) ? needShort(warned) : null,
    valueWarning(warned),
    said && said !== 'on_track'
      ? t('warning.assessed', { word: t(`assessment.${said}`).toLowerCase() })
      : null,
  ].filter(Boolean)
  return parts.length ? asSentence(parts.join('; ')) : null
}

const isBehind = ({ standing }: Warned): boolean => {
  const pace = standing.pace
  return pace !== null && pace.level !== 'ok'
}

function needShort(warned: Warned): string | null {
  const { reader, warning } = warned
  const need = needWords(warned)
  if (!need || !warning) return null
  const fill = { deed: reader.t(`warning.deed.${deedOf(warned)}`), need }
  if (!warning.effort) return reader.t('warning.needShortNone', fill)
  if (warning.monthsLeft && compare(warning.monthsLeft, one) < 0) return null
  return reader.t('warning.needShort', {
    ...fill,
    effort: effortWords(reader, warning.effort),
    months: writeRatio(reader.language, warning.monthsDone, 1, true),
  })
}

/** What the value says by itself where there is no pace. */
function valueWarning({ reader, target, standing }: Warned): string | null {
  const { latest, plan, met } = standing
  if (target.kind !== 'number' || !latest || met === 'met') return null
  if (target.direction === 'within') return reader.t('warning.outside')
  if (plan === null || hasBaseline(target, plan)) return null
  if (target.direction === 'down') return reader.t('warning.broken')
  return target.valueKind === 'point' ? reader.t('warning.below') : null
}
