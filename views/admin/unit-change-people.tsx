import { Select } from '../parts/choices.tsx'
import { errorIn, More } from '../parts/form.tsx'
import { TextArea } from '../parts/inputs.tsx'
import { Section } from '../parts/page.tsx'
import { Cell, Row, RowHead, StackTable } from '../parts/table.tsx'
import type { PreviewProps } from './unit-change-preview.tsx'

/** The same decisions for many at once, as a table. */
export function Overrides({ reader, typed, errors, kind }: PreviewProps) {
  const { t } = reader
  if (kind === 'dissolve') return null
  const error = errorIn(errors, 'overrides')
  return (
    <More
      reader={reader}
      summary={t('succession.overrides')}
      open={typed('overrides') !== '' || Boolean(error)}
    >
      <TextArea
        reader={reader}
        name='overrides'
        label={t('succession.overrides')}
        hint={t('succession.overridesHint')}
        error={error}
        value={typed('overrides')}
        rows={6}
        quiet
        optional
      />
    </More>
  )
}

/** Who leads each new unit, and who signs in where. */
export function People({ reader, people, heads, successors }: PreviewProps) {
  const { t } = reader
  const names = new Map(successors.map(({ code, name }) => [code, name]))
  if (!people.length) return null
  return (
    <Section id='h-people' title={t('succession.people')}>
      <div class='cols2'>
        {heads.map(({ successor, name, chosen, able }) => (
          <div>
            <Select
              reader={reader}
              name={`head.${successor}`}
              id={`head-${successor}`}
              label={t('succession.headOf', { name })}
              value={chosen}
              items={[
                ...(chosen === '' ? [{ value: '', label: t('succession.headNone') }] : []),
                ...able.map(({ username, title }) => ({ value: username, label: `${username} · ${title}` })),
              ]}
            />
          </div>
        ))}
      </div>
      <More reader={reader} summary={t('succession.allPeople', { n: people.length })}>
        <StackTable
          caption={t('succession.people')}
          columns={[
            { label: t('succession.person') },
            { label: t('succession.now') },
            { label: t('succession.later') },
          ]}
        >
          {people.map(({ username, title, fromUnit, to }) => (
            <Row>
              <RowHead>
                <span class='code'>{username}</span>
              </RowHead>
              <Cell label={t('succession.now')}>
                {title} <span class='sub code'>{fromUnit}</span>
              </Cell>
              <Cell label={t('succession.later')}>
                {to ? `${to.title} (${names.get(to.successor)})` : t('succession.noLogin')}
              </Cell>
            </Row>
          ))}
        </StackTable>
      </More>
    </Section>
  )
}
