import { Select } from '../parts/choices.tsx'
import { Filters } from '../parts/form.tsx'
import { HiddenFields, TextField } from '../parts/inputs.tsx'
import type { DeskProps } from './shapes.ts'

/** What narrows the list of the open tab. */
export function DeskFilters({ reader, tab, sort, groups, filters, kept, clearHref, isFiltered }: DeskProps) {
  const { t } = reader
  const hidden = [{ name: 'tab', value: tab }, ...kept]
  if (filters.unit) hidden.push({ name: 'unit', value: filters.unit })
  return (
    <Filters reader={reader} action={reader.at('/desk')} label={t('desk.filterLabel')} target='#board'>
      <HiddenFields fields={hidden} />
      <TextField
        reader={reader}
        name='q'
        type='search'
        label={t(tab === 'missing' ? 'desk.searchUnit' : 'desk.search')}
        value={filters.q}
        attributes={{ placeholder: t('desk.searchHint'), maxlength: 200 }}
      />
      {tab !== 'missing' && tab !== 'proposals' && (
        <Select
          reader={reader}
          name='group'
          label={t('desk.group')}
          value={filters.group === null ? '' : String(filters.group)}
          items={[
            { value: '', label: t('desk.allGroups') },
            ...groups.map(({ number, name }) => ({ value: String(number), label: `${number}. ${name}` })),
          ]}
        />
      )}
      {tab === 'overdue' && (
        <Select
          reader={reader}
          name='sort'
          label={t('desk.sort')}
          value={sort}
          items={[
            { value: 'days', label: t('desk.sortDays') },
            { value: 'unit', label: t('desk.sortUnit') },
            { value: 'group', label: t('desk.sortGroup') },
          ]}
        />
      )}
      {(filters.unitName || isFiltered) && (
        <p class='sub'>
          {filters.unitName && t('desk.onlyUnit', { unit: filters.unitName })}{' '}
          <a href={clearHref}>{t('common.clearFilters')}</a>
        </p>
      )}
    </Filters>
  )
}
