import { type DeedGroup, deedGroupNames } from '../../src/domain/audit.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { Select } from '../parts/choices.tsx'
import { Filters } from '../parts/form.tsx'
import { Icon } from '../parts/icon.tsx'
import { HiddenFields, TextField } from '../parts/inputs.tsx'
import { EmptyState } from '../parts/notes.tsx'
import { PageHead, Pager } from '../parts/page.tsx'
import { Cell, Row, RowHead, StackTable } from '../parts/table.tsx'
import type { Html, Reader } from '../reader.ts'
import { type ChainProps, ChainSection } from './audit-chain.tsx'
import { type ChangeRow, Changes } from './audit-changes.tsx'

export interface AuditEntry {
  seq: number
  /** '7/9/2022 10:05:12' */
  at: string
  actor: string
  actorNote: string | null
  deed: string
  subject: { kind: string; name: string; note: string | null; href: string | null; onlyHref: string }
  changes: ChangeRow[]
}

export interface AuditProps {
  reader: Reader
  action: string
  typed: { q: string; who: string; group: DeedGroup | null; from: string; to: string }
  /** What was typed as a day and is none. */
  wrongDays: ('from' | 'to')[]
  /** One record alone, asked for by a link. */
  only: { words: string; fields: { name: string; value: string }[]; clearHref: string } | null
  entries: AuditEntry[]
  /** The page ended before it was full: so far was looked. */
  searchedTo: number | null
  next: string | null
  first: string | null
  csvHref: string
  chain: ChainProps
}

/** Who did what, when, to what, and what stood there before. */
export function AuditPage(props: AuditProps): Html {
  const { reader } = props
  const { t } = reader
  return (
    <>
      <PageHead
        title={t('audit.title')}
        lead={
          <span class='with-icon'>
            <Icon reader={reader} name='shield-check' />
            {t('audit.lead')}
          </span>
        }
        actions={
          <a class='btn' href={props.csvHref}>
            <Icon reader={reader} name='download' />
            {t('audit.csv')}
          </a>
        }
      />
      <AuditFilters {...props} />
      <AuditList {...props} />
      <ChainSection {...props.chain} />
    </>
  )
}

function AuditFilters({ reader, action, typed, wrongDays, only }: AuditProps) {
  const { t, language, today } = reader
  const day = (name: 'from' | 'to') => (
    <TextField
      reader={reader}
      name={name}
      label={t(`audit.${name}`)}
      value={typed[name]}
      error={
        wrongDays.includes(name) ? t('audit.dayWrong', { example: writeDay(language, today) }) : undefined
      }
      attributes={{ autocomplete: 'off', placeholder: writeDay(language, today) }}
    />
  )
  return (
    <Filters reader={reader} action={action} label={t('audit.filter')} target='#log'>
      {only && <HiddenFields fields={only.fields} />}
      <TextField reader={reader} name='q' type='search' label={t('audit.q')} value={typed.q} />
      <TextField reader={reader} name='who' label={t('audit.who')} value={typed.who} />
      <Select
        reader={reader}
        name='group'
        label={t('audit.deeds')}
        value={typed.group}
        items={[
          { value: '', label: t('common.all') },
          ...deedGroupNames.map((group) => ({ value: group, label: t(`audit.group.${group}`) })),
        ]}
      />
      {day('from')}
      {day('to')}
    </Filters>
  )
}

export function AuditList(props: AuditProps) {
  const { reader, entries, searchedTo, next, first, only } = props
  const { t } = reader
  return (
    <div id='log'>
      {only && (
        <p class='row mb'>
          <span>{t('audit.only', { subject: only.words })}</span>
          <a href={only.clearHref}>{t('audit.onlyClear')}</a>
        </p>
      )}
      {entries.length === 0 ? (
        <EmptyState reader={reader} icon='search-x' title={t('audit.empty')} text={t('audit.emptyText')} />
      ) : (
        <div class='card'>
          <StackTable
            caption={`${t('audit.title')}, ${t('audit.newest')}`}
            columns={[
              { label: t('audit.when') },
              { label: t('audit.who') },
              { label: t('audit.deed') },
              { label: t('audit.subject') },
              { label: t('audit.change') },
            ]}
          >
            {entries.map((entry) => (
              <Entry reader={reader} entry={entry} />
            ))}
          </StackTable>
        </div>
      )}
      <Pager reader={reader} next={searchedTo === null ? next : null} first={first}>
        {searchedTo === null ? (
          t('audit.newest')
        ) : (
          <>
            {t('audit.olderText', { seq: searchedTo })}{' '}
            <a href={next ?? ''} rel='next'>
              {t('audit.older')}
            </a>
          </>
        )}
      </Pager>
    </div>
  )
}

function Entry({ reader, entry }: { reader: Reader; entry: AuditEntry }) {
  const { t } = reader
  const { kind, name, note, href, onlyHref } = entry.subject
  return (
    <Row>
      <Cell>
        <span class='nw'>{entry.at}</span>
        <p class='sub'>{t('audit.row', { seq: entry.seq })}</p>
      </Cell>
      <Cell label={t('audit.who')} wide>
        {entry.actor}
        {entry.actorNote && <p class='sub'>{entry.actorNote}</p>}
      </Cell>
      <RowHead>{entry.deed}</RowHead>
      <Cell label={t('audit.subject')} wide>
        <div class='chg'>
          {href ? <a href={href}>{name}</a> : name}
          {note && <p class='sub'>{note}</p>}
          <p class='sub'>
            <a href={onlyHref}>
              {kind}
              <span class='sr'>: {t('audit.only', { subject: name })}</span>
            </a>
          </p>
        </div>
      </Cell>
      <Cell label={t('audit.change')} wide>
        <Changes reader={reader} changes={entry.changes} />
      </Cell>
    </Row>
  )
}
