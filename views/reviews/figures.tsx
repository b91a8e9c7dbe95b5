import { writeDay, writeDayRange } from '../../src/i18n/days.ts'
import { writePercent, writeSignedAmount, writeSpan } from '../../src/i18n/numbers.ts'
import { Bullet } from '../parts/bars.tsx'
import { type Tile, Tiles } from '../parts/figures.tsx'
import { type Todo, TodoList } from '../parts/lists.tsx'
import { Section } from '../parts/page.tsx'
import type { Reader } from '../reader.ts'
import { bulletOf, contentFigure, figureTile, judgedTone, shareWords } from '../updates/words.ts'
import type { ReviewCheck, ReviewPageProps } from './review.tsx'

/** Proposed, accepted and the difference; below them the bar. A task without number shows its declaration. */
export function Figures({ reader, target, content, judged }: ReviewPageProps) {
  const { t, language } = reader
  const bullet = bulletOf(reader, judgedTone(judged), judged)
  const { expected } = judged
  return (
    <section class='card' aria-labelledby='figures'>
      <h2 class='sr' id='figures'>
        {t('review.figures')}
      </h2>
      <Tiles reader={reader} tiles={tilesOf({ reader, target, content, judged })} />
      {bullet && (
        <div class='card__p'>
          <Bullet {...bullet} />
          {expected && (
            <p class='sm muted'>{t('review.expected', { percent: writePercent(language, expected) })}</p>
          )}
        </div>
      )}
    </section>
  )
}

type FigureProps = Pick<ReviewPageProps, 'reader' | 'target' | 'content' | 'judged'>

function tilesOf(props: FigureProps): Tile[] {
  const { reader, content } = props
  const { t, language } = reader
  const proposed = { label: t('review.proposed', { day: writeDay(language, content.asOf) }) }
  if (props.target.kind !== 'number') {
    return [{ ...proposed, value: t(`declared.${content.declared}`) }]
  }
  return [{ ...proposed, ...proposedFigure(props) }, acceptedTile(props), changeTile(props)]
}

function proposedFigure({ reader, target, content, judged }: FigureProps) {
  const { t, language } = reader
  const { periodFrom, asOf, value } = content
  const period = periodFrom && value ? writeDayRange(language, periodFrom, asOf) : ''
  const share = shareWords(reader, { ...judged, rangeKind: content.rangeKind })
  return {
    ...(value
      ? figureTile(reader, target, { ...content, value })
      : { value: contentFigure(reader, target, content) || t('review.none') }),
    note: [share, period].filter(Boolean).join('; '),
  }
}

function acceptedTile({ reader, target, judged }: FigureProps): Tile {
  const { t, language } = reader
  const { last } = judged
  if (!last) return { label: t('review.acceptedNone'), value: t('review.none') }
  return {
    label: t('review.accepted', { day: writeDay(language, last.asOf) }),
    ...figureTile(reader, target, last),
    note: shareWords(reader, last),
  }
}

function changeTile({ reader, target, judged }: FigureProps): Tile {
  const { t, language } = reader
  const { change } = judged
  const label = t('review.change')
  if (!change) return { label, value: '–' }
  const { low, high } = change
  const value =
    low !== null && low === high
      ? writeSignedAmount(language, low, target.decimals)
      : writeSpan(language, change, target.decimals)
  return { label, value, unit: target.measure ?? undefined }
}

/** What the program looked at; each says whether it is well before it says what it is. */
export function Checks({ reader, checks }: { reader: Reader; checks: ReviewCheck[] }) {
  const { t } = reader
  const items = checks.map(
    ({ key, ok }): Todo => ({
      title: t(`review.check.${key}.${ok ? 'ok' : 'warn'}`),
      tone: ok ? 'done' : 'risk',
      icon: ok ? 'check' : 'triangle-alert',
    }),
  )
  return (
    <Section id='checks' title={t('review.checks')}>
      <TodoList reader={reader} items={items} />
    </Section>
  )
}
