import type { Conservation } from '../../src/domain/conservation.ts'
import type { Day } from '../../src/domain/day.ts'
import type { Inherited, Passing } from '../../src/domain/succession.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { Select } from '../parts/choices.tsx'
import { ErrorSummary, errorIn, type FieldError, More } from '../parts/form.tsx'
import { HiddenFields, TextArea } from '../parts/inputs.tsx'
import { Callout } from '../parts/notes.tsx'
import { Crumbs, PageHead, Section } from '../parts/page.tsx'
import { Cell, Row, RowHead, StackTable } from '../parts/table.tsx'
import type { Html, Reader } from '../reader.ts'
import { Targets } from './unit-change-targets.tsx'
import { Conserved } from './unit-conservation.tsx'

export interface PreviewProps {
  reader: Reader
  kind: 'merge' | 'split' | 'dissolve'
  decision: string
  effectiveOn: Day
  /** Everything typed on the first page, and what the preview was worked out from. */
  hidden: { name: string; value: string }[]
  typed: (name: string) => string
  errors: FieldError[]
  isStale: boolean
  mayApply: boolean
  successors: {
    code: string
    name: string
    drafts: string[]
    from: { code: string; name: string; share: string }[]
  }[]
  /** Units that end without a successor. */
  ending: { code: string; name: string }[]
  conservation: Conservation
  made: Inherited[]
  passing: Passing[]
  ended: { target: string; title: string; reason: string }[]
  people: {
    username: string
    title: string
    fromUnit: string
    to: { title: string; successor: string } | null
  }[]
  heads: { successor: string; name: string; chosen: string; able: { username: string; title: string }[] }[]
  waiting: number
  suspended: number
  pending: number
  below: number
}

/** Everything that the decision would do; nothing of it is written yet. */
export function ChangePreviewPage(props: PreviewProps): Html {
  const { reader, kind, errors, hidden } = props
  const { t, at, language } = reader
  return (
    <>
      <ErrorSummary reader={reader} errors={errors} title={t('succession.problems', { n: errors.length })} />
      <Crumbs
        reader={reader}
        items={[
          { href: at('/admin/units'), label: t('unitAdmin.title') },
          { href: at('/admin/units/changes'), label: t('succession.title') },
        ]}
        here={t(`succession.kind.${kind}`)}
      />
      <PageHead
        eyebrow={t('succession.step2')}
        title={t(`succession.newTitle.${kind}`)}
        lead={`${props.decision} · ${t('succession.effective', { day: writeDay(language, props.effectiveOn) })}`}
      />
      <form method='post' action={at(`/admin/units/changes/new?kind=${kind}`)} novalidate>
        <HiddenFields fields={hidden} />
        <div class='flow-l'>
          <Notices {...props} />
          <NewUnits {...props} />
          <Conserved reader={reader} conservation={props.conservation} />
          <Targets {...props} />
          <Overrides {...props} />
          <People {...props} />
          <div class='card card__p'>
            <p class='hint'>
              {t(props.mayApply ? 'succession.applyNote' : 'succession.tooEarly', {
                day: writeDay(language, props.effectiveOn),
              })}
            </p>
            <div class='btns mt'>
              <button class='btn' type='submit' name='do' value='preview'>
                {t('succession.again')}
              </button>
              {props.mayApply && (
                <button class='btn btn--p' type='submit' name='do' value='apply'>
                  {t('succession.apply')}
                </button>
              )}
              <button class='btn' type='submit' name='do' value='back'>
                {t('succession.back')}
              </button>
            </div>
          </div>
        </div>
      </form>
    </>
  )
}

function Notices({ reader, isStale, waiting, suspended, pending, below }: PreviewProps) {
  const { t } = reader
  const lines = [
    waiting > 0 && t('succession.waiting', { n: waiting }),
    suspended > 0 && t('succession.suspended', { n: suspended }),
    pending > 0 && t('succession.pending', { n: pending }),
    below > 0 && t('succession.below', { n: below }),
  ].filter((line) => line !== false)
  return (
    <>
      {isStale && (
        <Callout reader={reader} tone='risk' title={t('succession.stale')}>
          <p>{t('succession.staleText')}</p>
        </Callout>
      )}
      {lines.length > 0 && (
        <Callout reader={reader} tone='back'>
          {lines.map((line) => (
            <p>{line}</p>
          ))}
        </Callout>
      )}
    </>
  )
}

function NewUnits({ reader, successors, ending }: PreviewProps) {
  const { t } = reader
  if (!successors.length) {
    return (
      <Section id='h-units' title={t('succession.oldUnits')} card>
        <p>{ending.map(({ name }) => name).join(', ')}</p>
      </Section>
    )
  }
  return (
    <Section id='h-units' title={t('succession.newUnits')}>
      <div class='card'>
        <StackTable
          caption={t('succession.newUnits')}
          columns={[
            { label: t('unitAdmin.unit') },
            { label: t('succession.oldUnits') },
            { label: t('succession.draft') },
          ]}
        >
          {successors.map(({ code, name, drafts, from }) => (
            <Row>
              <RowHead>
                {name}
                <p class='sub code'>{code}</p>
              </RowHead>
              <Cell label={t('succession.oldUnits')}>
                {from
                  .map(
                    (one) =>
                      one.name +
                      (one.share === '1' ? '' : ` (${t('succession.shareOf', { share: one.share })})`),
                  )
                  .join(', ')}
              </Cell>
              <Cell label={t('succession.draft')}>
                <span class='code'>{drafts.join(', ') || '–'}</span>
              </Cell>
            </Row>
          ))}
        </StackTable>
      </div>
    </Section>
  )
}

function Overrides({ reader, typed, errors, kind }: PreviewProps) {
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

function People({ reader, people, heads, successors }: PreviewProps) {
  const { t } = reader
  const names = new Map(successors.map(({ code, name }) => [code, name]))
  if (!people.length) return null
  return (
    <Section id='h-people' title={t('succession.people')}>
      <div class='cols2'>
        {heads.map(({ successor, name, chosen, able }) => (
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
        ))}
      </div>
      <div class='card mt'>
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
      </div>
    </Section>
  )
}
