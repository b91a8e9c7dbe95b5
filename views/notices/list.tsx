import { dayOf, type Instant } from '../../src/domain/day.ts'
import { itemsOfNotice } from '../../src/domain/digest.ts'
import type { LadderItem, NoticeKind } from '../../src/domain/follow-up.ts'
import { writeClock, writeDayShort } from '../../src/i18n/days.ts'
import { More } from '../parts/form.tsx'
import { Icon } from '../parts/icon.tsx'
import { EmptyState } from '../parts/notes.tsx'
import { PageHead, Pager } from '../parts/page.tsx'
import type { Reader } from '../reader.ts'
import { itemWords, markOf, noticeWords } from './words.ts'

export interface NoticeShown {
  id: string
  at: Instant
  kind: NoticeKind
  detail: Record<string, unknown>
  readAt: Instant | null
}

interface NoticesPageProps {
  reader: Reader
  notices: NoticeShown[]
  unread: number
  next: string | null
  first: string | null
}

/** What a person was told, the newest first. Opening one is what marks it as read, so each is a small form. */
export function NoticesPage({ reader, notices, unread, next, first }: NoticesPageProps) {
  const { t, at } = reader
  return (
    <div class='narrow'>
      <PageHead
        title={unread ? t('notice.head', { n: unread }) : t('common.notices')}
        actions={
          unread > 0 && (
            <form method='post' action={at('/notices/read')}>
              <button class='btn btn--q' type='submit'>
                <Icon reader={reader} name='check' />
                {t('notice.readAll')}
              </button>
            </form>
          )
        }
      />
      {notices.length === 0 ? (
        <EmptyState reader={reader} icon='bell' title={t('notice.none')} />
      ) : (
        <ul class='card card__p'>
          {notices.map((notice) => (
            <NoticeItem reader={reader} notice={notice} />
          ))}
        </ul>
      )}
      <Pager reader={reader} next={next} first={first} />
    </div>
  )
}

function NoticeItem({ reader, notice }: { reader: Reader; notice: NoticeShown }) {
  const { t, language, zone, at } = reader
  const { tone, icon } = markOf(notice)
  const isNew = notice.readAt === null
  const { title, note } = noticeWords(reader, notice)
  const items = notice.kind === 'ladder' ? itemsOfNotice(notice.detail) : []
  const when = `${writeClock(notice.at, zone)}, ${writeDayShort(language, dayOf(notice.at, zone))}`
  const notes = [when, note, isNew && t('notice.unread')].filter(Boolean)
  return (
    <li class='todo' data-s={tone}>
      <Icon reader={reader} name={icon} />
      <div>
        <form method='post' action={at(`/notices/${notice.id}`)}>
          <button class='btn--link' type='submit'>
            {isNew ? <b>{title}</b> : title}
          </button>
        </form>
        <p class='sub'>{notes.join(' · ')}</p>
        {items.length > 0 && (
          <More reader={reader} summary={t('notice.items', { n: items.length })} open={isNew}>
            <ul>
              {items.map((item) => (
                <DigestItem reader={reader} item={item} />
              ))}
            </ul>
          </More>
        )}
      </div>
    </li>
  )
}

function DigestItem({ reader, item }: { reader: Reader; item: LadderItem }) {
  const { href, title, note } = itemWords(reader, item)
  return (
    <li class='todo'>
      <div>
        <a href={href}>{title}</a>
        {note && <p class='sub'>{note}</p>}
      </div>
    </li>
  )
}
