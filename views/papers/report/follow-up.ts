import type { Section, Text } from '../../../src/domain/paper.ts'
import { isHindered } from '../../../src/domain/snapshot/figure-targets.ts'
import type { SnapshotProposal } from '../../../src/domain/snapshot/follow-up.ts'
import type { SnapshotTarget } from '../../../src/domain/snapshot/target.ts'
import type { Snapshot } from '../../../src/domain/snapshot.ts'
import type { Cause } from '../../../src/domain/target.ts'
import { count, figure, joined, type Scribe, tell, unended } from '../scribe.ts'
import type { ReportSection } from '../weekly-report.ts'
import { unitWords } from './deadlines.ts'

const MOST_ROWS = 10
const MOST_ANSWERS = 5

/** IV: what blocks open targets, the most frequent cause first and the unnamed ones last. */
export function causesSection(scribe: Scribe, { targets }: Snapshot): Section {
  const { t } = scribe
  const blocked = new Map<Cause, SnapshotTarget[]>()
  for (const target of targets) {
    if (!isHindered(target)) continue
    blocked.set(target.cause!, [...(blocked.get(target.cause!) ?? []), target])
  }
  const all = [...blocked.values()].flat()
  const causes = [...blocked].sort(byWeight).map(([cause, held]) =>
    tell(scribe, 'weekly.causeOne', {
      cause: lowered(t(`cause.${cause}`)),
      n: figure(scribe, held.length, `cause.${cause}`),
    }),
  )
  const units = new Set(all.map(({ unit }) => unit)).size
  const line = tell(scribe, 'weekly.causesLine', {
    n: figure(scribe, all.length, 'causes'),
    units: figure(scribe, units, 'causes'),
    causes: joined(causes, '; '),
  })
  return {
    name: 'IV',
    heading: t('weekly.IV'),
    paragraphs: [all.length ? line : t('weekly.noCause')],
    columns: [],
    rows: [],
  }
}

const lowered = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)

const byWeight = ([a, held]: [Cause, SnapshotTarget[]], [b, others]: [Cause, SnapshotTarget[]]) =>
  Number(a === 'other') - Number(b === 'other') || others.length - held.length

/** V: new, answered and waiting, and whom the paper asks. */
export function proposalsSection(scribe: Scribe, snapshot: Snapshot, asks: string): ReportSection {
  const { t } = scribe
  const waiting = waitingOf(snapshot)
  return {
    name: 'V',
    heading: t('weekly.V'),
    paragraphs: [
      proposalsLine(scribe, snapshot, waiting),
      ...answerLines(scribe, snapshot),
      ...(waiting.length ? [askLine(scribe, snapshot, waiting, asks)] : []),
    ],
    columns: [
      { key: 'no', heading: t('weekly.col.no'), kind: 'count', width: 7 },
      { key: 'unit', heading: t('weekly.col.unit'), kind: 'text', width: 22 },
      { key: 'addressed_to', heading: t('weekly.col.addressedTo'), kind: 'text', width: 24 },
      { key: 'title', heading: t('weekly.col.content'), kind: 'text', width: 45 },
      { key: 'waiting_days', heading: t('weekly.col.waitingDays'), kind: 'count', width: 11 },
    ],
    rows: waiting.slice(0, MOST_ROWS).map((proposal, n) => ({
      cells: [
        count(n + 1),
        proposal.unit_name,
        proposal.addressed_to,
        proposal.title,
        count(proposal.waiting_days ?? 0),
      ],
      of: [null, null, null, null, 'proposals.waiting'],
    })),
    ...(waiting.length > MOST_ROWS
      ? {
          annex: t('weekly.longestWaitingHead', { n: MOST_ROWS }),
          note: t('weekly.restInTable', { n: '05' }),
        }
      : { annex: t('weekly.waitingHead') }),
  }
}

/** The longest waiting first. */
export const waitingOf = ({ proposals }: Snapshot): SnapshotProposal[] =>
  proposals
    .filter(({ is_waiting }) => is_waiting)
    .sort((a, b) => (b.waiting_days ?? 0) - (a.waiting_days ?? 0))

function proposalsLine(scribe: Scribe, { proposals }: Snapshot, waiting: SnapshotProposal[]): Text {
  const { t } = scribe
  const within = t('weekly.within')
  const fresh = proposals.filter(({ is_new }) => is_new).length
  const answered = proposals.filter(({ is_newly_answered }) => is_newly_answered).length
  if (!fresh && !answered && !waiting.length) return t('weekly.noProposals', { within })
  const news = [
    fresh
      ? tell(scribe, 'weekly.proposals.new', { n: figure(scribe, fresh, 'proposals.new') })
      : t('weekly.proposals.noneNew'),
    answered
      ? tell(scribe, 'weekly.proposals.answered', { n: figure(scribe, answered, 'proposals.answered') })
      : waiting.length > 0 && t('weekly.proposals.noneAnswered'),
  ]
  return tell(scribe, 'weekly.proposalsLine', {
    within,
    news: joined(news, ', '),
    waiting: waitingWords(scribe, waiting),
  })
}

function waitingWords(scribe: Scribe, waiting: SnapshotProposal[]): Text {
  const { t } = scribe
  const [longest] = waiting
  if (!longest) return t('weekly.proposals.noneWaiting')
  const days = longest.waiting_days ?? 0
  const key = waiting.length === 1 ? 'weekly.proposals.oneWaits' : 'weekly.proposals.longest'
  return tell(scribe, 'weekly.proposals.waiting', {
    n: figure(scribe, waiting.length, 'proposals.waiting'),
    longest: days ? tell(scribe, key, { n: figure(scribe, days, 'proposals.waiting') }) : '',
  })
}

/** Who answered whom this week. */
function answerLines(scribe: Scribe, { proposals }: Snapshot): string[] {
  const { t } = scribe
  const answered = proposals.filter(({ is_newly_answered }) => is_newly_answered)
  const lines = answered.slice(0, MOST_ANSWERS).map((proposal) =>
    t('weekly.answeredLine', {
      addressee: proposal.addressed_to.replace(/\s*;\s*/g, ', '),
      unit: unitWords(scribe, proposal),
      title: unended(proposal.title),
    }),
  )
  const left = answered.length - lines.length
  return left > 0 ? [...lines, t('weekly.andMore', { n: left, table: '05' })] : lines
}

/** What the issuing body may answer or have answered, and what it has itself asked of the bodies above it. */
function askLine(scribe: Scribe, { owner }: Snapshot, waiting: SnapshotProposal[], asks: string): Text {
  const upward = waiting.filter(({ unit }) => unit === owner.code).length
  const own = waiting.length - upward
  const deeds = [
    own && tell(scribe, 'weekly.askUnits', { n: figure(scribe, own, 'proposals.waiting.units') }),
    upward &&
      tell(scribe, 'weekly.askUpper', {
        n: figure(scribe, upward, 'proposals.waiting.own'),
        owner: owner.name,
      }),
  ]
  const between = scribe.language === 'vi' ? '; ' : ' and '
  return tell(scribe, 'weekly.ask', { asks, deeds: joined(deeds, between) })
}
