import type { Day } from '../../src/domain/day.ts'
import { ratio, subtract } from '../../src/domain/ratio.ts'
import type { Combined } from '../../src/domain/rollup.ts'
import type { Amount, RollupKind, Span, TargetKind } from '../../src/domain/target.ts'
import type { Variance } from '../../src/domain/variance.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { type Tile, Tiles } from '../parts/figures.tsx'
import { Filters } from '../parts/form.tsx'
import { TextField } from '../parts/inputs.tsx'
import { EmptyState } from '../parts/notes.tsx'
import { Crumbs, PageHead, Pager, Section } from '../parts/page.tsx'
import type { Reader } from '../reader.ts'
import { HandingDown, type HandingDownProps } from './cascade-deeds.tsx'
import { type PartLine, PartsTable } from './cascade-rows.tsx'
import { combinedWords, differenceWords, gapTone, partsPlanWords, varianceShare } from './cascade-words.ts'
import type { Relative } from './shapes.ts'
import { amountWords, valueWords } from './words.ts'

export interface PartsPageProps {
  reader: Reader
  target: {
    code: string
    title: string
    kind: TargetKind
    measure: string | null
    decimals: number
    rollup: RollupKind | null
  }
  unitName: string
  /** A past day that is looked at. */
  asOf: Day | null
  typedDay: string
  query: string
  levels: Relative[]
  plan: Amount | null
  declared: { value: Span; asOf: Day } | null
  /** Null where nothing adds up, or not for this reader. */
  whole: Combined | null
  days: { from: Day; to: Day } | null
  variance: Variance | null
  /** Of what has no figures: how many are done. */
  done: { n: number; m: number } | null
  total: number
  hidden: number
  rows: PartLine[]
  next: string | null
  first: string | null
  /** Ready-made: this page, and the page of the target. */
  action: string
  href: string
  deeds: HandingDownProps | null
}

/** What a target is made of: the plans and the figures below it, held against its own. */
export function PartsPage(props: PartsPageProps) {
  const { reader, target, unitName, asOf, total, hidden } = props
  const { t, language } = reader
  const fill = { unit: unitName, n: total + hidden }
  // Else '1/1 đơn vị' beside eighteen targets reads as if seventeen were missing.
  const isPartly = props.whole && props.whole.expected < fill.n
  const counted = isPartly ? t('cascade.counted', { n: props.whole!.expected }) : ''
  return (
    <>
      <Crumbs
        reader={reader}
        items={[
          { href: reader.at('/commitments'), label: t('nav.commitments') },
          { href: props.href, label: target.code },
        ]}
        here={t('cascade.title')}
      />
      <PageHead
        eyebrow={t('cascade.title')}
        title={target.title}
        lead={
          t('cascade.lead', fill) +
          counted +
          (asOf ? t('cascade.leadAsOf', { day: writeDay(language, asOf) }) : '')
        }
      />
      <Levels {...props} />
      <div class='flow-l mt'>
        <Figures {...props} />
        <div class={props.deeds ? 'flow-l' : undefined}>
          <Parts {...props} />
          {props.deeds && <HandingDown {...props.deeds} />}
        </div>
      </div>
    </>
  )
}

/** From the highest level down to this one. */
function Levels({ reader, levels, unitName, asOf }: PartsPageProps) {
  const { t, at } = reader
  if (levels.length === 0) return null
  const query = asOf ? `?as-of=${asOf}` : ''
  return (
    <nav class='crumbs' aria-label={t('cascade.levels')}>
      <ol>
        {levels.map(({ code, title, unitName: name, mayOpen }) => (
          <li>
            {mayOpen ? (
              <a href={at(`/targets/${encodeURIComponent(code)}/parts${query}`)}>{`${name}: ${title}`}</a>
            ) : (
              name
            )}
          </li>
        ))}
        <li aria-current='page'>{unitName}</li>
      </ol>
    </nav>
  )
}

function Figures(props: PartsPageProps) {
  const { reader, target, whole, done } = props
  const { t } = reader
  if (!whole && !done) return null
  const tiles = whole ? figureTiles(props, whole) : doneTiles(props)
  const left = whole && [...whole.fates.values()].includes('share')
  const notes = [
    whole && target.rollup === null && t('cascade.declaredNote'),
    left && t('cascade.kindNote.share'),
    target.rollup === 'weighted' && t('cascade.kindNote.weighted'),
    target.rollup === 'count_met' && t('cascade.kindNote.count_met'),
    target.rollup === 'last' && t('cascade.kindNote.last'),
  ].filter(Boolean)
  return (
    <div>
      <Tiles reader={reader} tiles={tiles} />
      {notes.length > 0 && <p class='hint mt'>{notes.join(' ')}</p>}
    </div>
  )
}

const doneTiles = ({ reader, done }: PartsPageProps): Tile[] => [
  { label: reader.t('cascade.done'), value: reader.t('cascade.doneOf', done!) },
]

/** A tile writes the measure smaller, after its figure. */
function split(words: string, measure: string | null): Pick<Tile, 'value' | 'unit'> {
  const end = `\u00a0${measure}`
  return measure && words.endsWith(end)
    ? { value: words.slice(0, -end.length), unit: measure }
    : { value: words }
}

function figureTiles(props: PartsPageProps, whole: Combined): Tile[] {
  const { reader, target, plan, declared } = props
  const { t, language } = reader
  const partsPlan = partsPlanWords(reader, whole, target.measure)
  const isPlanned = whole.kind === 'weighted' || whole.kind === 'count_met'
  const gap = gapOf(props, whole)
  return [
    ...(plan === null
      ? []
      : [{ label: t('cascade.plan'), ...split(amountWords(reader, plan, target), target.measure) }]),
    ...(partsPlan
      ? [
          {
            label: t(isPlanned ? `cascade.partsPlan.${whole.kind as 'weighted'}` : 'cascade.partsPlan'),
            ...split(partsPlan, target.measure),
            note: [
              t('cascade.plansOf', { n: whole.planned, m: whole.expected }),
              gap && `${t('cascade.planGap')}: ${gap}`,
            ]
              .filter(Boolean)
              .join(' · '),
          },
        ]
      : []),
    {
      label: t('cascade.declared'),
      ...split(declared ? valueWords(reader, declared.value, target) : '–', target.measure),
      note: declared
        ? t('cascade.declaredOn', { day: writeDay(language, declared.asOf) })
        : t('cascade.nothingDeclared'),
    },
    {
      label: t(`cascade.rolled.${whole.kind}`),
      ...split(combinedWords(reader, whole, target.measure), target.measure),
      note: [t('target.coverage', { n: whole.reporting, m: whole.expected }), daysWords(props)]
        .filter(Boolean)
        .join(' · '),
      tone: whole.reporting < whole.expected ? ('risk' as const) : undefined,
    },
    ...varianceTile(props, whole),
  ].map((tile) => tile as Tile)
}

/** 'chưa phân bổ hết 12 ha'; plans that do not combine into one have no gap. */
function gapOf({ reader, plan, target }: PartsPageProps, whole: Combined): string | null {
  if (plan === null || !whole.plan || whole.kind === 'count_met') return null
  const decimals = Math.max(whole.decimals, target.decimals)
  const own = ratio(plan * 10 ** (decimals - target.decimals))
  const parts = { n: whole.plan.n * 10n ** BigInt(decimals - whole.decimals), d: whole.plan.d }
  const gap = subtract(own, parts)
  const words = reader.t(`cascade.${gapTone(gap)}`)
  if (gap.n === 0n) return words
  const size = { n: gap.n < 0n ? -gap.n : gap.n, d: gap.d }
  const { measure } = target
  return `${words} ${differenceWords(reader, { low: size, high: size }, { decimals, measure }).replace('+', '')}`
}

function daysWords({ reader, days }: PartsPageProps): string | null {
  if (!days) return null
  const { t, language } = reader
  const [from, to] = [writeDay(language, days.from), writeDay(language, days.to)]
  return from === to ? t('cascade.days', { day: to }) : t('cascade.daysFromTo', { from, to })
}

function varianceTile({ reader, target, variance }: PartsPageProps, whole: Combined): Tile[] {
  const { t } = reader
  const { reporting: n, expected: m, kind } = whole
  if (kind === 'count_met' && target.decimals > 0) return []
  const partial = n < m ? t('cascade.partial', { n, m }) : null
  if (!variance) return [{ label: t('cascade.variance'), value: '–', note: t('cascade.noVariance') }]
  const { difference, share, decimals } = variance
  const notes = [share && t('cascade.varianceOf', { share: varianceShare(reader, share) }), partial]
  return [
    {
      label: t('cascade.variance'),
      ...split(differenceWords(reader, difference, { decimals, measure: target.measure }), target.measure),
      note: notes.filter(Boolean).join(' · '),
    },
  ]
}

function Parts(props: PartsPageProps) {
  const { reader, rows, query, total, hidden, action, typedDay } = props
  const { t } = reader
  return (
    <Section id='h-parts' title={t('cascade.parts')}>
      {(total > 0 || query) && (
        <Filters reader={reader} action={action} label={t('cascade.query')} target='#parts'>
          <TextField reader={reader} name='q' type='search' label={t('cascade.query')} value={query} />
          <TextField reader={reader} name='as-of' label={t('cascade.day')} value={typedDay} />
        </Filters>
      )}
      <div id='parts'>
        {rows.length === 0 ? (
          <EmptyState
            reader={reader}
            icon={query ? 'search-x' : 'split'}
            title={t(query ? 'cascade.noneFound' : 'cascade.none')}
            text={!query && props.deeds ? t('cascade.noneText') : undefined}
          />
        ) : (
          <PartsTable {...props} />
        )}
        {hidden > 0 && <p class='sub mt-s'>{t('cascade.hidden', { n: hidden })}</p>}
        <Pager reader={reader} next={props.next} first={props.first} />
      </div>
    </Section>
  )
}
