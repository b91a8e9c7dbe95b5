import type { Reader } from '../reader.ts'
import type { IconName } from './icon-names.ts'

/** A picture beside words; it never stands alone, so it is silent to those who listen. */
export function Icon({ reader, name, big }: { reader: Reader; name: IconName; big?: boolean }) {
  return (
    <svg class={big ? 'i i--big' : 'i'} aria-hidden='true'>
      <use href={`${reader.asset('icons.svg')}#${name}`} />
    </svg>
  )
}

/** The mark of the house. */
export function Mark({ reader }: { reader: Reader }) {
  return (
    <svg viewBox='0 0 32 32' aria-hidden='true'>
      <use href={`${reader.asset('icons.svg')}#mark`} />
    </svg>
  )
}
