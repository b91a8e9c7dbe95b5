import type { UnitKind } from '../../src/domain/unit.ts'
import { writeCount } from '../../src/i18n/numbers.ts'
import { ChoiceList } from '../parts/choices.tsx'
import { ErrorSummary, errorIn, type FieldError, More } from '../parts/form.tsx'
import { TextField } from '../parts/inputs.tsx'
import { Section } from '../parts/page.tsx'
import type { Reader } from '../reader.ts'
import { NewFrame, type NewPageProps, NextButtons, Tick } from './new-frame.tsx'
import { TermsFields, termErrors } from './terms-fields.tsx'

interface Unit {
  code: string
  name: string
  commitment: string | null
}

export interface NewUnitsProps extends NewPageProps {
  counts: { kinds: { kind: UnitKind; n: number }[]; blocks: { block: string; n: number }[] }
  scope: { kinds: readonly string[]; blocks: readonly string[] }
  isSome: boolean
  /** Units are being searched for, or leafed through. */
  isFinding: boolean
  chosen: Unit[]
  found: { units: Unit[]; next: string | null }
  errors: FieldError[]
}

/** For which units, and what all of their commitments say. */
export function NewUnitsPage(props: NewUnitsProps) {
  const { reader, errors, typed } = props
  const { t } = reader
  return (
    <>
      <ErrorSummary reader={reader} deed='next' errors={termErrors(reader, errors)} />
      <NewFrame {...props} page='units'>
        <div class='split'>
          <div class='flow-l'>
            <Section id='h-units' title={t('commitmentNew.units')} card>
              <ChoiceList
                reader={reader}
                type='radio'
                name='which'
                label={t('commitmentNew.which')}
                value={props.isSome ? 'some' : 'all'}
                error={errorIn(errors, 'which')}
                options={[
                  {
                    value: 'all',
                    label: t('commitmentNew.which.all'),
                    note: t('commitmentNew.which.allNote'),
                  },
                  {
                    value: 'some',
                    label: t('commitmentNew.which.some'),
                    note: t('commitmentNew.which.someNote'),
                  },
                ]}
              />
              <More
                reader={reader}
                summary={t('commitmentNew.sorts')}
                open={props.scope.kinds.length + props.scope.blocks.length > 0}
              >
                <Sorts {...props} />
              </More>
              <More reader={reader} summary={t('commitmentNew.pick')} open={props.isSome || props.isFinding}>
                <Finder {...props} />
              </More>
            </Section>
          </div>
          <aside class='flow-l' aria-label={t('commitmentNew.terms')}>
            <Section id='h-terms' title={t('commitmentNew.terms')} card>
              <TermsFields reader={reader} typed={typed} errors={errors} />
              <p class='hint mt mb'>{t('commitmentNew.sideBHint')}</p>
              <Tick name='hand' label={t('commitmentNew.hand')} checked={typed('hand') === 'yes'} />
              <NextButtons reader={reader} next={t('commitmentNew.toTemplate')} hasBack={false} />
            </Section>
          </aside>
        </div>
      </NewFrame>
    </>
  )
}

/** Kinds and blocks; nothing chosen is all of them. */
function Sorts({ reader, counts, scope }: NewUnitsProps) {
  const { t, language } = reader
  return (
    <>
      <ChoiceList
        reader={reader}
        type='checkbox'
        name='kind'
        label={t('commitmentNew.kinds')}
        values={scope.kinds}
        columns
        options={counts.kinds.map(({ kind, n }) => ({
          value: kind,
          label: `${t(`unit_kind.${kind}`)} (${writeCount(language, n)})`,
        }))}
      />
      {counts.blocks.length > 0 && (
        <ChoiceList
          reader={reader}
          type='checkbox'
          name='block'
          label={t('commitmentNew.blocks')}
          values={scope.blocks}
          columns
          options={counts.blocks.map(({ block, n }) => ({
            value: block,
            label: `${block} (${writeCount(language, n)})`,
          }))}
        />
      )}
    </>
  )
}

/** Units one by one: those ticked stay while others are searched for. */
function Finder({ reader, chosen, found, typed }: NewUnitsProps) {
  const { t } = reader
  const codes = new Set(chosen.map(({ code }) => code))
  const rest = found.units.filter(({ code, commitment }) => !commitment && !codes.has(code))
  const taken = found.units.filter(({ commitment }) => commitment)
  const optionOf = ({ code, name }: Unit) => ({ value: code, label: name, note: code })
  return (
    <>
      <TextField
        reader={reader}
        name='unit_q'
        type='search'
        label={t('commitmentNew.find')}
        value={typed('unit_q')}
        after={
          <button class='btn btn--s mt' type='submit' name='do' value='find'>
            {t('commitmentNew.findButton')}
          </button>
        }
        optional
      />
      {chosen.length > 0 && (
        <ChoiceList
          reader={reader}
          type='checkbox'
          name='chosen'
          label={t('commitmentNew.chosen', { n: chosen.length })}
          values={[...codes]}
          options={chosen.map(optionOf)}
          columns
        />
      )}
      {rest.length > 0 ? (
        <ChoiceList
          reader={reader}
          type='checkbox'
          name='chosen'
          id='found'
          label={t('commitmentNew.found')}
          values={[]}
          options={rest.map(optionOf)}
          columns
        />
      ) : (
        <p class='hint mt'>{t(taken.length > 0 ? 'commitmentNew.allHave' : 'commitmentNew.nothingFound')}</p>
      )}
      {taken.length > 0 && <Taken reader={reader} units={taken} />}
      {found.next && (
        <button class='btn btn--s' type='submit' name='do' value={`page:${found.next}`}>
          {t('common.nextPage')}
        </button>
      )}
    </>
  )
}

/** Those for which nothing is drawn up any more, folded; what they have may still be their own secret. */
function Taken({ reader, units }: { reader: Reader; units: Unit[] }) {
  return (
    <div class='mt mb'>
      <More reader={reader} summary={reader.t('commitmentNew.have', { n: units.length })}>
        <ul class='names sm'>
          {units.map(({ name }) => (
            <li>{name}</li>
          ))}
        </ul>
      </More>
    </div>
  )
}
