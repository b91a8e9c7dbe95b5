import type { Child } from 'hono/jsx'
import type { Reader } from '../reader.ts'
import { type Attributes, described, Field, type FieldProps, Group } from './field.tsx'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-names.ts'
import type { Mark, Tone } from './status.ts'

export interface Option {
  value: string
  label: Child
  /** A smaller line below the label. */
  note?: Child
  icon?: IconName
  tone?: Tone
  /** Choosing it shows what the field keeps folded (`reveal`). */
  reveals?: boolean
  disabled?: boolean
  /** The browser's own access key for it. */
  accesskey?: string
}

type ChoiceProps = FieldProps & { options: Option[]; after?: Child; attributes?: Attributes }

/** An option that looks like a status. */
export function markOption(reader: Reader, value: string, mark: Mark, reveals = false): Option {
  return { value, label: reader.t(mark.word), icon: mark.icon, tone: mark.tone, reveals }
}

/** Two to four short choices side by side. `reveal` is shown when an option that reveals is chosen. */
export function SegmentedRadios(props: ChoiceProps & { value?: string | null; reveal?: Child }) {
  const { reader, name, id = name, options, value, reveal } = props
  return (
    <Group {...props}>
      <div class='seg'>
        {options.map((option, n) => (
          <label data-s={option.tone}>
            <input
              type='radio'
              id={n ? `${id}-${option.value}` : id}
              name={name}
              value={option.value}
              checked={option.value === value}
              data-reveal={option.reveals || undefined}
              {...props.attributes}
            />
            <span>
              {option.icon && <Icon reader={reader} name={option.icon} />}
              {option.label}
            </span>
          </label>
        ))}
      </div>
      {reveal && <div class='reveal'>{reveal}</div>}
    </Group>
  )
}

export interface ReadingQuestion {
  text: string
  readings: { convention: string; words: string }[]
}

/** Which of two numbers was meant by what can be read in two ways. */
export function ReadingChoice(props: {
  reader: Reader
  label: string
  question: ReadingQuestion
  value: string
  error: string | undefined
}) {
  const { question, ...field } = props
  const options = question.readings.map(({ convention, words }) => ({
    value: convention,
    label: <b>{words}</b>,
  }))
  return <ChoiceList {...field} type='radio' name='reading' options={options} />
}

/** Choices below each other: one (radio), or any number (checkbox) of the same name. */
export function ChoiceList(
  props: ChoiceProps & {
    type: 'radio' | 'checkbox'
    value?: string | null
    values?: readonly string[]
    /** Side by side, where there are many. */
    columns?: boolean
  },
) {
  const { reader, name, id = name, options, value, values } = props
  return (
    <Group {...props}>
      <div class={props.columns ? 'choices choices--cols' : 'choices'}>
        {options.map((option, n) => (
          <label class='choice' data-s={option.tone}>
            <input
              type={props.type}
              id={n ? `${id}-${option.value}` : id}
              name={name}
              value={option.value}
              checked={option.value === value || values?.includes(option.value)}
              disabled={option.disabled}
              accesskey={option.accesskey}
              data-reveal={option.reveals || undefined}
              {...props.attributes}
            />
            {option.icon && <Icon reader={reader} name={option.icon} />}
            <span>
              {option.label}
              {option.note && <span class='sub choice__n'>{option.note}</span>}
            </span>
          </label>
        ))}
      </div>
    </Group>
  )
}

export interface Item {
  value: string
  label: string
}

/** A longer list; with `groups` under headings. An item of value '' stands for all or none. */
export function Select(
  props: FieldProps & {
    value?: string | null
    items?: Item[]
    groups?: { label: string; items: Item[] }[]
    attributes?: Attributes
  },
) {
  return (
    <Field {...props}>
      <select
        class='in'
        id={props.id ?? props.name}
        name={props.name}
        {...described(props)}
        {...props.attributes}
      >
        {props.items?.map((item) => (
          <SelectItem item={item} chosen={props.value} />
        ))}
        {props.groups?.map((group) => (
          <optgroup label={group.label}>
            {group.items.map((item) => (
              <SelectItem item={item} chosen={props.value} />
            ))}
          </optgroup>
        ))}
      </select>
    </Field>
  )
}

function SelectItem({ item, chosen }: { item: Item; chosen?: string | null }) {
  return (
    <option value={item.value} selected={item.value === (chosen ?? '')}>
      {item.label}
    </option>
  )
}
