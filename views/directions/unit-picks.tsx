import { ChoiceList } from '../parts/choices.tsx'
import type { FieldProps } from '../parts/field.tsx'
import { More } from '../parts/form.tsx'
import type { UnitChoice } from './shapes.ts'

/** Any number of units: those chosen stand open, all others are folded by their kind. */
export function UnitPicks(props: FieldProps & { choices: UnitChoice[]; chosen: readonly string[] }) {
  const { reader, name, id = name, choices, chosen } = props
  const picked = choices.filter(({ code }) => chosen.includes(code))
  const rest = choices.filter(({ code }) => !chosen.includes(code))
  const kinds = [...new Set(rest.map(({ kind }) => kind))]
  return (
    <>
      {picked.length > 0 && (
        <ChoiceList {...props} id={id} type='checkbox' values={chosen} options={picked.map(optionOf)} />
      )}
      {rest.length > 0 && (
        <div class='field'>
          {picked.length === 0 && (
            <p class='lbl' id={id}>
              {props.label} {props.optional && <span class='opt'>{reader.t('common.optional')}</span>}
            </p>
          )}
          {picked.length === 0 && props.hint && <p class='hint'>{props.hint}</p>}
          {picked.length === 0 && props.error && <p class='err'>{props.error}</p>}
          <More
            reader={reader}
            summary={reader.t(picked.length ? 'direction.chooseMore' : 'direction.chooseUnits')}
            open={Boolean(props.error)}
          >
            {kinds.map((kind) => (
              <Boxes
                name={name}
                label={reader.t(`unit_kind.${kind}`)}
                units={rest.filter((unit) => unit.kind === kind)}
              />
            ))}
          </More>
        </div>
      )}
    </>
  )
}

const optionOf = ({ code, name }: UnitChoice) => ({ value: code, label: name })

/** Side by side, for they are many. */
function Boxes({ name, label, units }: { name: string; label: string; units: UnitChoice[] }) {
  return (
    <fieldset class='field'>
      <legend class='lbl'>{label}</legend>
      <div class='choices choices--cols'>
        {units.map((unit) => (
          <label class='choice'>
            <input type='checkbox' name={name} value={unit.code} />
            <span>{unit.name}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
