import { ChoiceList } from '../parts/choices.tsx'
import { type FieldProps, Group } from '../parts/field.tsx'
import { More } from '../parts/form.tsx'
import type { UnitChoice } from './shapes.ts'

type Props = FieldProps & { choices: UnitChoice[]; chosen: readonly string[] }

/** Any number of units: those chosen stand open, all others are folded by their kind. */
export function UnitPicks(props: Props) {
  const { choices, chosen } = props
  const picked = choices.filter(({ code }) => chosen.includes(code))
  const rest = choices.filter(({ code }) => !chosen.includes(code))
  if (picked.length === 0) {
    return (
      <Group {...props}>
        <Rest {...props} units={rest} isFirst />
      </Group>
    )
  }
  return (
    <>
      <ChoiceList {...props} type='checkbox' values={chosen} options={picked.map(optionOf)} />
      {rest.length > 0 && (
        <div class='field'>
          <Rest {...props} units={rest} />
        </div>
      )}
    </>
  )
}

/** `isFirst`: its first box is the one that an error leads to. */
function Rest(props: Props & { units: UnitChoice[]; isFirst?: boolean }) {
  const { reader, name, id = name, units, isFirst } = props
  const kinds = [...new Set(units.map(({ kind }) => kind))]
  return (
    <More
      reader={reader}
      summary={reader.t(isFirst ? 'direction.chooseUnits' : 'direction.chooseMore')}
      open={Boolean(props.error)}
    >
      {kinds.map((kind, n) => (
        <ChoiceList
          reader={reader}
          type='checkbox'
          name={name}
          id={isFirst && n === 0 ? id : `${id}-${kind}`}
          label={reader.t(`unit_kind.${kind}`)}
          options={units.filter((unit) => unit.kind === kind).map(optionOf)}
          columns
        />
      ))}
    </More>
  )
}

const optionOf = ({ code, name }: UnitChoice) => ({ value: code, label: name })
