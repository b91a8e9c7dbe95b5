import type { Day } from '../../src/domain/day.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { Tag } from '../parts/badge.tsx'
import { EmptyState } from '../parts/notes.tsx'
import { Crumbs, PageHead } from '../parts/page.tsx'
import type { Reader } from '../reader.ts'

export interface ListedAnnex {
  /** Below 0 for a draft that was withdrawn. */
  number: number
  state: 'draft' | 'signed' | 'withdrawn'
  document: string | null
  signedOn: Day | null
  effectiveFrom: Day
  reason: string
  lines: number
  /** Ready-made; null where there is nothing to open. */
  href: string | null
}

export interface AnnexListProps {
  reader: Reader
  code: string
  unitName: string
  annexes: ListedAnnex[]
  /** Ready-made. */
  back: string
  newHref: string | null
}

/** The annexes of a commitment, in their order. */
export function AnnexListPage(props: AnnexListProps) {
  const { reader, code, unitName, annexes, back, newHref } = props
  const { t, at } = reader
  return (
    <div class='narrow'>
      <Crumbs
        reader={reader}
        items={[
          { href: at('/commitments'), label: t('nav.commitments') },
          { href: back, label: code },
        ]}
        here={t('amendment.title')}
      />
      <PageHead
        eyebrow={t('amendment.lead', { unit: unitName, code })}
        title={t('amendment.title')}
        lead={t('amendment.listLead')}
        actions={
          newHref && (
            <a class='btn btn--p' href={newHref}>
              {t('amendment.new')}
            </a>
          )
        }
      />
      {annexes.length === 0 ? (
        <EmptyState
          reader={reader}
          icon='file-plus'
          title={t('amendment.none')}
          text={t(newHref ? 'amendment.noneText' : 'amendment.noneRead')}
        />
      ) : (
        <ul class='card card__p'>
          {annexes.map((annex) => (
            <AnnexItem reader={reader} annex={annex} />
          ))}
        </ul>
      )}
    </div>
  )
}

function AnnexItem({ reader, annex }: { reader: Reader; annex: ListedAnnex }) {
  const { t, language } = reader
  const { number, state, document, signedOn, effectiveFrom, reason, lines, href } = annex
  const name = number > 0 ? t('amendment.name', { n: number }) : t('amendment.state.withdrawn')
  const where =
    state === 'signed'
      ? t('amendment.of', { document: document ?? '', day: signedOn ? writeDay(language, signedOn) : '' })
      : state === 'draft'
        ? t('amendment.draftOf', { day: writeDay(language, effectiveFrom) })
        : t('amendment.withdrawnOf')
  return (
    <li class='todo'>
      <div>
        {href ? <a href={href}>{name}</a> : name} <Tag>{t(`amendment.state.${state}`)}</Tag>
        <p class='sub'>{[where, t('amendment.count', { n: lines })].join(' · ')}</p>
        <p class='sub'>{reason}</p>
      </div>
    </li>
  )
}
