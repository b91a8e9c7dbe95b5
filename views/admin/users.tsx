import type { Role } from '../../src/domain/access.ts'
import { Tag } from '../parts/badge.tsx'
import { Filters } from '../parts/form.tsx'
import { TextField } from '../parts/inputs.tsx'
import { EmptyState } from '../parts/notes.tsx'
import { PageHead, Pager } from '../parts/page.tsx'
import { Cell, Row, RowHead, StackTable } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'

export interface UsersProps {
  reader: Reader
  query: string
  people: {
    username: string
    disabledAt: number | null
    posts: { role: Role; title: string; unitName: string }[]
  }[]
  next: string | null
  first: string | null
}

/** Who may sign in, and which posts they hold. */
export function UsersPage(props: UsersProps) {
  const { reader, query } = props
  const { t } = reader
  return (
    <>
      <PageHead title={t('users.title')} lead={t('users.lead')} />
      <Filters reader={reader} action={reader.at('/admin/users')} label={t('users.filter')} target='#people'>
        <TextField reader={reader} name='q' type='search' label={t('users.search')} value={query} />
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
        <EmptyState reader={reader} icon='search-x' title={t('users.none')} />
      ) : (
        <div class='card'>
          <StackTable
            caption={t('users.title')}
            columns={[
              { label: t('users.name') },
              { label: t('users.role') },
              { label: t('users.posts') },
              { label: t('users.unit') },
            ]}
          >
            {people.map((person) => (
              <Row>
                <RowHead>
                  <span class='code'>{person.username}</span>{' '}
                  {person.disabledAt !== null && <Tag>{t('users.disabled')}</Tag>}
                </RowHead>
                <Cell label={t('users.role')}>
                  {person.posts.map(({ role }) => (
                    <p>{t(`role.${role}`)}</p>
                  ))}
                </Cell>
                <Cell label={t('users.posts')}>
                  {person.posts.map(({ title }) => (
                    <p>{title}</p>
                  ))}
                </Cell>
                <Cell label={t('users.unit')}>
                  {person.posts.map(({ unitName }) => (
                    <p>{unitName}</p>
                  ))}
                </Cell>
              </Row>
            ))}
          </StackTable>
        </div>
      )}
      <Pager reader={reader} next={next} first={first} />
    </div>
  )
}
