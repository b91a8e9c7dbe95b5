import type { Day } from '../../src/domain/day.ts'
import type { UnitKind } from '../../src/domain/unit.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { writeCount } from '../../src/i18n/numbers.ts'
import { Tag } from '../parts/badge.tsx'
import { Filters } from '../parts/form.tsx'
import { Icon } from '../parts/icon.tsx'
import { HiddenFields, TextField } from '../parts/inputs.tsx'
import { EmptyState } from '../parts/notes.tsx'
import { Crumbs, PageHead, Pager } from '../parts/page.tsx'
import { Cell, Row, RowHead, StackTable } from '../parts/table.tsx'
import type { Html, Reader } from '../reader.ts'

export interface TreeRow {
  code: string
  name: string
  kind: UnitKind
  block: string | null
  validTo: Day | null
  parentName: string | null
  head: string | null
  people: number
  commitments: number
  children: number
}

export interface UnitTreeProps {
  reader: Reader
  query: string
  ended: boolean
  /** The unit whose level is shown; null for the top. */
  inside: { code: string; name: string } | null
  /** The code of the unit right below which the list ends: where another one is added. */
  below: string
  above: { code: string; name: string }[]
  units: TreeRow[]
  total: number
  next: string | null
  first: string | null
}

const treeHref = (reader: Reader, code: string) => reader.at(`/admin/units?in=${encodeURIComponent(code)}`)
export const unitHref = (reader: Reader, code: string) =>
  reader.at(`/admin/units/${encodeURIComponent(code)}`)

const newHref = ({ reader, below }: UnitTreeProps) =>
  reader.at(`/admin/units/new${below && `?parent=${encodeURIComponent(below)}`}`)

/** The tree, a level at a time, in the order of the office. */
export function UnitTreePage(props: UnitTreeProps): Html {
  const { reader, query, ended, inside, above, total } = props
  const { t, at, language } = reader
  return (
    <>
      {inside && (
        <Crumbs
          reader={reader}
          items={[
            { href: at('/admin/units'), label: t('unitAdmin.top') },
            ...above.map(({ code, name }) => ({ href: treeHref(reader, code), label: name })),
          ]}
          here={inside.name}
        />
      )}
      <PageHead
        title={inside ? inside.name : t('unitAdmin.title')}
        lead={
          inside ? (
            <>
              {t('unitAdmin.below', { n: writeCount(language, total) })} ·{' '}
              <a href={unitHref(reader, inside.code)}>{t('unitAdmin.ownPage')}</a>
            </>
          ) : (
            t('unitAdmin.lead', { n: writeCount(language, total) })
          )
        }
        actions={
          <>
            <a class='btn btn--p' href={newHref(props)}>
              <Icon reader={reader} name='plus' />
              {t(inside ? 'unitAdmin.addBelow' : 'unitAdmin.add')}
            </a>
            <a class='btn' href={at('/admin/units/changes')}>
              <Icon reader={reader} name='git-merge' />
              {t('unitAdmin.changes')}
            </a>
          </>
        }
      />
      <Filters reader={reader} action={at('/admin/units')} label={t('unitAdmin.filter')} target='#units'>
        {inside && <HiddenFields fields={[{ name: 'in', value: inside.code }]} />}
        <TextField
          reader={reader}
          name='q'
          type='search'
          label={t('unitAdmin.search')}
          value={query}
          attributes={{ maxlength: 200 }}
        />
        <label class='choice'>
          <input type='checkbox' name='ended' value='1' checked={ended} />
          <span>{t('unitAdmin.ended')}</span>
        </label>
      </Filters>
      <UnitTree {...props} />
    </>
  )
}

/** The table with its pager: what the search replaces. */
export function UnitTree(props: UnitTreeProps): Html {
  const { reader, units, next, first, query } = props
  const { t } = reader
  // Inside one unit all of them have the same one above.
  const hasParents = query !== ''
  return (
    <div id='units'>
      {units.length === 0 ? (
        <NoUnits {...props} />
      ) : (
        <div class='card'>
          <StackTable
            caption={t('unitAdmin.caption')}
            mid
            columns={[
              { label: t('unitAdmin.unit') },
              { label: t('unitAdmin.kind') },
              ...(hasParents ? [{ label: t('unitAdmin.parent') }] : []),
              { label: t('unitAdmin.head') },
              { label: t('unitAdmin.people'), num: true },
              { label: t('unitAdmin.commitments'), num: true },
              { label: <span class='sr'>{t('unitAdmin.open')}</span> },
            ]}
          >
            {units.map((unit) => (
              <UnitLine reader={reader} unit={unit} hasParents={hasParents} />
            ))}
          </StackTable>
        </div>
      )}
      <Pager reader={reader} next={next} first={first} />
    </div>
  )
}

function UnitLine(props: { reader: Reader; unit: TreeRow; hasParents: boolean }) {
  const { reader, unit, hasParents } = props
  const { t, language } = reader
  return (
    <Row>
      <RowHead>
        <a href={unitHref(reader, unit.code)}>{unit.name}</a>{' '}
        {unit.validTo && <Tag>{t('unitAdmin.endedOn', { day: writeDay(language, unit.validTo) })}</Tag>}
        <p class={unit.children > 0 ? 'sub mt-s' : 'sub'}>
          <span class='code'>{unit.code}</span>
          {unit.children > 0 && (
            <>
              {' · '}
              <a href={treeHref(reader, unit.code)}>
                {t('unitAdmin.below', { n: writeCount(language, unit.children) })}
              </a>
            </>
          )}
        </p>
      </RowHead>
      <Cell label={t('unitAdmin.kind')}>
        {t(`unit_kind.${unit.kind}`)}
        {unit.block && <p class='sub'>{unit.block}</p>}
      </Cell>
      {hasParents && <Cell label={t('unitAdmin.parent')}>{unit.parentName ?? '–'}</Cell>}
      <Cell label={t('unitAdmin.head')}>{unit.head ?? '–'}</Cell>
      <Cell label={t('unitAdmin.people')} num>
        {unit.people}
      </Cell>
      <Cell label={t('unitAdmin.commitments')} num>
        {unit.commitments}
      </Cell>
      <Cell corner>
        <a class='btn btn--s' href={`${unitHref(reader, unit.code)}/edit`}>
          {t('common.edit')}
          <span class='sr'> {unit.name}</span>
        </a>
      </Cell>
    </Row>
  )
}

function NoUnits(props: UnitTreeProps) {
  const { reader, query, inside } = props
  const { t, at } = reader
  if (query)
    return (
      <EmptyState
        reader={reader}
        icon='search-x'
        title={t('unitAdmin.noneFound')}
        text={t('unitAdmin.noneFoundText')}
      />
    )
  return (
    <EmptyState
      reader={reader}
      icon='network'
      title={t(inside ? 'unitAdmin.noneBelow' : 'unitAdmin.none')}
      text={t('unitAdmin.noneText')}
    >
      <a class='btn btn--p' href={newHref(props)}>
        {t('unitAdmin.add')}
      </a>
      <a class='btn' href={at('/admin/import')}>
        {t('unitAdmin.import')}
      </a>
    </EmptyState>
  )
}
