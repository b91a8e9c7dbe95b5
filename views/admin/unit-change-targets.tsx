import { groupBy } from '../../src/domain/grouping.ts'
import { likenessOf } from '../../src/domain/inheritance.ts'
import type { Inherited, Passing } from '../../src/domain/succession.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { writeAmount, writeSpan } from '../../src/i18n/numbers.ts'
import { errorIn, More } from '../parts/form.tsx'
import { TextField } from '../parts/inputs.tsx'
import { Section } from '../parts/page.tsx'
import { Cell, Row, RowHead, StackTable } from '../parts/table.tsx'
import { FateField, fateName } from './unit-change-fate.tsx'
import type { PreviewProps } from './unit-change-preview.tsx'

export interface Shown extends PreviewProps {
  byCode: ReadonlyMap<string, Passing>
  /** What could be combined: by the new unit and the way of counting. */
  mates: ReadonlyMap<string, Passing[]>
}

/** What the targets of each new unit are made of, and what may be decided about every one of them. */
export function Targets(props: PreviewProps) {
  const { reader, made, successors, passing, ended, errors, page } = props
  const { t } = reader
  if (!made.length && !ended.length) return null
  const names = new Map(successors.map(({ code, name }) => [code, name]))
  const byCode = new Map(passing.map((one) => [one.code, one]))
  const shown: Shown = { ...props, byCode, mates: matesIn(props, byCode) }
  return (
    <Section id='h-targets' title={t('succession.targets')}>
      <div class='flow'>
        {[...groupBy(made, ({ successor }) => successor)].map(([successor, own]) => (
          <UnitTargets
            shown={shown}
            successor={successor}
            name={names.get(successor) ?? successor}
            own={own}
          />
        ))}
        {ended.length > 0 && <Ended {...shown} />}
        {page.all > made.length && <PageButtons {...props} />}
      </div>
      {props.kind !== 'dissolve' && (
        <div class='mt'>
          <TextField
            reader={reader}
            name='end_reason'
            label={t('succession.endReason')}
            hint={t('succession.endReasonHint')}
            error={errorIn(errors, 'end_reason')}
            value={props.typed('end_reason')}
            attributes={{ maxlength: 500 }}
            optional
          />
        </div>
      )}
    </Section>
  )
}

function matesIn({ all }: PreviewProps, byCode: ReadonlyMap<string, Passing>): Shown['mates'] {
  const there = all.flatMap(({ successor, parts }) =>
    parts.map(({ target }) => ({ successor, one: byCode.get(target)! })),
  )
  const able = there.filter(({ one }) => one.steps === 0)
  const groups = groupBy(able, ({ successor, one }) => `${successor} ${likenessOf(one)}`)
  return new Map([...groups].map(([key, own]) => [key, own.map(({ one }) => one)]))
}

/** One new unit: what has to be looked at stands open, what goes on as it was is folded away. */
function UnitTargets(props: { shown: Shown; successor: string; name: string; own: Inherited[] }) {
  const { shown, successor, name, own } = props
  const { reader, counts } = shown
  const { t } = reader
  const asking = own.filter((one) => isAsking(shown, one))
  const others = own.filter((one) => !isAsking(shown, one))
  const { continued, combined } = counts.get(successor)!
  const summary = (
    <span>
      {t('succession.unitTargets', { name, n: continued + combined })}{' '}
      {combined > 0 && <span class='sub'>{t('succession.unitCounts', { continued, combined })}</span>}
    </span>
  )
  return (
    <More reader={reader} summary={summary} open={asking.length > 0}>
      {asking.length > 0 && <TargetTable shown={shown} own={asking} />}
      {asking.length > 0 && others.length > 0 ? (
        <More reader={reader} summary={t('succession.goOnWhole', { n: others.length })}>
          <TargetTable shown={shown} own={others} />
        </More>
      ) : (
        others.length > 0 && <TargetTable shown={shown} own={others} />
      )}
    </More>
  )
}

/** It becomes something else, loses something, or somebody has said something about it. */
const isAsking = ({ typed, fateErrors }: Shown, { fate, notes, parts, successor }: Inherited) =>
  fate === 'combine' ||
  notes.length > 0 ||
  parts.some(({ target }) => fateErrors.has(target) || typed(fateName(target, successor)) !== '')

function TargetTable({ shown, own }: { shown: Shown; own: Inherited[] }) {
  const { t } = shown.reader
  return (
    <StackTable
      caption={t('succession.targets')}
      columns={[
        { label: t('succession.after') },
        { label: t('succession.parts') },
        { label: t('succession.fate') },
      ]}
    >
      {own.map((one) => (
        <TargetRow shown={shown} one={one} />
      ))}
    </StackTable>
  )
}

function Ended(shown: Shown) {
  const { reader, ended, byCode } = shown
  const { t } = reader
  return (
    <StackTable
      caption={t('succession.endedHere')}
      columns={[
        { label: t('succession.endedHere') },
        { label: t('succession.parts') },
        { label: t('succession.fate') },
      ]}
    >
      {ended.map(({ target, successor, title, reason }) => (
        <Row>
          <RowHead>{title}</RowHead>
          <Cell label={t('succession.parts')}>
            <span class='code'>{target}</span>
          </Cell>
          <Cell label={t('succession.fate')} wide>
            {t('succession.fate.end')}: {reason}
            {successor !== null && (
              <FateField shown={shown} fate='end' part={byCode.get(target)!} successor={successor} />
            )}
          </Cell>
        </Row>
      ))}
    </StackTable>
  )
}

function TargetRow({ shown, one }: { shown: Shown; one: Inherited }) {
  const { reader, byCode } = shown
  const { t, language } = reader
  const figures = ({ plan, actual, decimals }: Pick<Inherited, 'plan' | 'actual' | 'decimals'>) =>
    `${actual ? writeSpan(language, actual.value, decimals) : '–'} / ${plan === null ? '–' : writeAmount(language, plan, decimals)}`
  const isNumber = one.lead.kind === 'number'
  const { dueOn } = one.due
  return (
    <Row>
      <RowHead>
        {one.lead.title}
        <p class='sub'>
          {isNumber && `${figures(one)} ${one.lead.measure ?? ''} · `}
          {dueOn ? t('succession.dueLine', { day: writeDay(language, dueOn) }) : t('succession.noDue')}
        </p>
        {one.notes.map((note) => (
          <p class='sub'>{t(`succession.note.${note}`)}</p>
        ))}
      </RowHead>
      <Cell label={t('succession.parts')} wide>
        {one.parts.map(({ target, share }) => (
          <p>
            <span class='code'>{target}</span>{' '}
            {isNumber && <span class='sub'>{figures(byCode.get(target)!)}</span>}
            {share.d !== 1n && <span class='sub'> × {`${share.n}/${share.d}`}</span>}
          </p>
        ))}
      </Cell>
      <Cell label={t('succession.fate')} wide>
        {one.parts.map(({ target }) => (
          <FateField
            shown={shown}
            fate={one.fate}
            part={byCode.get(target)!}
            successor={one.successor}
            isOneOfMany={one.parts.length > 1}
          />
        ))}
      </Cell>
    </Row>
  )
}

/** Thousands of targets, some at a time; what was chosen on other pages goes along unseen. */
function PageButtons({ reader, page }: PreviewProps) {
  const { t } = reader
  const { from, to, all } = page
  return (
    <div class='btns'>
      {from > 1 && (
        <button class='btn btn--s' type='submit' name='do' value='earlier'>
          {t('succession.pageBack')}
        </button>
      )}
      <span class='sub'>{t('succession.pageOf', { from, to, n: all })}</span>
      {to < all && (
        <button class='btn btn--s' type='submit' name='do' value='later'>
          {t('succession.pageNext')}
        </button>
      )}
    </div>
  )
}
