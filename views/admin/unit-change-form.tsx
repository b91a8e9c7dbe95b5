import { unitKinds } from '../../src/domain/unit.ts'
import { ChoiceList, Select } from '../parts/choices.tsx'
import { ErrorSummary, errorIn, type FieldError, More } from '../parts/form.tsx'
import { DateField, HiddenFields, TextArea } from '../parts/inputs.tsx'
import { Callout } from '../parts/notes.tsx'
import { Crumbs, PageHead } from '../parts/page.tsx'
import type { Html, Reader } from '../reader.ts'
import { UnitLine } from './unit-line.tsx'

export type WizardKind = 'rename' | 'reparent' | 'merge' | 'split' | 'dissolve'

export interface ChangeFormProps {
  reader: Reader
  kind: WizardKind
  hidden: { name: string; value: string }[]
  typed: (name: string) => string
  /** Chosen before, and found now. */
  chosen: { code: string; name: string }[]
  found: { code: string; name: string }[]
  hasLooked: boolean
  /** How many new units have fields. */
  rows: number
  errors: FieldError[]
  /** Somebody changed the unit meanwhile; or its day has not come. */
  notice: { title: string; text: string } | null
}

/** The decision, the units that it is about, and what they become. */
export function ChangeFormPage(props: ChangeFormProps): Html {
  const { reader, kind, hidden, errors, notice } = props
  const { t, at } = reader
  const isSimple = kind === 'rename' || kind === 'reparent'
  return (
    <div class='narrow'>
      <ErrorSummary reader={reader} deed={isSimple ? 'save' : 'next'} errors={errors} />
      <Crumbs
        reader={reader}
        items={[
          { href: at('/admin/units'), label: t('unitAdmin.title') },
          { href: at('/admin/units/changes'), label: t('succession.title') },
        ]}
        here={t(`succession.kind.${kind}`)}
      />
      <PageHead title={t(`succession.newTitle.${kind}`)} eyebrow={isSimple ? null : t('succession.step1')} />
      {notice && (
        <Callout reader={reader} tone='risk' title={notice.title}>
          <p>{notice.text}</p>
        </Callout>
      )}
      <form
        class='card card__p mt'
        method='post'
        action={at(`/admin/units/changes/new?kind=${kind}`)}
        novalidate
      >
        {/* The first button is what Enter presses. */}
        <button class='sr' type='submit' name='do' value='look' tabindex={-1}>
          {t('succession.findDo')}
        </button>
        <HiddenFields fields={hidden} />
        <UnitLine
          {...props}
          name='decision'
          longest={500}
          label={t('succession.decision')}
          hint={t('succession.decisionHint')}
        />
        <DateField
          reader={reader}
          name='date'
          label={t('succession.date')}
          error={errorIn(errors, 'date')}
          value={props.typed('date')}
        />
        <Units {...props} />
        {kind === 'rename' && <Rename {...props} />}
        {kind === 'reparent' && <Reparent {...props} />}
        {(kind === 'merge' || kind === 'split') && <Successors {...props} />}
        {kind === 'dissolve' && (
          <UnitLine {...props} name='reason' longest={500} label={t('succession.reason')} />
        )}
        <div class='btns mt'>
          <button class='btn btn--p' type='submit' name='do' value={isSimple ? 'apply' : 'preview'}>
            {t(isSimple ? 'succession.apply' : 'succession.preview')}
          </button>
          <a class='btn' href={at('/admin/units/changes')}>
            {t('common.cancel')}
          </a>
        </div>
      </form>
    </div>
  )
}

function Units(props: ChangeFormProps) {
  const { reader, kind, chosen, found, hasLooked } = props
  const { t } = reader
  const isOne = kind === 'rename' || kind === 'reparent' || kind === 'split'
  const codes = new Set(chosen.map(({ code }) => code))
  const offered = [...chosen, ...found.filter(({ code }) => !codes.has(code))]
  return (
    <>
      {offered.length > 0 ? (
        <ChoiceList
          reader={reader}
          type={isOne ? 'radio' : 'checkbox'}
          name='from'
          label={t(`succession.from.${kind}`)}
          options={offered.map(({ code, name }) => ({ value: code, label: name, note: code }))}
          values={chosen.map(({ code }) => code)}
          columns
        />
      ) : (
        <p class='hint'>{t('succession.chosenNone')}</p>
      )}
      <UnitLine
        {...props}
        name='find'
        label={t('succession.find')}
        hint={t('succession.findHint')}
        optional
      />
      {hasLooked && found.length === 0 && <p class='hint'>{t('succession.foundNone')}</p>}
      <div class='btns mt-s mb'>
        <button class='btn' type='submit' name='do' value='look'>
          {t('succession.findDo')}
        </button>
      </div>
    </>
  )
}

function Rename(props: ChangeFormProps) {
  const { reader, typed } = props
  const { t } = reader
  return (
    <>
      <UnitLine {...props} name='name' label={t('succession.newName')} />
      <UnitLine {...props} name='short_name' label={t('unitAdmin.shortName')} />
      <KindField reader={reader} name='kind_of' value={typed('kind_of')} />
    </>
  )
}

function KindField({ reader, name, value }: { reader: Reader; name: string; value: string }) {
  const { t } = reader
  return (
    <Select
      reader={reader}
      name={name}
      label={t('unitAdmin.kind')}
      value={value || 'commune'}
      items={unitKinds.map((kind) => ({ value: kind, label: t(`unit_kind.${kind}`) }))}
    />
  )
}

function Reparent(props: ChangeFormProps) {
  const { t } = props.reader
  return (
    <>
      <UnitLine
        {...props}
        name='parent'
        label={t('unitAdmin.parent')}
        hint={t('unitAdmin.parentHint')}
        optional
      />
      <UnitLine {...props} name='block' label={t('unitAdmin.block')} optional />
      <UnitLine {...props} name='sort_order' label={t('unitAdmin.order')} hint={t('unitAdmin.orderHint')} />
    </>
  )
}

function Successors(props: ChangeFormProps) {
  const { reader, kind, rows, typed, errors } = props
  const { t } = reader
  return (
    <>
      {Array.from({ length: rows }, (_, n) => (
        <fieldset class='field mt'>
          <legend class='lbl'>
            {rows === 1 ? t('succession.successor') : t('succession.successorN', { n: n + 1 })}
          </legend>
          <UnitLine
            {...props}
            name={`new_${n + 1}_code`}
            label={t('unitAdmin.code')}
            hint={t('unitAdmin.codeHint')}
          />
          <UnitLine {...props} name={`new_${n + 1}_name`} label={t('unitAdmin.name')} />
          <UnitLine {...props} name={`new_${n + 1}_short_name`} label={t('unitAdmin.shortName')} optional />
          <KindField reader={reader} name={`new_${n + 1}_kind`} value={typed(`new_${n + 1}_kind`)} />
          {kind === 'split' && (
            <UnitLine
              {...props}
              name={`new_${n + 1}_share`}
              label={t('succession.share')}
              hint={t('succession.shareHint')}
            />
          )}
          <UnitLine
            {...props}
            name={`new_${n + 1}_sort_order`}
            label={t('unitAdmin.order')}
            hint={t('succession.orderHint')}
            optional
          />
          <UnitLine {...props} name={`new_${n + 1}_official_code`} label={t('unitAdmin.official')} optional />
        </fieldset>
      ))}
      <More reader={reader} summary={t('succession.table')} open={typed('table') !== ''}>
        <TextArea
          reader={reader}
          name='table'
          label={t('succession.table')}
          hint={t('succession.tableHint')}
          error={errorIn(errors, 'table')}
          value={typed('table')}
          rows={8}
          quiet
          optional
        />
      </More>
    </>
  )
}
