import { groupBy } from '../../src/domain/grouping.ts'
import type { Inherited, Passing } from '../../src/domain/succession.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { writeAmount, writeSpan } from '../../src/i18n/numbers.ts'
import { Select } from '../parts/choices.tsx'
import { errorIn } from '../parts/form.tsx'
import { TextField } from '../parts/inputs.tsx'
import { Section } from '../parts/page.tsx'
import { Cell, Row, RowGroupHead, RowHead, StackTable } from '../parts/table.tsx'
import type { PreviewProps } from './unit-change-preview.tsx'

/** What the targets of each new unit are made of, and what may be decided about every one of them. */
export function Targets(props: PreviewProps) {
  const { reader, made, successors, passing, ended, errors } = props
  const { t } = reader
  if (!made.length && !ended.length) return null
  const names = new Map(successors.map(({ code, name }) => [code, name]))
  const byCode = new Map(passing.map((one) => [one.code, one]))
  return (
    <Section id='h-targets' title={t('succession.targets')}>
      <div class='card'>
        <StackTable
          caption={t('succession.targets')}
          columns={[
            { label: t('succession.after') },
            { label: t('succession.parts') },
            { label: t('succession.fate') },
          ]}
        >
          {[...groupBy(made, ({ successor }) => successor)].map(([successor, own]) => (
            <>
              <RowGroupHead span={3}>{`${names.get(successor) ?? successor} (${own.length})`}</RowGroupHead>
              {own.map((one) => (
                <TargetRow {...props} one={one} byCode={byCode} />
              ))}
            </>
          ))}
          {ended.length > 0 && <RowGroupHead span={3}>{t('succession.endedHere')}</RowGroupHead>}
          {ended.map(({ target, title, reason }) => (
            <Row>
              <RowHead>{title}</RowHead>
              <Cell label={t('succession.parts')}>
                <span class='code'>{target}</span>
              </Cell>
              <Cell label={t('succession.fate')}>
                {t('succession.fate.end')}: {reason}
              </Cell>
            </Row>
          ))}
        </StackTable>
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

function TargetRow(props: PreviewProps & { one: Inherited; byCode: Map<string, Passing> }) {
  const { reader, one, byCode } = props
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
      <Cell label={t('succession.parts')}>
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
          <FateField {...props} part={byCode.get(target)!} />
        ))}
      </Cell>
    </Row>
  )
}

/** What may become of one target there: as proposed, alone, with another of its kind, or nothing. */
function FateField(props: PreviewProps & { one: Inherited; part: Passing }) {
  const { reader, one, part, made, typed, passing } = props
  const { t } = reader
  const name = `fate.${part.code}|${one.successor}`
  const there = new Set(
    made
      .filter(({ successor }) => successor === one.successor)
      .flatMap(({ parts }) => parts.map((p) => p.target)),
  )
  const mates = passing.filter(
    (mate) =>
      mate.code !== part.code &&
      there.has(mate.code) &&
      mate.campaignId === part.campaignId &&
      mate.kind === part.kind &&
      mate.measure === part.measure &&
      mate.valueKind === part.valueKind &&
      mate.direction === part.direction &&
      mate.steps + part.steps === 0,
  )
  const fate = t(`succession.fate.${one.fate}`)
  return (
    <Select
      reader={reader}
      name={name}
      id={name.replace(/[^A-Za-z0-9-]/g, '-')}
      label={t('succession.fateOf', { code: part.code })}
      quiet
      value={typed(name)}
      items={[
        { value: '', label: t('succession.asProposed', { fate }) },
        { value: 'continue', label: t('succession.fate.continue') },
        { value: 'end', label: t('succession.fate.end') },
        ...mates.map(({ code }) => ({ value: `with:${code}`, label: t('succession.combineWith', { code }) })),
      ]}
    />
  )
}
