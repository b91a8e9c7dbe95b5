import { Filters } from '../parts/form.tsx'
import { TextField } from '../parts/inputs.tsx'
import { Callout, EmptyState } from '../parts/notes.tsx'
import { Crumbs, PageHead, Pager } from '../parts/page.tsx'
import { Cell, PickCell, Row, RowHead, StackTable } from '../parts/table.tsx'
import type { Html, Reader } from '../reader.ts'

interface ListProps {
  reader: Reader
  query: string
  next: string | null
  first: string | null
  /** Nothing was ticked. */
  isEmptyHanded: boolean
}

export interface HeadsProps extends ListProps {
  units: { code: string; name: string; username: string; title: string }[]
}

const longLine = { maxlength: 200, autocomplete: 'off' }

/** Units without a head who signs in: tick them, and accounts with printed passwords are made. */
export function HeadsPage(props: HeadsProps): Html {
  const { reader, query } = props
  const { t, at } = reader
  return (
    <>
      <Top {...props} title={t('heads.title')} lead={t('heads.lead')} nothing={t('heads.nothing')} />
      <Filters reader={reader} action={at('/admin/users/heads')} label={t('heads.search')} target='#picks'>
        <TextField reader={reader} name='q' type='search' label={t('heads.search')} value={query} />
      </Filters>
      <HeadsList {...props} />
    </>
  )
}

export function HeadsList(props: HeadsProps): Html {
  const { reader, units, query } = props
  const { t, at } = reader
  return (
    <div id='picks'>
      {units.length === 0 ? (
        <EmptyState
          reader={reader}
          icon='circle-check-big'
          title={t(query ? 'heads.noneFound' : 'heads.none')}
          text={query ? undefined : t('heads.noneText')}
        />
      ) : (
        <form method='post' action={at('/admin/users/heads')}>
          <div class='card'>
            <StackTable
              caption={t('heads.title')}
              mid
              columns={[
                { label: <All {...props} n={units.length} /> },
                { label: t('users.unit') },
                { label: t('heads.username') },
                { label: t('person.title') },
              ]}
            >
              {units.map((unit, n) => (
                <Row>
                  <PickCell name='unit' value={unit.code} label={t('heads.pick', { unit: unit.name })} />
                  <RowHead>
                    {unit.name}
                    <br />
                    <span class='sub'>{unit.code}</span>
                  </RowHead>
                  <Cell label={t('heads.username')}>
                    <code class='code'>{unit.username}</code>
                  </Cell>
                  <Cell label={t('person.title')} wide>
                    <TextField
                      reader={reader}
                      name={`title.${unit.code}`}
                      id={`title-${n}`}
                      label={t('heads.titleOf', { unit: unit.name })}
                      quiet
                      value={unit.title}
                      attributes={longLine}
                    />
                  </Cell>
                </Row>
              ))}
            </StackTable>
          </div>
          <p class='btns mt'>
            <button class='btn btn--p' type='submit'>
              {t('heads.make')}
            </button>
          </p>
        </form>
      )}
      <Pager reader={reader} next={props.next} first={props.first} />
    </div>
  )
}

export interface WaitingProps extends ListProps {
  people: { username: string; title: string; unitName: string }[]
}

/** Accounts without a password of their own: tick them, and slips with first passwords are printed. */
export function WaitingPage(props: WaitingProps): Html {
  const { reader, people } = props
  const { t, at } = reader
  return (
    <>
      <Top {...props} title={t('slips.title')} lead={t('slips.lead')} nothing={t('slips.nothing')} />
      {people.length === 0 ? (
        <EmptyState reader={reader} icon='circle-check-big' title={t('slips.none')} />
      ) : (
        <form method='post' action={at('/admin/users/slips')}>
          <div class='card'>
            <StackTable
              caption={t('slips.title')}
              mid
              columns={[
                { label: <All {...props} n={people.length} /> },
                { label: t('users.name') },
                { label: t('users.posts') },
                { label: t('users.unit') },
              ]}
            >
              {people.map(({ username, title, unitName }) => (
                <Row>
                  <PickCell name='person' value={username} label={t('slips.pick', { username })} />
                  <RowHead>
                    <input type='hidden' name='shown' value={username} />
                    <span class='code'>{username}</span>
                  </RowHead>
                  <Cell label={t('users.posts')}>{title}</Cell>
                  <Cell label={t('users.unit')}>{unitName}</Cell>
                </Row>
              ))}
            </StackTable>
          </div>
          <p class='btns mt'>
            <button class='btn btn--p' type='submit'>
              {t('slips.make')}
            </button>
          </p>
        </form>
      )}
      <Pager reader={reader} next={props.next} first={props.first} />
    </>
  )
}

function Top(props: ListProps & { title: string; lead: string; nothing: string }) {
  const { reader, title } = props
  return (
    <>
      <Crumbs
        reader={reader}
        items={[{ href: reader.at('/admin/users'), label: reader.t('users.title') }]}
        here={title}
      />
      <PageHead title={title} lead={props.lead} />
      {props.isEmptyHanded && (
        <div class='mb' role='alert'>
          <Callout reader={reader} tone='back'>
            <p>{props.nothing}</p>
          </Callout>
        </div>
      )}
    </>
  )
}

/** One tick for the whole page, which goes with the form by itself: no script is needed. */
function All({ reader, n }: ListProps & { n: number }) {
  return (
    <label class='hit'>
      <input class='pick' type='checkbox' name='all' value='1' />
      <span class='sr'>{reader.t('heads.all', { n })}</span>
    </label>
  )
}
