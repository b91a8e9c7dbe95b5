import { ErrorSummary, type FieldError } from '../parts/form.tsx'
import { Callout } from '../parts/notes.tsx'
import { Crumbs, PageHead } from '../parts/page.tsx'
import type { Html, Reader } from '../reader.ts'
import { OwnPostNote } from './person-access.tsx'
import { PostFields, type TypedPost, WhichPost } from './post-fields.tsx'
import type { UnitSearch } from './unit-choice.tsx'

export interface PostFormProps {
  reader: Reader
  username: string
  typed: TypedPost
  errors: FieldError[]
  isSelf: boolean
  /** A new post, with the id that the form carries; else the one that is edited. */
  added: { id: string; search: UnitSearch; isActing: boolean } | null
  edited: { title: string; unitName: string; roleWord: string; version: string } | null
  /** Ready-made. */
  action: string
  /** Somebody else changed the post meanwhile; what is kept now. */
  conflict: string | null
}

/** One more post, or the title, days and document of one that is there. */
export function PostFormPage(props: PostFormProps): Html {
  const { reader, username, typed, errors, added, edited } = props
  const { t, at } = reader
  const { title, lead, submit } = wordsOf(props)
  const page = at(`/admin/users/${encodeURIComponent(username)}`)
  return (
    <div class='narrow flow-l'>
      <ErrorSummary reader={reader} errors={errors} />
      <Crumbs
        reader={reader}
        items={[
          { href: at('/admin/users'), label: t('users.title') },
          { href: page, label: username },
        ]}
        here={title}
      />
      <PageHead
        eyebrow={edited ? `${edited.unitName} · ${edited.roleWord}` : undefined}
        title={title}
        lead={lead}
      />
      {props.isSelf && added && <OwnPostNote reader={reader} />}
      <Conflict {...props} />
      <form class='card card__p flow' method='post' action={props.action} novalidate>
        {added && <input type='hidden' name='id' value={added.id} />}
        {edited && <input type='hidden' name='version' value={edited.version} />}
        {added && (
          <WhichPost
            reader={reader}
            typed={typed}
            errors={errors}
            search={added.search}
            isActing={added.isActing}
          />
        )}
        <PostFields reader={reader} typed={typed} errors={errors} isActing={added?.isActing ?? false} />
        <div class='btns'>
          <button class='btn btn--p' type='submit'>
            {submit}
          </button>
          <a class='btn' href={page}>
            {t('common.cancel')}
          </a>
        </div>
      </form>
    </div>
  )
}

function wordsOf({ reader: { t }, added, edited }: PostFormProps) {
  if (edited) {
    const title = t('person.postEditTitle', { title: edited.title })
    return { title, lead: t('person.postEditLead'), submit: t('common.save') }
  }
  return added?.isActing
    ? { title: t('person.acting'), lead: t('person.actingLead'), submit: t('person.actingAdd') }
    : { title: t('person.postAdd'), lead: undefined, submit: t('person.postAdd') }
}

function Conflict({ reader, conflict }: PostFormProps) {
  if (conflict === null) return null
  const { t } = reader
  return (
    <div role='alert'>
      <Callout reader={reader} tone='back' title={t('person.conflict')}>
        <p>{t('person.conflictText', { stored: conflict })}</p>
      </Callout>
    </div>
  )
}
