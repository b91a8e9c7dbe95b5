import type { Conservation } from '../../src/domain/conservation.ts'
import type { Day } from '../../src/domain/day.ts'
import type { Inherited, Passing } from '../../src/domain/succession.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { ErrorSummary, type FieldError } from '../parts/form.tsx'
import { HiddenFields } from '../parts/inputs.tsx'
import { Callout } from '../parts/notes.tsx'
import { Crumbs, PageHead, Section } from '../parts/page.tsx'
import { Cell, Row, RowHead, StackTable } from '../parts/table.tsx'
import type { Html, Reader } from '../reader.ts'
import { Overrides, People } from './unit-change-people.tsx'
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
  /** Its day has come. */
  isDue: boolean
  successors: {
    code: string
    name: string
    drafts: string[]
    from: { code: string; name: string; share: string }[]
  }[]
  /** Units that end without a successor. */
  ending: { code: string; name: string }[]
  conservation: Conservation
  /** All new targets, and those of this page. */
  all: Inherited[]
  made: Inherited[]
  page: { number: number; from: number; to: number; all: number }
  passing: Passing[]
  /** What is amiss with single targets, by their codes. */
  fateErrors: ReadonlyMap<string, string>
  /** How many of each new unit go on, and how many are combined. */
  counts: ReadonlyMap<string, { continued: number; combined: number }>
  ended: { target: string; successor: string | null; title: string; reason: string }[]
  people: {
    username: string
    title: string
    fromUnit: string
    to: { title: string; successor: string } | null
  }[]
  heads: { successor: string; name: string; chosen: string; able: { username: string; title: string }[] }[]
  /** Reports to be decided on first, and how many there are. */
  waiting: { href: string; code: string; asOf: Day }[]
  waitingCount: number
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
              {t(props.isDue ? 'succession.applyNote' : 'succession.tooEarly', {
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

function Notices(props: PreviewProps) {
  const { reader, isStale, suspended, pending, below } = props
  const { t } = reader
  const lines = [
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
      <Waiting {...props} />
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

function Waiting({ reader, waiting, waitingCount }: PreviewProps) {
  const { t, language } = reader
  if (!waiting.length) return null
  const rest = waitingCount - waiting.length
  return (
    <div id='h-waiting'>
      <Callout reader={reader} tone='late' title={t('succession.waiting', { n: waitingCount })}>
        <p>{t('succession.waitingText')}</p>
        <ul>
          {waiting.map(({ href, code, asOf }) => (
            <li>
              <a href={href}>{t('succession.waitingOf', { code, day: writeDay(language, asOf) })}</a>
            </li>
          ))}
        </ul>
        {rest > 0 && <p>{t('succession.waitingMore', { n: rest })}</p>}
      </Callout>
    </div>
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
