import type { Child } from 'hono/jsx'
import { origins, targetKinds } from '../../src/domain/promise.ts'
import { ChoiceList, SegmentedRadios, Select } from '../parts/choices.tsx'
import { NumberField, TextArea } from '../parts/inputs.tsx'
import { LinkFields } from './form-links.tsx'
import { MeasureFields } from './form-measure.tsx'
import { control, type TargetFieldsProps } from './form-shapes.ts'
import { TimeFields } from './form-time.tsx'

/** Every field of a target, in four parts; what a kind has no use for is folded away where the browser can. */
export function TargetFields(props: TargetFieldsProps) {
  const { t } = props.reader
  return (
    <div class='kinds flow-l'>
      <Part id='h-what' title={t('targetForm.part.what')}>
        <WhatFields {...props} />
      </Part>
      <Part id='h-measure' title={t('targetForm.part.measure')} only='for-number'>
        <MeasureFields {...props} />
      </Part>
      <Part id='h-time' title={t('targetForm.part.time')}>
        <TimeFields {...props} />
      </Part>
      <Part id='h-links' title={t('targetForm.part.links')}>
        <LinkFields {...props} />
      </Part>
    </div>
  )
}

function Part({ id, title, only, children }: { id: string; title: string; only?: string; children: Child }) {
  return (
    <section class={`card card__p ${only ?? ''}`.trim()} aria-labelledby={id}>
      <h2 id={id} class='mb'>
        {title}
      </h2>
      {children}
    </section>
  )
}

function WhatFields(props: TargetFieldsProps) {
  const { reader, groups } = props
  const { t } = reader
  return (
    <>
      <Select
        {...control(props, 'group')}
        label={t('targetForm.group')}
        items={[
          { value: '', label: t('targetForm.choose') },
          ...groups.map(({ number, name }) => ({
            value: String(number),
            label: t('target.group', { number, name }),
          })),
        ]}
      />
      <TextArea
        {...control(props, 'title')}
        label={t('targetForm.title')}
        hint={t('targetForm.titleHint')}
        rows={2}
        attributes={{ maxlength: 1000 }}
      />
      <SegmentedRadios
        {...control(props, 'kind')}
        label={t('targetForm.kind')}
        options={targetKinds.map((kind) => ({ value: kind, label: t(`targetForm.kind.${kind}`) }))}
      />
      <TextArea
        {...control(props, 'product')}
        label={t('targetForm.product')}
        hint={t('targetForm.productHint')}
        rows={3}
        attributes={{ maxlength: 5000 }}
      />
      <div class='for-milestone'>
        <TextArea
          {...control(props, 'steps')}
          label={t('targetForm.steps')}
          hint={t('targetForm.stepsHint')}
          rows={5}
          optional
        />
      </div>
      <ChoiceList
        {...control(props, 'evidence_required')}
        type='checkbox'
        quiet
        label={t('targetForm.evidence')}
        options={[{ value: 'yes', label: t('targetForm.evidence') }]}
      />
      <Select
        {...control(props, 'origin')}
        label={t('targetForm.origin')}
        items={origins.map((origin) => ({ value: origin, label: t(`origin.${origin}`) }))}
      />
      <NumberField
        {...control(props, 'order')}
        label={t('targetForm.order')}
        hint={t('targetForm.orderHint')}
        small
        optional
      />
    </>
  )
}
