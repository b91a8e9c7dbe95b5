import { addDays, instantOf } from '../../src/domain/day.ts'
import { writeDay, writeTime, writeWeekday } from '../../src/i18n/days.ts'
import { slipWords } from '../extensions/words.ts'
import { More } from '../parts/form.tsx'
import { Icon } from '../parts/icon.tsx'
import { SummaryList } from '../parts/lists.tsx'
import { Section } from '../parts/page.tsx'
import type { Reader } from '../reader.ts'
import { combinedLine } from './cascade-words.ts'
import type { Behind, Cascade, Judged, Relative } from './shapes.ts'
import { amountWords, movedWords, valueWords } from './words.ts'

/** What was promised, by whom, with whom, and how it is reported. */
export function DocumentBox({ judged, behind }: { judged: Judged; behind: Behind }) {
  const { reader, target } = judged
  const { t } = reader
  const { coordinators } = behind
  return (
    <Section id='h-document' title={t('target.document')} card>
      <SummaryList
        items={[
          { term: t('target.product'), detail: target.product },
          { term: t('target.deadline'), detail: dueDetail(judged) },
          { term: t('target.responsible'), detail: behind.commitment.sideBPost },
          ...(coordinators.length
            ? [{ term: t('target.coordinating'), detail: coordinators.map(({ name }) => name).join(', ') }]
            : []),
          { term: t('target.kind'), detail: kindDetail(judged) },
          ...(target.baseline === null
            ? []
            : [{ term: t('target.baseline'), detail: baselineDetail(judged) }]),
          { term: t('target.origin'), detail: t(`origin.${target.origin}`) },
          {
            term: t('target.evidence'),
            detail: t(target.evidenceRequired ? 'target.evidenceYes' : 'target.evidenceNo'),
          },
          ...(target.weight === null ? [] : [{ term: t('target.weight'), detail: `${target.weight}%` }]),
          { term: t('target.reporting'), detail: reportingDetail(judged, behind) },
          ...(target.stateCause ? [{ term: t('target.stateCause'), detail: target.stateCause }] : []),
          { term: t('target.commitment'), detail: <CommitmentDetail reader={reader} behind={behind} /> },
        ]}
      />
    </Section>
  )
}

/** '5/9/2022 (hạn gốc 15/8/2022, đã gia hạn 1 lần) · lùi 21 ngày so với hạn gốc'. */
function dueDetail({ reader, target, standing, facts }: Judged): string {
  const { t, language } = reader
  const { dueOn } = standing
  if (!dueOn) return t('clock.no_deadline')
  const { dueOriginal } = target
  const original = movedWords(reader, { ...standing, dueOriginal }, facts)
  const slip = slipWords(reader, { ...standing, dueOriginal })
  return [writeDay(language, dueOn) + original, slip].filter(Boolean).join(' · ')
}

function kindDetail({ reader, target }: Judged): string {
  const words = [
    reader.t(`target_kind.${target.kind}`),
    target.valueKind && reader.t(`value_kind.${target.valueKind}`),
    target.direction && reader.t(`direction_kind.${target.direction}`),
  ]
  return words.filter(Boolean).join(' · ')
}

function baselineDetail({ reader, target }: Judged): string {
  const base = amountWords(reader, target.baseline!, target)
  if (!target.baselineOn) return base
  return reader.t('target.baselineOn', { base, day: writeDay(reader.language, target.baselineOn) })
}

function reportingDetail({ reader, day }: Judged, { weekly }: Behind): string {
  const someMonday = '2022-01-03'
  return reader.t('target.reportingText', {
    time: writeTime(reader.language, instantOf(day, weekly.time, reader.zone), reader.zone),
    weekday: writeWeekday(reader.language, addDays(someMonday, weekly.weekday - 1)),
  })
}

function CommitmentDetail({ reader, behind }: { reader: Reader; behind: Behind }) {
  const { code, number, signedOn } = behind.commitment
  const words =
    number && signedOn
      ? reader.t('target.commitmentOf', { number, day: writeDay(reader.language, signedOn) })
      : (number ?? code)
  return behind.mayOpenCommitment ? (
    <a href={reader.at(`/commitments/${code}`)}>{words}</a>
  ) : (
    <span>{words}</span>
  )
}

/** More children than these are folded away. */
const MOST_OPEN = 5

/** Where the target comes from, and what below it adds up to. Draws nothing for a target that stands alone. */
export function CascadeBox({
  judged,
  cascade,
  unitName,
  partsHref,
}: {
  judged: Judged
  cascade: Cascade
  unitName: string
  /** Where its parts stand in full, or it is handed down; ready-made. */
  partsHref: string | null
}) {
  const { parents, children, hidden } = cascade
  const { t } = judged.reader
  if (!parents.length && !children.length && !cascade.sum && !partsHref) return null
  const list = <Relatives reader={judged.reader} items={children} isBelow />
  return (
    <Section id='h-cascade' title={t('target.cascade')} card>
      <ul>
        {parents.map((parent) => (
          <RelativeItem reader={judged.reader} item={parent} />
        ))}
        <li class='todo' data-s='wait'>
          <Icon reader={judged.reader} name='handshake' />
          <div>
            <b>{unitName}</b>
            <p class='sub'>{t('target.thisTarget')}</p>
          </div>
        </li>
      </ul>
      <SumWords judged={judged} cascade={cascade} />
      {children.length > MOST_OPEN ? (
        <More
          reader={judged.reader}
          summary={t('target.childrenMore', { n: children.length + cascade.more })}
        >
          {list}
        </More>
      ) : (
        children.length > 0 && list
      )}
      {hidden > 0 && children.length > 0 && <p class='sub mt-s'>{t('target.hidden', { n: hidden })}</p>}
      {partsHref && (
        <p class='mt'>
          <a href={partsHref}>{t('cascade.open')}</a>
        </p>
      )}
    </Section>
  )
}

function SumWords({ judged, cascade }: { judged: Judged; cascade: Cascade }) {
  const { reader, target } = judged
  const { sum } = cascade
  if (!sum) return null
  const left = [...sum.fates].flatMap(([code, fate]) => (fate === 'sources' ? [code] : []))
  return (
    <p class='sm mt'>
      <b>{combinedLine(reader, sum, target.measure)}</b>
      <br />
      <span class='sub'>
        {reader.t('target.coverage', { n: sum.reporting, m: sum.expected })}
        {left.length > 0 && ` · ${reader.t('target.unsummed', { codes: left.join(', ') })}`}
      </span>
    </p>
  )
}

function Relatives({ reader, items, isBelow }: { reader: Reader; items: Relative[]; isBelow?: boolean }) {
  return (
    <ul class='mt-s'>
      {items.map((item) => (
        <RelativeItem reader={reader} item={item} isBelow={isBelow} />
      ))}
    </ul>
  )
}

function RelativeItem({ reader, item, isBelow }: { reader: Reader; item: Relative; isBelow?: boolean }) {
  const { t, language } = reader
  const notes = [
    item.plan === null ? null : t('target.planOf', { plan: amountWords(reader, item.plan, item) }),
    item.latest &&
      t('target.figure', {
        value: valueWords(reader, item.latest.value, item),
        day: writeDay(language, item.latest.asOf),
      }),
    isBelow && item.contribution ? t(`target.${item.contribution}`) : null,
  ]
  return (
    <li class='todo'>
      <Icon reader={reader} name={isBelow ? 'building-2' : 'landmark'} />
      <div>
        {item.unitName}
        <p class='sub'>
          {item.mayOpen ? <a href={reader.at(`/targets/${item.code}`)}>{item.title}</a> : item.title}
        </p>
        <p class='sub'>{notes.filter(Boolean).join(' · ')}</p>
      </div>
    </li>
  )
}
