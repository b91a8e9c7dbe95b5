import { likenessOf } from '../../src/domain/inheritance.ts'
import type { Fate, Passing } from '../../src/domain/succession.ts'
import { Select } from '../parts/choices.tsx'
import type { Shown } from './unit-change-targets.tsx'

export const fateName = (target: string, successor: string): string => `fate.${target}|${successor}`

/** The id of such a field. */
export const fateFieldId = (name: string): string => name.replace(/[^A-Za-z0-9-]/g, '-')

/** So many are offered beside a target; further ones are named in the table. */
const MATES = 40

/** What may become of one target there: as proposed, alone, with another of its kind, or nothing. */
export function FateField(props: {
  shown: Shown
  fate: Fate
  part: Passing
  successor: string
  /** The code beside it is not its own alone. */
  isOneOfMany?: boolean
}) {
  const { shown, part, successor } = props
  const { reader, typed, mates, fateErrors } = shown
  const { t } = reader
  const name = fateName(part.code, successor)
  const value = typed(name)
  const like = part.steps === 0 ? (mates.get(`${successor} ${likenessOf(part)}`) ?? []) : []
  const others = like.map(({ code }) => code).filter((code) => code !== part.code)
  const chosen = value.startsWith('with:') ? [value.slice('with:'.length)] : []
  const offered = [...new Set([...chosen, ...others.slice(0, MATES)])]
  const fate = t(`succession.fate.${props.fate}`)
  return (
    <Select
      reader={reader}
      name={name}
      id={fateFieldId(name)}
      label={t('succession.fateOf', { code: part.code })}
      hint={others.length > MATES ? t('succession.matesMore', { n: others.length - MATES }) : null}
      error={fateErrors.get(part.code)}
      quiet={!props.isOneOfMany}
      value={value}
      items={[
        { value: '', label: t('succession.asProposed', { fate }) },
        { value: 'continue', label: t('succession.fate.continue') },
        { value: 'end', label: t('succession.fate.end') },
        ...offered.map((code) => ({ value: `with:${code}`, label: t('succession.combineWith', { code }) })),
      ]}
    />
  )
}
