import { type Role, roles } from '../../src/domain/access.ts'
import { type Day, dayOf, daysBetween } from '../../src/domain/day.ts'
import { LONG_AWAY_DAYS, type PersonState, personStates } from '../../src/domain/person.ts'
import { writeInstant } from '../../src/i18n/days.ts'
import { Badge } from '../parts/badge.tsx'
import { Select } from '../parts/choices.tsx'
import { Filters } from '../parts/form.tsx'
import { Icon } from '../parts/icon.tsx'
import type { IconName } from '../parts/icon-names.ts'
import { TextField } from '../parts/inputs.tsx'
import { EmptyState } from '../parts/notes.tsx'
import { PageHead, Pager } from '../parts/page.tsx'
import type { Tone } from '../parts/status.ts'
import { Cell, Row, RowHead, StackTable } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'

interface PersonRow {
  username: string
  fullName: string | null
  state: PersonState
  posts: { role: Role; title: string; unitName: string }[]
  seenAt: number | null
}

export interface UsersProps {
  reader: Reader
  filter: { q: string; role: Role | null; unit: string; state: PersonState | null }
  counts: { total: number; byRole: Map<Role, number> }
  people: PersonRow[]
  next: string | null
  first: string | null
}

const looks: Record<PersonState, { tone: Tone; icon: IconName }> = {
  active: { tone: 'done', icon: 'circle-check-big' },
  waiting: { tone: 'wait', icon: 'hourglass' },
  no_post: { tone: 'risk', icon: 'user-x' },
  disabled: { tone: 'none', icon: 'lock' },
}

/** How an account stands; one in use that nobody has come in by for weeks says so. */
export function StateBadge(props: { reader: Reader; state: PersonState; seenAt: number | null }) {
  const { reader, state, seenAt } = props
  const away = state === 'active' && seenAt !== null ? daysAway(reader, seenAt) : 0
  if (away < LONG_AWAY_DAYS) {
    return (
      <Badge reader={reader} {...looks[state]}>
        {reader.t(`people.state.${state}`)}
      </Badge>
    )
  }
  return (
    <Badge reader={reader} tone='risk' icon='triangle-alert'>
      {reader.t('people.away', { n: away })}
    </Badge>
  )
}

const daysAway = ({ zone, today }: Reader, seenAt: number) => daysBetween(dayOf(seenAt, zone), today as Day)

/** Who may sign in, and which posts they hold. */
export function UsersPage(props: UsersProps) {
  const { reader, filter, counts } = props
  const { t, at } = reader
  const held = roles.flatMap((role) => {
    const n = counts.byRole.get(role)
    return n ? [t(`people.count.${role}`, { n })] : []
  })
  return (
    <>
      <PageHead
        title={t('users.title')}
        lead={[t('people.count', { n: counts.total }), held.join(', ')].filter(Boolean).join(': ')}
        actions={
          <>
            <a class='btn btn--p' href={at('/admin/users/new')}>
              <Icon reader={reader} name='user-plus' />
              {t('people.new')}
            </a>
            <a class='btn' href={at('/admin/users/heads')}>
              <Icon reader={reader} name='users' />
              {t('people.heads')}
            </a>
            <a class='btn' href={at('/admin/users/slips')}>
              <Icon reader={reader} name='printer' />
              {t('people.slips')}
            </a>
            <a class='btn' href={at('/admin/import')}>
              <Icon reader={reader} name='file-up' />
              {t('people.import')}
            </a>
          </>
        }
      />
      <Filters reader={reader} action={at('/admin/users')} label={t('users.filter')} target='#people'>
        <TextField reader={reader} name='q' type='search' label={t('people.q')} value={filter.q} />
        <Select
          reader={reader}
          name='role'
          label={t('users.role')}
          value={filter.role}
          items={[
            { value: '', label: t('common.all') },
            ...roles.map((role) => ({ value: role, label: t(`role.${role}`) })),
          ]}
        />
        <TextField reader={reader} name='unit' label={t('people.unitFilter')} value={filter.unit} />
        <Select
          reader={reader}
          name='state'
          label={t('people.stateFilter')}
          value={filter.state}
          items={[
            { value: '', label: t('common.all') },
            ...personStates.map((state) => ({ value: state, label: t(`people.state.${state}`) })),
          ]}
        />
      </Filters>
      <UserList {...props} />
    </>
  )
}

export function UserList({ reader, people, next, first }: UsersProps) {
  const { t } = reader
  return (
    <div id='people'>
      {people.length === 0 ? (
        <EmptyState reader={reader} icon='search-x' title={t('users.none')} text={t('people.noneText')} />
      ) : (
        <div class='card'>
          <StackTable
            caption={t('users.title')}
            mid
            lines
            columns={[
              { label: t('people.name') },
              { label: t('users.role') },
              { label: t('users.unit') },
              { label: t('people.seen'), num: true },
              { label: t('people.state') },
              { label: <span class='sr'>{t('people.deeds')}</span> },
            ]}
          >
            {people.map((person) => (
              <OnePerson reader={reader} person={person} />
            ))}
          </StackTable>
        </div>
      )}
      <Pager reader={reader} next={next} first={first} />
    </div>
  )
}

function OnePerson({ reader, person }: { reader: Reader; person: PersonRow }) {
  const { t, at, language, zone } = reader
  const { username, fullName, posts, seenAt } = person
  return (
    <Row>
      <RowHead>
        {posts.length === 0 && (fullName ?? t('people.noPost'))}
        {posts.map(({ title }, n) => (
          <>
            {n > 0 && <br />}
            {title}
          </>
        ))}
        <br />
        <span class='sub'>{posts.length && fullName ? `${username} · ${fullName}` : username}</span>
      </RowHead>
      <Cell>
        {posts.map(({ role }) => (
          <p class='nw'>{t(`role.${role}`)}</p>
        ))}
      </Cell>
      <Cell>
        {posts.map(({ unitName }) => (
          <p>{unitName}</p>
        ))}
      </Cell>
      <Cell label={t('people.seen')} num nil={seenAt === null}>
        {seenAt === null ? '–' : writeInstant(language, seenAt, zone)}
      </Cell>
      <Cell>
        <StateBadge reader={reader} state={person.state} seenAt={seenAt} />
      </Cell>
      <Cell corner>
        <a class='btn btn--s' href={at(`/admin/users/${encodeURIComponent(username)}`)}>
          {t('people.edit')}
          <span class='sr'> {username}</span>
        </a>
      </Cell>
    </Row>
  )
}
