import { contributions } from '../../src/domain/promise.ts'
import { ChoiceList, SegmentedRadios } from '../parts/choices.tsx'
import { TextField } from '../parts/inputs.tsx'
import type { Reader } from '../reader.ts'
import { problemOf } from './form-problems.ts'
import { control, type Found, type TargetFieldsProps } from './form-shapes.ts'

/** Who helps, and which target above it is a part of. */
export function LinkFields(props: TargetFieldsProps) {
  const { reader, parents, typed } = props
  const { t } = reader
  const hasParent = parents.maySearch || parents.chosen !== null
  return (
    <>
      <Helpers {...props} />
      {hasParent && (
        <>
          {parents.maySearch && (
            <Search
              reader={reader}
              name='parent_q'
              label={t('targetForm.parentSearch')}
              hint={t('targetForm.parentHint')}
              value={typed('parent_q')}
              path={props.paths.parents}
              target='#parent-out'
            />
          )}
          <div id='parent-out' aria-live='polite'>
            <ParentChoices {...props} />
          </div>
          <SegmentedRadios
            {...control(props, 'contribution')}
            label={t('targetForm.contribution')}
            options={contributions.map((value) => ({ value, label: t(`targetForm.contribution.${value}`) }))}
            optional
          />
        </>
      )}
    </>
  )
}

function Helpers(props: TargetFieldsProps) {
  const { reader, typed } = props
  const { t } = reader
  return (
    <>
      <Search
        reader={reader}
        name='coordinator_q'
        label={t('targetForm.helperSearch')}
        hint={t('targetForm.helperHint')}
        value={typed('coordinator_q')}
        path={props.paths.units}
        target='#coordinator-out'
      />
      <div id='coordinator-out' aria-live='polite'>
        <HelperChoices {...props} />
      </div>
    </>
  )
}

/** What is typed finds what may be ticked below; without script the button does. */
function Search(props: {
  reader: Reader
  name: 'coordinator_q' | 'parent_q'
  label: string
  hint: string
  value: string
  path: string
  target: string
}) {
  const { reader, name, path, target, ...words } = props
  const chosen = name === 'parent_q' ? 'parent' : 'coordinator'
  return (
    <TextField
      reader={reader}
      name={name}
      {...words}
      type='search'
      attributes={{
        maxlength: 200,
        autocomplete: 'off',
        'hx-get': path,
        'hx-trigger': 'input changed delay:300ms',
        'hx-include': `[name='${chosen}']`,
        'hx-sync': 'this:replace',
        'hx-target': target,
        'hx-swap': 'innerHTML',
      }}
      after={
        <button class='btn btn--s mt-s' type='submit' name='do' value='find'>
          {reader.t('targetForm.find')}
        </button>
      }
      optional
    />
  )
}

/** The units that help, ticked, and those that were found. */
export function HelperChoices({
  reader,
  helpers,
  problems,
  typed,
}: Pick<TargetFieldsProps, 'reader' | 'helpers' | 'problems' | 'typed'>) {
  const { t } = reader
  const { chosen, found } = helpers
  const error = problemOf(t, problems, 'coordinator')
  const all = together(chosen, found)
  if (!all.length) return <Nothing reader={reader} asked={typed('coordinator_q')} error={error} />
  return (
    <ChoiceList
      reader={reader}
      type='checkbox'
      name='coordinator'
      label={t('targetForm.helpers')}
      error={error}
      values={chosen.map(({ code }) => code)}
      options={all.map(({ code, name }) => ({ value: code, label: name, note: code }))}
      columns
      optional
    />
  )
}

/** The target above, and those that were found; one may also stand alone. */
export function ParentChoices({
  reader,
  parents,
  problems,
  typed,
}: Pick<TargetFieldsProps, 'reader' | 'parents' | 'problems' | 'typed'>) {
  const { t } = reader
  const { chosen, found } = parents
  const error = problemOf(t, problems, 'parent')
  const all = together(chosen ? [chosen] : [], found)
  if (!all.length) return <Nothing reader={reader} asked={typed('parent_q')} error={error} />
  return (
    <ChoiceList
      reader={reader}
      type='radio'
      name='parent'
      label={t('targetForm.parent')}
      error={error}
      value={chosen?.code ?? ''}
      options={[
        { value: '', label: t('targetForm.noParent') },
        ...all.map(({ code, name, unitName }) => ({
          value: code,
          label: name,
          note: [code, unitName].filter(Boolean).join(' · '),
        })),
      ]}
      optional
    />
  )
}

function Nothing({ reader, asked, error }: { reader: Reader; asked: string; error: string | undefined }) {
  if (error) return <p class='err'>{error}</p>
  return asked === '' ? null : <p class='sub mb'>{reader.t('targetForm.nothingFound')}</p>
}

const together = (chosen: Found[], found: Found[]): Found[] => [
  ...chosen,
  ...found.filter(({ code }) => !chosen.some((one) => one.code === code)),
]
