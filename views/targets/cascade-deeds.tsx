import { rollupKinds } from '../../src/domain/promise.ts'
import type { RollupKind } from '../../src/domain/target.ts'
import { Select } from '../parts/choices.tsx'
import { HiddenFields } from '../parts/inputs.tsx'
import { Callout } from '../parts/notes.tsx'
import { Section } from '../parts/page.tsx'
import type { Reader } from '../reader.ts'

export interface HandingDownProps {
  reader: Reader
  /** Null for what has no figures. */
  rollup: { kind: RollupKind | null; version: number; isMoved: boolean } | null
  /** Parts that nobody has signed yet, and what their plans come to, in words. */
  drafts: { n: number; plan: string | null } | null
  /** Ready-made. */
  paths: { rollup: string; link: string; create: string }
}

/** How a target is handed down to the units below, for whoever may. */
export function HandingDown({ reader, rollup, drafts, paths }: HandingDownProps) {
  const { t } = reader
  return (
    <Section id='h-deeds' title={t('cascade.deeds')} card>
      <div class='btns'>
        <a class='btn' href={paths.link}>
          {t('cascade.link')}
        </a>
        <a class='btn' href={paths.create}>
          {t('cascade.new')}
        </a>
      </div>
      {drafts && (
        <p class='hint mt'>
          {drafts.plan === null
            ? t('cascade.draftsNoPlan', { n: drafts.n })
            : t('cascade.drafts', { n: drafts.n, plan: drafts.plan })}
        </p>
      )}
      {rollup && (
        <form class='mt' method='post' action={paths.rollup} novalidate>
          {rollup.isMoved && (
            <Callout reader={reader} tone='back'>
              <p>{t('cascade.rollupMoved', { kind: t(`targetForm.rollup.${rollup.kind ?? 'none'}`) })}</p>
            </Callout>
          )}
          <HiddenFields fields={[{ name: 'version', value: String(rollup.version) }]} />
          <Select
            reader={reader}
            name='rollup'
            label={t('cascade.rollup')}
            value={rollup.kind ?? ''}
            items={[
              { value: '', label: t('targetForm.rollup.none') },
              ...rollupKinds.map((kind) => ({ value: kind, label: t(`targetForm.rollup.${kind}`) })),
            ]}
          />
          <button class='btn mt' type='submit'>
            {t('cascade.saveRollup')}
          </button>
        </form>
      )}
    </Section>
  )
}
