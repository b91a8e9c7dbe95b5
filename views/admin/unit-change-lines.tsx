import type { Day, Instant } from '../../src/domain/day.ts'
import { groupBy } from '../../src/domain/grouping.ts'
import { writeDay, writeInstant } from '../../src/i18n/days.ts'
import { Badge, Tag } from '../parts/badge.tsx'
import type { Reader } from '../reader.ts'
import { unitHref } from './units.tsx'

export type ChangeKind = 'establish' | 'rename' | 'reparent' | 'merge' | 'split' | 'dissolve'

export interface ShownChange {
  id: string
  kind: ChangeKind
  effectiveOn: Day
  decision: string
  appliedAt: Instant
  by: string | null
  undoneAt: Instant | null
  links: Link[]
}

interface Link {
  from: Unit | null
  to: Unit | null
  share: string
}

interface Unit {
  code: string
  name: string
}

/** Decisions about units, one below the other. */
export function ChangeLines({ reader, changes }: { reader: Reader; changes: ShownChange[] }) {
  const { t, at, language } = reader
  return (
    <ul>
      {changes.map((change) => (
        <li class='todo'>
          <div>
            <a href={at(`/admin/units/changes/${change.id}`)}>
              {[t(`succession.kind.${change.kind}`), change.decision].filter(Boolean).join(': ')}
            </a>{' '}
            {change.undoneAt !== null && <Tag>{t('succession.undone')}</Tag>}
            <p class='sub'>
              {t('succession.effective', { day: writeDay(language, change.effectiveOn) })}
              {' · '}
              {t('succession.by', {
                who: change.by ?? '–',
                at: writeInstant(language, change.appliedAt, reader.zone),
              })}
            </p>
            <LinkLines reader={reader} change={change} />
          </div>
          <Badge reader={reader} tone='info' icon='git-merge' soft>
            {t(`succession.kind.${change.kind}`)}
          </Badge>
        </li>
      ))}
    </ul>
  )
}

/** 'Xã Khe Sanh ← Thị trấn Khe Sanh, Xã Tân Hợp'; the same unit on both sides stands once. */
export function LinkLines({
  reader,
  change,
}: {
  reader: Reader
  change: Pick<ShownChange, 'links' | 'undoneAt'>
}) {
  const groups = groupBy(change.links, ({ to }) => to?.code ?? '')
  return (
    <>
      {[...groups.values()].map((own) => {
        const { to } = own[0]!
        const froms = own.filter(({ from }) => from && from.code !== to?.code)
        return (
          <p class='sub'>
            {to && <UnitLink reader={reader} unit={to} />}
            {!to && change.undoneAt === null && reader.t('succession.endedHere')}
            {froms.length > 0 && change.undoneAt === null && ' ← '}
            {froms.map(({ from, share }, n) => (
              <>
                {n > 0 && ', '}
                <UnitLink reader={reader} unit={from!} />
                {share !== '1' && ` (${reader.t('succession.shareOf', { share })})`}
              </>
            ))}
          </p>
        )
      })}
    </>
  )
}

function UnitLink({ reader, unit }: { reader: Reader; unit: Unit }) {
  return <a href={unitHref(reader, unit.code)}>{unit.name}</a>
}
