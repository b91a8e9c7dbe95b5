import type { Role } from '../../src/domain/access.ts'
import type { CommitmentState } from '../../src/domain/commitment.ts'
import type { Day } from '../../src/domain/day.ts'
import type { UnitKind } from '../../src/domain/unit.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { Tag } from '../parts/badge.tsx'
import { Icon } from '../parts/icon.tsx'
import { SummaryList } from '../parts/lists.tsx'
import { EmptyState } from '../parts/notes.tsx'
import { Crumbs, PageHead, Section } from '../parts/page.tsx'
import { Cell, Row, RowHead, StackTable } from '../parts/table.tsx'
import type { Html, Reader } from '../reader.ts'
import { ChangeLines, type ShownChange } from './unit-change-lines.tsx'
import { unitHref } from './units.tsx'

export interface AdminUnitProps {
  reader: Reader
  unit: {
    code: string
    name: string
    shortName: string
    kind: UnitKind
    block: string | null
    sortOrder: number
    officialCode: string | null
    validTo: Day | null
  }
  above: { code: string; name: string }[]
  versions: {
    validFrom: Day | null
    validTo: Day | null
    name: string
    parent: { name: string } | null
    decision: string | null
  }[]
  posts: { username: string; role: Role; title: string; fromOn: Day | null; toOn: Day | null }[]
  papers: { code: string; number: string | null; state: CommitmentState; campaign: string }[]
  changes: ShownChange[]
  /** Whether this person may read the unit's business as well. */
  readHref: string | null
  /** Where another one beside it is added, right after it was; else null. */
  anotherHref: string | null
}

/** One unit with its names, people, papers and the decisions about it. */
export function AdminUnitPage(props: AdminUnitProps): Html {
  const { reader, unit, above } = props
  const { t, at, language } = reader
  return (
    <>
      <Crumbs
        reader={reader}
        items={[
          { href: at('/admin/units'), label: t('unitAdmin.title') },
          ...above.map(({ code, name }) => ({ href: unitHref(reader, code), label: name })),
        ]}
        here={unit.name}
      />
      <PageHead
        title={unit.name}
        badges={
          <>
            <Tag>{unit.block ?? t(`unit_kind.${unit.kind}`)}</Tag>
            <span class='code sm muted'>{unit.code}</span>
            {unit.validTo && <Tag>{t('unitAdmin.endedOn', { day: writeDay(language, unit.validTo) })}</Tag>}
          </>
        }
        actions={<Deeds {...props} />}
      />
      <div class='split'>
        <div class='flow-l'>
          <People {...props} />
          <Papers {...props} />
          <Changes {...props} />
        </div>
        <aside class='flow-l' aria-label={t('unitAdmin.facts')}>
          <div class='card card__p cq'>
            <SummaryList
              items={[
                { term: t('unitAdmin.shortName'), detail: unit.shortName },
                { term: t('unitAdmin.order'), detail: String(unit.sortOrder) },
                { term: t('unitAdmin.official'), detail: unit.officialCode ?? '–' },
              ]}
            />
          </div>
          <Versions {...props} />
        </aside>
      </div>
    </>
  )
}

function Deeds({ reader, unit, readHref, anotherHref }: AdminUnitProps) {
  const { t, at } = reader
  const code = encodeURIComponent(unit.code)
  return (
    <>
      {anotherHref && (
        <a class='btn btn--p' href={anotherHref}>
          <Icon reader={reader} name='plus' />
          {t('unitAdmin.addAnother')}
        </a>
      )}
      <a class='btn' href={at(`/admin/units/${code}/edit`)}>
        <Icon reader={reader} name='pen-line' />
        {t('common.edit')}
      </a>
      {!unit.validTo && (
        <a class='btn' href={at(`/admin/units/new?parent=${code}`)}>
          <Icon reader={reader} name='plus' />
          {t('unitAdmin.addBelow')}
        </a>
      )}
      {readHref && (
        <a class='btn' href={readHref}>
          {t('unitAdmin.readLink')}
        </a>
      )}
    </>
  )
}

const kinds = ['rename', 'reparent', 'merge', 'split', 'dissolve'] as const

/** The decisions about the unit, and where the next one is recorded. */
function Changes({ reader, unit, changes }: AdminUnitProps) {
  const { t, at } = reader
  const code = encodeURIComponent(unit.code)
  return (
    <Section id='h-events' title={t('unitAdmin.events')}>
      <div class='card card__p flow'>
        {changes.length ? (
          <ChangeLines reader={reader} changes={changes} />
        ) : (
          <p class='muted'>{t('unitAdmin.noEvents')}</p>
        )}
        {!unit.validTo && (
          <p class='btns no-print'>
            {kinds.map((kind) => (
              <a class='btn btn--s' href={at(`/admin/units/changes/new?kind=${kind}&unit=${code}`)}>
                {t(`succession.kind.${kind}`)}
              </a>
            ))}
          </p>
        )}
      </div>
    </Section>
  )
}

function Versions({ reader, versions }: AdminUnitProps) {
  const { t, language } = reader
  const day = (on: Day | null, none: string) => (on ? writeDay(language, on) : none)
  return (
    <Section id='h-versions' title={t('unitAdmin.versions')}>
      <ul class='card card__p'>
        {versions.toReversed().map(({ name, validFrom, validTo, parent, decision }) => (
          <li class='todo'>
            <div>
              <b>{name}</b>
              {parent && <span class='muted'> · {parent.name}</span>}
              <p class='sub'>
                {t('unitAdmin.version', {
                  from: day(validFrom, t('unitAdmin.start')),
                  to: day(validTo, t('unitAdmin.now')),
                })}
                {decision && ` · ${decision}`}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function People({ reader, unit, posts }: AdminUnitProps) {
  const { t, at, language } = reader
  const day = (on: Day | null, none: string) => (on ? writeDay(language, on) : none)
  return (
    <Section
      id='h-people'
      title={t('unitAdmin.posts')}
      aside={
        <a href={at(`/admin/users/new?unit=${encodeURIComponent(unit.code)}`)}>{t('unitAdmin.addPerson')}</a>
      }
    >
      {posts.length === 0 ? (
        <EmptyState reader={reader} icon='users' title={t('unitAdmin.noPosts')} />
      ) : (
        <div class='card'>
          <StackTable
            caption={t('unitAdmin.posts')}
            columns={[
              { label: t('users.name') },
              { label: t('users.role') },
              { label: t('users.posts') },
              { label: t('unitAdmin.from') },
            ]}
          >
            {posts.map(({ username, role, title, fromOn, toOn }) => (
              <Row>
                <RowHead>
                  <a class='code' href={at(`/admin/users/${encodeURIComponent(username)}`)}>
                    {username}
                  </a>
                </RowHead>
                <Cell label={t('users.role')}>{t(`role.${role}`)}</Cell>
                <Cell label={t('users.posts')}>{title}</Cell>
                <Cell label={t('unitAdmin.from')}>
                  {day(fromOn, t('unitAdmin.start'))} – {day(toOn, t('unitAdmin.now'))}
                </Cell>
              </Row>
            ))}
          </StackTable>
        </div>
      )}
    </Section>
  )
}

function Papers({ reader, papers, readHref }: AdminUnitProps) {
  const { t, at } = reader
  return (
    <Section id='h-papers' title={t('unitAdmin.commitments')}>
      {papers.length === 0 ? (
        <p class='muted'>{t('unitAdmin.noPapers')}</p>
      ) : (
        <ul class='card card__p'>
          {papers.map(({ code, number, state, campaign }) => (
            <li class='todo'>
              <div>
                {readHref ? (
                  <a class='code' href={at(`/commitments/${encodeURIComponent(code)}`)}>
                    {code}
                  </a>
                ) : (
                  <span class='code'>{code}</span>
                )}
                {number && ` · ${number}`}
                <p class='sub'>
                  {campaign} · {t(`unitAdmin.state.${state}`)}
                </p>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
