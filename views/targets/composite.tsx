import type { Composite } from '../../src/domain/composite.ts'
import { multiply, ratio } from '../../src/domain/ratio.ts'
import { writePercent, writePoints } from '../../src/i18n/numbers.ts'
import { Section } from '../parts/page.tsx'
import type { Reader } from '../reader.ts'

/**
 * The score of a commitment by the weights of its targets, always with how much of the weights it covers. Draws nothing
 * where nothing is weighed.
 */
export function CompositeCard({ reader, composite }: { reader: Reader; composite: Composite | null }) {
  if (!composite) return null
  const { t, language } = reader
  const { score, covered, weights, counted, targets } = composite
  const cover = { n: counted, of: targets, covered, weights }
  return (
    <Section id='h-composite' title={t('composite.title')} card>
      {counted === 0 ? (
        <p>{t('composite.nothing', { of: targets })}</p>
      ) : (
        <>
          <p>
            <b>{writePoints(language, multiply(score, ratio(100)), 1)}</b>{' '}
            {t('composite.of', { share: writePercent(language, ratio(covered, weights), { decimals: 1 }) })}
          </p>
          <p class='sub'>{t('composite.covers', cover)}</p>
        </>
      )}
    </Section>
  )
}
