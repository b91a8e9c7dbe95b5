import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { type Day, dayOf } from '../../src/domain/day.ts'
import { type Standing, standingOf } from '../../src/domain/standing.ts'
import type { Amount, CampaignRules, Contribution, TargetFacts, UpdateFact } from '../../src/domain/target.ts'

type Row = Record<string, string>

export interface DemoTarget {
  code: string
  campaign: string
  unit: string
  group: number
  title: string
  measure: string
  origin: string
  parent: string
  contribution: Contribution | null
  facts: TargetFacts
  updates: (UpdateFact & { submittedBy: string })[]
}

/** The Hướng Hóa demo, read straight from its CSV files into facts. */
export interface Demo {
  rows: Record<string, Row[]>
  rules: CampaignRules
  calendar: { holidays: Set<Day>; workdays: Set<Day> }
  targets: DemoTarget[]
  units: Map<string, string>
}

export const zone = 'Asia/Ho_Chi_Minh'
const FILES = [
  'campaigns',
  'task_groups',
  'units',
  'users',
  'commitments',
  'targets',
  'plan_revisions',
  'reference_values',
  'updates',
  'extensions',
  'proposals',
  'directions',
  'reminders',
  'calendar',
]

export function loadDemo(): Demo {
  const rows = Object.fromEntries(FILES.map((name) => [name, readRows(name)]))
  const campaigns = new Map(rows.commitments!.map((row) => [row.code!, row]))
  const updates = new Map<string, Row[]>()
  for (const row of rows.updates!) updates.set(row.target!, [...(updates.get(row.target!) ?? []), row])
  const targets = rows.targets!.map((row): DemoTarget => {
    const commitment = campaigns.get(row.commitment!)!
    const own = readUpdates(updates.get(row.code!) ?? [], Number(row.decimals || 0))
    return {
      code: row.code!,
      campaign: commitment.campaign!,
      unit: commitment.unit!,
      group: Number(row.group),
      title: row.title!,
      measure: row.measure!,
      origin: row.origin!,
      parent: row.parent!,
      contribution: orNull(row.contribution) as Contribution | null,
      facts: readFacts(row, own, rows),
      updates: own,
    }
  })
  return {
    rows,
    targets,
    rules: readRules(rows.campaigns!.find((row) => row.code === 'HH-2022')!),
    calendar: { holidays: new Set(rows.calendar!.map((row) => row.day as Day)), workdays: new Set() },
    units: new Map(rows.units!.map((row) => [row.code!, row.name!])),
  }
}

function readRows(name: string): Row[] {
  const file = new URL(`../../src/cli/demo/${name}.csv`, import.meta.url)
  return parse(readFileSync(file), { columns: true }) as Row[]
}

function readFacts(row: Row, updates: UpdateFact[], rows: Demo['rows']): TargetFacts {
  const decimals = Number(row.decimals || 0)
  const amount = (text: string | undefined) => scaled(text, decimals)
  const mine = (name: string) => rows[name]!.filter((other) => other.target === row.code)
  return {
    target: {
      code: row.code!,
      kind: row.kind as 'number',
      decimals,
      valueKind: orNull(row.value_kind) as 'flow' | null,
      direction: orNull(row.direction) as 'up' | null,
      plan: amount(row.plan),
      planLow: amount(row.plan_low),
      planHigh: amount(row.plan_high),
      baseline: amount(row.baseline),
      startOn: row.start_on as Day,
      dueOriginal: orNull(row.due_on) as Day | null,
      curve: row.curve!,
      state: 'active',
    },
    planVersions: mine('plan_revisions').map((version) => ({
      effectiveFrom: version.effective_from as Day,
      plan: amount(version.plan)!,
    })),
    extensions: mine('extensions')
      .filter((extension) => extension.decision === 'granted')
      .map((extension) => ({
        decidedAt: Date.parse(extension.decided_at!),
        grantedOn: dayOf(Date.parse(extension.decided_at!), zone),
        dueOn: extension.new_due_on as Day,
      })),
    updates,
    references: mine('reference_values').map((reference) => ({
      asOf: reference.as_of as Day,
      value: amount(reference.value)!,
    })),
  }
}

function readUpdates(rows: Row[], decimals: number): DemoTarget['updates'] {
  const sorted = rows.toSorted((a, b) => Date.parse(a.submitted_at!) - Date.parse(b.submitted_at!))
  const lastOfDay = new Map<string, string>()
  return sorted.map((row, i) => {
    const id = `${row.target}#${i}`
    const corrects = lastOfDay.get(row.as_of!) ?? null
    lastOfDay.set(row.as_of!, id)
    const low = scaled(row.value, decimals)
    return {
      id,
      asOf: row.as_of as Day,
      value: low === null ? null : { low, high: scaled(row.value_high, decimals) ?? low },
      qualifier: (orNull(row.qualifier) ?? 'exact') as 'exact',
      declared: row.progress as 'done',
      assessment: null,
      completedOn: orNull(row.completed_on) as Day | null,
      receivedAt: Date.parse(row.submitted_at!),
      decision: orNull(row.decision) as 'accepted' | null,
      decidedAt: row.reviewed_at ? Date.parse(row.reviewed_at) : null,
      returnDueOn: null,
      corrects,
      submittedBy: row.submitted_by!,
    }
  })
}

/** Where the file does not say when weekly reporting began, it is week 28. */
function readRules(row: Row): CampaignRules {
  return {
    startOn: row.start_on as Day,
    endOn: row.end_on as Day,
    weeklyDueWeekday: Number(row.weekly_due_weekday),
    weeklyDueTime: row.weekly_due_time!,
    cutOffWeekday: Number(row.cut_off_weekday),
    cutOffTime: row.cut_off_time!,
    dueSoonDays: Number(row.due_soon_days),
    returnGraceDays: Number(row.return_grace_days),
    atRiskPoints: 5,
    behindPoints: 15,
    maxAgeDays: 14,
    weeklyFrom: (row.weekly_from || '2022-07-11') as Day,
  }
}

function scaled(text: string | undefined, decimals: number): Amount | null {
  if (!text) return null
  const [whole = '', part = ''] = text.split('.')
  return Number(whole + part.padEnd(decimals, '0'))
}

function orNull(text: string | undefined): string | null {
  return text || null
}

// biome-ignore lint/suspicious/noExplicitAny: the file is known by its own shape, and every use of it is a comparison
export const expected: any = JSON.parse(
  readFileSync(new URL('../expected/huong-hoa-2022.json', import.meta.url), 'utf8'),
)

export type Expected = Record<string, unknown>
export type Judged = DemoTarget & { standing: Standing }

/** Every target as it stands at the clock of the demo. */
export function judge({ targets, rules, calendar }: Demo): Judged[] {
  const instant = Date.parse(expected.clock)
  const today = dayOf(instant, zone)
  return targets.map((target) => ({
    ...target,
    standing: standingOf(target.facts, rules, { today, instant, zone, calendar }),
  }))
}

export function tally(names: string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1
  return counts
}
