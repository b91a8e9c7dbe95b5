import type { CommitmentState } from '../../src/domain/commitment.ts'
import { CellInput } from '../parts/cell-input.tsx'
import { Select } from '../parts/choices.tsx'
import { ErrorSummary, errorIn, type FieldError } from '../parts/form.tsx'
import { Callout, EmptyState } from '../parts/notes.tsx'
import { Crumbs, PageHead } from '../parts/page.tsx'
import { Cell, PickCell, Row, RowHead, StackTable } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'

export interface CarryLine {
  code: string
  title: string
  measure: string | null
  picked: boolean
  /** What it is to bring about, as typed; null where it says nothing of it. */
  product: string | null
  /** As typed; null where there is nothing to plan. */
  plan: string | null
  /** The whole plan, where only a rest of it goes on. */
  before: string | null
  /** As typed; null for what has no deadline. */
  due: string | null
}

interface CarryProps {
  reader: Reader
  unit: string
  commitment: string
  backHref: string
  action: string
  /** What was just carried over went in there. */
  done: { code: string; href: string } | null
  /** With the commitment that the unit has there already. */
  campaigns: { code: string; name: string; next: { code: string; state: CommitmentState } | null }[]
  to: string | null
  /** The draft that is there already. */
  draft: string | null
  /** Why nothing goes into the commitment that is there; its code where the reader may know it. */
  closed: { kind: 'bound' | 'pending' | 'not_theirs'; code: string | null; text: string } | null
  /** Where the next campaign is opened, for those who may. */
  copyHref: string | null
  lines: CarryLine[]
  hasLeft: boolean
  errors: FieldError[]
}

/** Which unfinished targets go on, into which campaign, and with what plan. */
export function CarryPage(props: CarryProps) {
  const { reader, backHref, errors } = props
  const { t, at } = reader
  return (
    <>
      <ErrorSummary reader={reader} errors={errors} />
      <Crumbs
        reader={reader}
        items={[
          { href: at('/year-end'), label: t('yearEnd.title') },
          { href: backHref, label: props.commitment },
        ]}
        here={t('yearEnd.carry')}
      />
      <PageHead title={t('yearEnd.carryTitle', { unit: props.unit })} lead={t('yearEnd.carryLead')} />
      {props.done && (
        <div class='mb'>
          <Callout reader={reader} tone='done'>
            <p>
              <a href={props.done.href}>{t('yearEnd.carriedDone', { code: props.done.code })}</a>
            </p>
          </Callout>
        </div>
      )}
      <Body {...props} />
    </>
  )
}

function Choice({ reader, campaigns, to, errors }: CarryProps) {
  const { t } = reader
  return (
    <Select
      reader={reader}
      name='to'
      label={t('yearEnd.carryTo')}
      value={to ?? ''}
      error={errorIn(errors, 'to')}
      items={campaigns.map(({ code, name, next }) => ({
        value: code,
        label: next ? `${name} (${next.code}: ${t(`commitment.state.${next.state}`)})` : name,
      }))}
    />
  )
}

/** Nothing goes into what is there: the way that is left, and another campaign where there is one. */
function ClosedTo(props: CarryProps & { closed: NonNullable<CarryProps['closed']> }) {
  const { reader, closed, action, backHref } = props
  const { t, at } = reader
  const path = closed.code && `/commitments/${encodeURIComponent(closed.code)}`
  return (
    <div class='flow-l'>
      <Callout reader={reader} tone='risk' title={t('yearEnd.carryClosed')}>
        <p>{closed.text}.</p>
        {path && closed.kind === 'bound' && <p class='hint'>{t('yearEnd.carryAnnexHint')}</p>}
        {path && (
          <p class='btns mt-s'>
            <a class='btn btn--s' href={at(path)}>
              {closed.code}
            </a>
            {closed.kind === 'bound' && (
              <a class='btn btn--s' href={at(`${path}/amendments`)}>
                {t('yearEnd.carryAnnex')}
              </a>
            )}
          </p>
        )}
      </Callout>
      <form class='card card__p' method='get' action={action} novalidate>
        <Choice {...props} />
        <div class='btns mt'>
          <button class='btn' type='submit'>
            {t('yearEnd.carryOther')}
          </button>
          <a class='btn' href={backHref}>
            {t('common.back')}
          </a>
        </div>
      </form>
    </div>
  )
}

function Body(props: CarryProps) {
  const { reader, backHref, copyHref, to, draft, lines } = props
  const { t, at } = reader
  if (!props.hasLeft) {
    return (
      <EmptyState
        reader={reader}
        icon='circle-check-big'
        tone='done'
        title={t('yearEnd.carryNothing')}
        text={t('yearEnd.carryNothingText')}
      >
        <a class='btn' href={backHref}>
          {t('common.back')}
        </a>
      </EmptyState>
    )
  }
  if (!to) {
    const text = t(copyHref ? 'yearEnd.carryNoneKeeper' : 'yearEnd.carryNoneUnit')
    return (
      <EmptyState reader={reader} icon='calendar-range' title={t('yearEnd.carryNone')} text={text}>
        <a class='btn btn--p' href={copyHref ?? backHref}>
          {t(copyHref ? 'campaign.copy' : 'common.back')}
        </a>
      </EmptyState>
    )
  }
  if (props.closed) return <ClosedTo {...props} closed={props.closed} />
  return (
    <form class='flow-l' method='post' action={props.action} novalidate>
      <div class='card card__p'>
        <Choice {...props} />
        <p class='hint mt-s'>{t('yearEnd.carryPrefilled')}</p>
      </div>
      {draft && (
        <Callout reader={reader} tone='info'>
          <p>
            {t('yearEnd.carryExisting', { code: draft })}{' '}
            <a href={at(`/commitments/${encodeURIComponent(draft)}`)}>{draft}</a>
          </p>
        </Callout>
      )}
      <div class='card' id='targets' tabindex={-1}>
        <StackTable
          caption={t('yearEnd.carry')}
          mid
          columns={[
            { label: <span class='sr'>{t('yearEnd.carry')}</span> },
            { label: t('yearEnd.target') },
            { label: t('targetForm.product') },
            { label: t('yearEnd.carryPlan') },
            { label: t('yearEnd.carryDue') },
          ]}
        >
          {lines.map((line) => (
            <Line reader={reader} line={line} errors={props.errors} />
          ))}
        </StackTable>
      </div>
      <div class='btns'>
        <button class='btn btn--p' type='submit'>
          {t('yearEnd.carryDo')}
        </button>
        <a class='btn' href={backHref}>
          {t('common.cancel')}
        </a>
      </div>
    </form>
  )
}

function Line({ reader, line, errors }: { reader: Reader; line: CarryLine; errors: readonly FieldError[] }) {
  const { t } = reader
  const { code, measure } = line
  return (
    <Row>
      <PickCell name='target' value={code} label={t('yearEnd.carryPick', { code })} isPicked={line.picked} />
      <RowHead>
        {line.title}
        <p class='sub'>{code}</p>
      </RowHead>
      <TypedCell
        label={t('targetForm.product')}
        name={`product_${code}`}
        of={t('yearEnd.carryProductOf', { code })}
        value={line.product}
        errors={errors}
        rows={3}
      />
      <Cell label={t('yearEnd.carryPlan')} wideOnly={line.plan === null}>
        {line.plan !== null && (
          <>
            <CellInput
              name={`plan_${code}`}
              label={t('yearEnd.carryPlanOf', { code })}
              value={line.plan}
              errors={errors}
              attributes={{ size: 14, autocomplete: 'off' }}
            />
            <p class='sub'>
              {[measure, line.before && t('yearEnd.carryPlanRest', { plan: line.before })]
                .filter(Boolean)
                .join(' · ')}
            </p>
          </>
        )}
      </Cell>
      <TypedCell
        label={t('yearEnd.carryDue')}
        name={`due_${code}`}
        of={t('yearEnd.carryDueOf', { code })}
        value={line.due}
        errors={errors}
      />
    </Row>
  )
}

/** A cell to type into; empty where there is nothing of the kind. */
function TypedCell(props: {
  label: string
  name: string
  /** What is heard in place of the column's head. */
  of: string
  value: string | null
  errors: readonly FieldError[]
  /** Of several lines. */
  rows?: number
}) {
  const { label, name, of, value, errors, rows } = props
  return (
    <Cell label={label} wide={rows !== undefined} wideOnly={value === null}>
      {value !== null && (
        <CellInput
          name={name}
          label={of}
          value={value}
          errors={errors}
          rows={rows}
          attributes={{ ...(rows ? { cols: 34 } : { size: 14 }), autocomplete: 'off' }}
        />
      )}
    </Cell>
  )
}
