import type { Role } from '../../src/domain/access.ts'
import type { Day } from '../../src/domain/day.ts'
import type { PersonState } from '../../src/domain/person.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { Badge } from '../parts/badge.tsx'
import { ErrorSummary, type FieldError } from '../parts/form.tsx'
import { Timeline } from '../parts/lists.tsx'
import { Callout } from '../parts/notes.tsx'
import { Crumbs, PageHead, Section } from '../parts/page.tsx'
import type { Html, Reader } from '../reader.ts'
import { type ChangeRow, Changes } from './audit-changes.tsx'
import { DetailFields } from './new-person.tsx'
import { type Access, PersonAccess } from './person-access.tsx'
import { StateBadge } from './users.tsx'

export interface PostShown {
  id: string
  role: Role
  title: string
  unitName: string
  unitCode: string
  fromOn: Day | null
  toOn: Day | null
  document: string | null
  isHeld: boolean
}

export interface PersonProps {
  reader: Reader
  person: {
    username: string
    fullName: string | null
    state: PersonState
    seenAt: number | null
    /** Of what the form shows. */
    version: string
  }
  posts: PostShown[]
  typed: { full_name: string; email: string; language: string }
  errors: FieldError[]
  /** What is kept, where somebody else changed the account meanwhile. */
  conflict: string | null
  access: Access
  trail: { at: string; deed: string; actor: string; changes: ChangeRow[] }[]
  trailHref: string
}

/** One account: whose posts, how it signs in, and what was done to it. */
export function PersonPage(props: PersonProps): Html {
  const { reader, person, errors, posts } = props
  const { t, at } = reader
  const [held] = posts.filter(({ isHeld }) => isHeld)
  return (
    <>
      <ErrorSummary reader={reader} errors={errors} />
      <Crumbs
        reader={reader}
        items={[{ href: at('/admin/users'), label: t('users.title') }]}
        here={person.username}
      />
      <PageHead
        badges={<StateBadge reader={reader} state={person.state} seenAt={person.seenAt} />}
        title={person.fullName ?? held?.title ?? person.username}
        lead={[person.username, held?.unitName].filter(Boolean).join(' · ')}
      />
      {props.conflict !== null && (
        <div class='mb' role='alert'>
          <Callout reader={reader} tone='back' title={t('person.conflict')}>
            <p>{t('person.conflictText', { stored: props.conflict })}</p>
          </Callout>
        </div>
      )}
      <div class='split'>
        <div class='flow-l'>
          <Posts {...props} />
          <Details {...props} />
          <Trail {...props} />
        </div>
        <aside class='flow-l' aria-label={t('person.access')}>
          <PersonAccess reader={reader} username={person.username} access={props.access} errors={errors} />
        </aside>
      </div>
    </>
  )
}

const pathOf = ({ person }: PersonProps) => `/admin/users/${encodeURIComponent(person.username)}`

function Posts(props: PersonProps) {
  const { reader, posts } = props
  const { t, at, today } = reader
  const path = pathOf(props)
  return (
    <Section id='h-posts' title={t('person.posts')} card>
      {posts.length === 0 && <p class='muted'>{t('people.noPost')}</p>}
      <ul class='plain'>
        {posts.map((post) => (
          <li class='todo'>
            <div>
              <b>{post.title}</b>
              <p>{post.unitName}</p>
              <p class='sub'>
                {t(`role.${post.role}`)} · {spanOf(reader, post)}
                {post.document && ` · ${t('person.by', { document: post.document })}`}
              </p>
              <p class='sub'>
                <a href={at(`${path}/posts/${post.id}`)}>
                  {t('person.postEdit')}
                  <span class='sr'> {post.title}</span>
                </a>
              </p>
            </div>
            <HeldBadge reader={reader} post={post} isComing={Boolean(post.fromOn && post.fromOn > today)} />
          </li>
        ))}
      </ul>
      <p class='btns mt'>
        <a class='btn' href={at(`${path}/posts/new`)}>
          {t('person.postAdd')}
        </a>
        <a class='btn' href={at(`${path}/posts/new?acting=1`)}>
          {t('person.acting')}
        </a>
      </p>
    </Section>
  )
}

function HeldBadge({ reader, post, isComing }: { reader: Reader; post: PostShown; isComing: boolean }) {
  const { t } = reader
  if (post.isHeld) {
    return (
      <Badge reader={reader} tone='done' icon='check'>
        {t('person.held')}
      </Badge>
    )
  }
  return (
    <Badge reader={reader} tone='none' icon={isComing ? 'hourglass' : 'archive'}>
      {t(isComing ? 'person.coming' : 'person.past')}
    </Badge>
  )
}

/** 'Từ 1/7/2022', '1/7/2022 – 31/12/2022', or no limit. */
function spanOf({ t, language }: Reader, { fromOn, toOn }: PostShown): string {
  const [from, to] = [fromOn && writeDay(language, fromOn), toOn && writeDay(language, toOn)]
  if (from && to) return t('person.span', { from, to })
  if (from) return t('person.since', { from })
  return to ? t('person.until', { to }) : t('person.always')
}

function Details(props: PersonProps) {
  const { reader, typed, errors, person } = props
  const { t, at } = reader
  return (
    <Section id='h-details' title={t('person.details')} card>
      <form class='flow' method='post' action={at(`${pathOf(props)}/details`)} novalidate>
        <input type='hidden' name='version' value={person.version} />
        <DetailFields reader={reader} typed={typed} errors={errors} />
        <button class='btn btn--p' type='submit'>
          {t('common.save')}
        </button>
      </form>
    </Section>
  )
}

function Trail({ reader, trail, trailHref }: PersonProps) {
  const { t } = reader
  return (
    <Section
      id='h-trail'
      title={t('person.trail')}
      aside={<a href={trailHref}>{t('person.trailAll')}</a>}
      card
    >
      {trail.length === 0 && <p class='muted'>{t('person.trailNone')}</p>}
      <Timeline
        reader={reader}
        items={trail.map(({ at, deed, actor, changes }) => ({
          tone: 'none',
          icon: 'history',
          title: deed,
          meta: `${at} · ${actor}`,
          more: changes.length ? <Changes reader={reader} changes={changes} /> : undefined,
        }))}
      />
    </Section>
  )
}
