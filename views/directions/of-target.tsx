import type { Day } from '../../src/domain/day.ts'
import { Callout } from '../parts/notes.tsx'
import type { Reader } from '../reader.ts'
import { givenWords, shortened } from './words.tsx'

export interface OrderedBy {
  code: string
  body: string
  issuedByPost: string
  issuedOn: Day
  occasion: string
}

/** On the page of a target: the direction that ordered it. */
export function DirectionOfTarget({ reader, direction }: { reader: Reader; direction: OrderedBy }) {
  const { t, at } = reader
  return (
    <Callout reader={reader} tone='info' icon='landmark' title={t('direction.ofTarget')}>
      <p>{shortened(direction.body)}</p>
      <p class='sub'>
        {givenWords(reader, direction)} ·{' '}
        <a href={at(`/directions/${encodeURIComponent(direction.code)}`)}>{direction.code}</a>
      </p>
    </Callout>
  )
}
