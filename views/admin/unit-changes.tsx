import type { Conservation } from '../../src/domain/conservation.ts'
import { writeDay, writeInstant } from '../../src/i18n/days.ts'
import { Tag } from '../parts/badge.tsx'
import { HiddenFields } from '../parts/inputs.tsx'
import { SummaryList } from '../parts/lists.tsx'
import { Callout, EmptyState } from '../parts/notes.tsx'
import { Crumbs, PageHead, Pager, Section } from '../parts/page.tsx'
import type { Html, Reader } from '../reader.ts'
import { ChangeLines, LinkLines, type ShownChange } from './unit-change-lines.tsx'
import { Conserved } from './unit-conservation.tsx'

const kinds = ['rename', 'reparent', 'merge', 'split', 'dissolve'] as const

/** Every decision about units, the newest first. */
export function UnitChangesPage(props: {
  reader: Reader
  changes: ShownChange[]
  next: string | null
  first: string | null
}): Html {
  const { reader, changes, next, first } = props
  const { t, at } = reader
  return (
    <>
      <Crumbs
        reader={reader}
        items={[{ href: at('/admin/units'), label: t('unitAdmin.title') }]}
        here={t('succession.title')}
      />
      <PageHead
        title={t('succession.title')}
        lead={t('succession.lead')}
        actions={kinds.map((kind) => (
          <a class='btn' href={at(`/admin/units/changes/new?kind=${kind}`)}>
            {t(`succession.kind.${kind}`)}
          </a>
        ))}
      />
      {changes.length ? (
        <div class='card card__p'>
          <ChangeLines reader={reader} changes={changes} />
        </div>
      ) : (
        <EmptyState
          reader={reader}
          icon='git-merge'
          title={t('succession.none')}
          text={t('succession.noneText')}
        />
      )}
      <Pager reader={reader} next={next} first={first} />
    </>
  )
}

export interface UnitChangeProps {
  reader: Reader
  change: ShownChange & { version: number }
  conservation: Conservation | null
  /** Why it stays; null while it can be taken back. */
  bar: string | null
}

/** One decision that was carried out, what it came to, and the way back. */
export function UnitChangePage({ reader, change, conservation, bar }: UnitChangeProps): Html {
  const { t, at, language } = reader
  const title = t(`succession.kind.${change.kind}`)
  return (
    <>
      <Crumbs
        reader={reader}
        items={[
          { href: at('/admin/units'), label: t('unitAdmin.title') },
          { href: at('/admin/units/changes'), label: t('succession.title') },
        ]}
        here={title}
      />
      <PageHead
        title={title}
        badges={change.undoneAt !== null ? <Tag>{t('succession.undone')}</Tag> : null}
        lead={change.decision}
      />
      <div class='flow-l'>
        <div class='card card__p cq'>
          <SummaryList
            items={[
              { term: t('succession.date'), detail: writeDay(language, change.effectiveOn) },
              {
                term: t('succession.done'),
                detail: t('succession.by', {
                  who: change.by ?? '–',
                  at: writeInstant(language, change.appliedAt, reader.zone),
                }),
              },
              { term: t('unitAdmin.unit'), detail: <LinkLines reader={reader} change={change} /> },
            ]}
          />
        </div>
        {conservation && <Conserved reader={reader} conservation={conservation} />}
        {change.kind !== 'establish' && (
          <Section id='h-undo' title={t('succession.undoTitle')} card>
            {bar === null ? (
              <form method='post' action={at(`/admin/units/changes/${change.id}/undo`)}>
                <HiddenFields fields={[{ name: 'version', value: String(change.version) }]} />
                <p>{t('succession.undoText')}</p>
                <div class='btns mt'>
                  <button class='btn btn--d' type='submit'>
                    {t('succession.undo')}
                  </button>
                </div>
              </form>
            ) : (
              <Callout reader={reader} tone='info' title={t('succession.bar')}>
                <p>{bar}</p>
              </Callout>
            )}
          </Section>
        )}
      </div>
    </>
  )
}
