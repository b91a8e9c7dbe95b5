import { unitKinds } from '../../src/domain/unit.ts'
import { ChoiceList, Select } from '../parts/choices.tsx'
import { ErrorSummary, errorIn, type FieldError, inOrder, namedErrors } from '../parts/form.tsx'
import { DateField, HiddenFields } from '../parts/inputs.tsx'
import { Callout } from '../parts/notes.tsx'
import { Crumbs, PageHead } from '../parts/page.tsx'
import type { Html, Reader } from '../reader.ts'
import { UnitLine } from './unit-line.tsx'

export interface UnitFormProps {
  reader: Reader
  /** The unit that is edited; null for a new one. */
  unit: { code: string; name: string } | null
  hidden: { name: string; value: string }[]
  typed: (name: string) => string
  errors: FieldError[]
  /** Units that fit what was typed as the one above. */
  matches: { code: string; name: string }[]
  /** What stands, where somebody else changed it. */
  standing: string | null
}

/** The fields in the order of the form, and what they are called. */
const labels = {
  code: 'unitAdmin.code',
  name: 'unitAdmin.name',
  short_name: 'unitAdmin.shortName',
  kind: 'unitAdmin.kind',
  parent: 'unitAdmin.parent',
  parent_code: 'unitAdmin.parentPick',
  block: 'unitAdmin.block',
  official_code: 'unitAdmin.official',
  sort_order: 'unitAdmin.order',
  reason: 'unitAdmin.reason',
  valid_from: 'unitAdmin.from',
} as const

const unitErrors = ({ t }: Reader, errors: readonly FieldError[]): FieldError[] =>
  namedErrors(inOrder(errors, Object.keys(labels)), (field) =>
    field in labels ? t(labels[field as keyof typeof labels]) : undefined,
  )

/** A new unit, or what may be put right in one without a decision. */
export function UnitFormPage(props: UnitFormProps): Html {
  const { reader, unit, hidden, errors, standing } = props
  const { t, at } = reader
  const path = unit ? `/admin/units/${encodeURIComponent(unit.code)}/edit` : '/admin/units/new'
  return (
    <div class='narrow'>
      <ErrorSummary reader={reader} errors={unitErrors(reader, errors)} />
      <Crumbs
        reader={reader}
        items={[{ href: at('/admin/units'), label: t('unitAdmin.title') }]}
        here={unit ? unit.name : t('unitAdmin.newTitle')}
      />
      <PageHead
        title={unit ? t('unitAdmin.editTitle', { name: unit.name }) : t('unitAdmin.newTitle')}
        lead={unit && t('unitAdmin.editLead')}
      />
      {standing !== null && (
        <Callout reader={reader} tone='risk' title={t('unitAdmin.conflict')}>
          <p>{t('unitAdmin.conflictText', { standing })}</p>
        </Callout>
      )}
      <form class='card card__p' method='post' action={at(path)} novalidate>
        <HiddenFields fields={hidden} />
        {!unit && (
          <UnitLine {...props} name='code' label={t('unitAdmin.code')} hint={t('unitAdmin.codeHint')} />
        )}
        <UnitLine {...props} name='name' label={t('unitAdmin.name')} />
        <UnitLine
          {...props}
          name='short_name'
          label={t('unitAdmin.shortName')}
          hint={t('unitAdmin.shortNameHint')}
          optional={!unit}
        />
        {!unit && <Identity {...props} />}
        <UnitLine
          {...props}
          name='block'
          label={t('unitAdmin.block')}
          hint={t('unitAdmin.blockHint')}
          optional
        />
        <div class='pair'>
          <UnitLine {...props} name='official_code' label={t('unitAdmin.official')} optional />
          <UnitLine
            {...props}
            name='sort_order'
            label={t('unitAdmin.order')}
            hint={t('unitAdmin.orderHint')}
          />
        </div>
        {unit ? (
          <UnitLine
            {...props}
            name='reason'
            longest={500}
            label={t('unitAdmin.reason')}
            hint={t('unitAdmin.reasonHint')}
            optional
          />
        ) : (
          <DateField
            reader={reader}
            name='valid_from'
            label={t('unitAdmin.from')}
            error={errorIn(errors, 'valid_from')}
            value={props.typed('valid_from')}
            optional
          />
        )}
        <div class='btns mt'>
          <button class='btn btn--p' type='submit'>
            {t('common.save')}
          </button>
          <a class='btn' href={at(unit ? `/admin/units/${encodeURIComponent(unit.code)}` : '/admin/units')}>
            {t('common.cancel')}
          </a>
        </div>
      </form>
    </div>
  )
}

/** What only a new unit says; later on it takes a decision. */
function Identity(props: UnitFormProps) {
  const { reader, typed, matches, errors } = props
  const { t } = reader
  return (
    <>
      <Select
        reader={reader}
        name='kind'
        label={t('unitAdmin.kind')}
        value={typed('kind')}
        error={errorIn(errors, 'kind')}
        items={[
          ...(typed('kind') ? [] : [{ value: '', label: t('unitAdmin.chooseKind') }]),
          ...unitKinds.map((kind) => ({ value: kind, label: t(`unit_kind.${kind}`) })),
        ]}
      />
      <UnitLine
        {...props}
        name='parent'
        label={t('unitAdmin.parent')}
        hint={t('unitAdmin.parentHint')}
        optional
      />
      {matches.length > 0 && (
        <ChoiceList
          reader={reader}
          type='radio'
          name='parent_code'
          label={t('unitAdmin.parentPick')}
          error={errorIn(errors, 'parent_code')}
          value={typed('parent_code')}
          options={matches.map(({ code, name }) => ({ value: code, label: name, note: code }))}
        />
      )}
    </>
  )
}
