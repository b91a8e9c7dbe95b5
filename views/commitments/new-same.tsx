import type { Day } from '../../src/domain/day.ts'
import type { TargetKind } from '../../src/domain/target.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { SummaryList } from '../parts/lists.tsx'
import { Section } from '../parts/page.tsx'
import type { Reader } from '../reader.ts'

export interface GivenAlike {
  title: string
  kind: TargetKind
  product: string
  dueOn: Day | null
}

/** What has no figure stands in no column of the table, and is promised all the same. */
export function Same({ reader, same }: { reader: Reader; same: readonly GivenAlike[] }) {
  const { t, language } = reader
  if (same.length === 0) return null
  return (
    <Section id='h-same' title={t('commitmentNew.same')} card>
      <div class='cq'>
        <SummaryList
          items={same.map(({ title, kind, product, dueOn }) => ({
            term: title,
            detail: [
              t(`target_kind.${kind}`),
              product,
              dueOn ? t('work.dueOn', { day: writeDay(language, dueOn) }) : t('commitment.noDeadline'),
            ]
              .filter(Boolean)
              .join(' · '),
          }))}
        />
      </div>
    </Section>
  )
}
