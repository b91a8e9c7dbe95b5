import type { Day } from '../../src/domain/day.ts'
import { groupBy } from '../../src/domain/grouping.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { Callout } from '../parts/notes.tsx'
import type { Html, Reader } from '../reader.ts'

export interface Relation {
  code: string
  path: string
  name: string
  share: string
  on: Day
  decision: string
}

interface KinProps {
  reader: Reader
  kin: { was: Relation[]; becomes: Relation[] }
  /** Units go by their names, all else by its code. */
  ofUnits?: boolean
}

/** 'Từ 1/7/2025, nay là: …', and the other way round; nothing where no decision touched it. */
export function KinNote({ reader, kin, ofUnits }: KinProps): Html | null {
  const sides = [
    ['succession.becomes', kin.becomes],
    ['succession.was', kin.was],
  ] as const
  if (!kin.was.length && !kin.becomes.length) return null
  return (
    <Callout reader={reader} tone='info' icon='git-merge' title={reader.t('succession.note')}>
      {sides.flatMap(([words, relations]) =>
        [...groupBy(relations, ({ on }) => on)].map(([on, own]) => (
          <p>
            {reader.t(words, { day: writeDay(reader.language, on) })}{' '}
            {own.map((one, n) => (
              <>
                {n > 0 && ', '}
                <a href={reader.at(one.path)}>{ofUnits ? one.name : `${one.code} (${one.name})`}</a>
                {one.share !== '1' && ` (${reader.t('succession.shareOf', { share: one.share })})`}
              </>
            ))}
            <span class='sub'> {own[0]!.decision}</span>
          </p>
        )),
      )}
    </Callout>
  )
}
