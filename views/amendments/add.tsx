import { ErrorSummary } from '../parts/form.tsx'
import { HiddenFields } from '../parts/inputs.tsx'
import { Crumbs, PageHead } from '../parts/page.tsx'
import type { Html } from '../reader.ts'
import { anchorOf, summaryWords } from '../targets/form.tsx'
import { TargetFields } from '../targets/form-fields.tsx'
import type { TargetFieldsProps } from '../targets/form-shapes.ts'

export interface AddProps extends TargetFieldsProps {
  code: string
  unitName: string
  notice: Html | null
  hidden: { name: string; value: string }[]
  /** Ready-made. */
  action: string
  back: string
}

/** A target that an annex adds to what was signed: the form of every target. */
export function AddPage(props: AddProps) {
  const { reader, code, unitName, problems, back } = props
  const { t, at } = reader
  return (
    <div class='narrow'>
      <ErrorSummary
        reader={reader}
        errors={problems.map((one) => ({ field: anchorOf(one), text: summaryWords(reader, one) }))}
      />
      {props.notice}
      <Crumbs
        reader={reader}
        items={[
          { href: at('/commitments'), label: t('nav.commitments') },
          { href: at(`/commitments/${encodeURIComponent(code)}`), label: code },
          { href: back, label: t('amendment.title') },
        ]}
        here={t('amendment.add')}
      />
      <PageHead eyebrow={unitName} title={t('amendment.addTitle')} lead={t('amendment.addLead')} />
      <form method='post' action={props.action} novalidate>
        <HiddenFields fields={props.hidden} />
        {/* The key Enter sends the form with its first button: that one saves. */}
        <button class='sr' type='submit' tabindex={-1}>
          {t('amendment.saveLine')}
        </button>
        <TargetFields {...props} />
        <div class='btns mt-l'>
          <button class='btn btn--p' type='submit'>
            {t('amendment.saveLine')}
          </button>
          <a class='btn' href={back}>
            {t('common.cancel')}
          </a>
        </div>
      </form>
    </div>
  )
}
