import { anchorOf, summaryWords } from '../targets/form.tsx'
import { TargetFields } from '../targets/form-fields.tsx'
import type { TargetFieldsProps } from '../targets/form-shapes.ts'
import { type FrameProps, LineFrame } from './frame.tsx'

export type AddProps = TargetFieldsProps &
  FrameProps & {
    unitName: string
    /** The target of a year before that it goes on from. */
    carriedFrom: string | null
  }

/** A target that an annex adds to what was signed: the form of every target. */
export function AddPage(props: AddProps) {
  const { reader, unitName, problems, carriedFrom } = props
  const { t } = reader
  return (
    <LineFrame
      {...props}
      errors={problems.map((one) => ({ field: anchorOf(one), text: summaryWords(reader, one) }))}
      eyebrow={unitName}
      title={t('amendment.addTitle')}
      lead={carriedFrom ? t('amendment.carryLead', { code: carriedFrom }) : t('amendment.addLead')}
      here={t('amendment.add')}
      isBare
    >
      <TargetFields {...props} />
    </LineFrame>
  )
}
