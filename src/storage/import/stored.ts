import { and, asc, eq } from 'drizzle-orm'
import type { ImportData, ImportFile } from '../../domain/import.ts'
import type { Reader } from '../client.ts'
import {
  calendarDays,
  campaigns,
  commitments,
  planVersions,
  posts,
  referenceValues,
  targets,
  taskGroups,
  units,
  users,
} from '../schema.ts'
import { compare, type Holdings } from './holdings.ts'
import { storedDirections, storedExtensions, storedProposals, storedReminders } from './stored-follow-up.ts'
import { listsOf, placedLike } from './stored-lists.ts'

/** All rows of a file but the updates, which come by parts, as an import holds them and in the order of the files. */
export async function storedRows<File extends Exclude<ImportFile, 'updates'>>(
  read: Reader,
  holdings: Holdings,
  file: File,
): Promise<ImportData[File]> {
  return (await readers[file](read, holdings)) as ImportData[File]
}

type Read<File extends ImportFile> = (read: Reader, holdings: Holdings) => Promise<ImportData[File]>

const readers: { [File in Exclude<ImportFile, 'updates'>]: Read<File> } = {
  async campaigns(read, { tenant, units: known, campaigns: places }) {
    const rows = await read.select().from(campaigns).where(eq(campaigns.tenant, tenant))
    return placedLike(rows, places, (row) => row.id).map((row) => ({
      code: row.code,
      name: row.name,
      owner_unit: known.get(row.ownerUnitId)!.code,
      plan_year: row.planYear,
      start_on: row.startOn,
      end_on: row.endOn,
      weekly_due_weekday: row.weeklyDueWeekday,
      weekly_due_time: row.weeklyDueTime,
      cut_off_weekday: row.cutOffWeekday,
      cut_off_time: row.cutOffTime,
      due_soon_days: row.dueSoonDays,
      return_grace_days: row.returnGraceDays,
      at_risk_points: row.atRiskPoints,
      behind_points: row.behindPoints,
      max_age_days: row.maxAgeDays,
      maximum_extensions: row.maximumExtensions,
      weekly_from: row.weeklyFrom,
      clerk_may_submit: row.clerkMaySubmit,
      supervisor_may_extend: row.supervisorMayExtend,
      league_table_open: row.leagueTableOpen,
      reminds_itself: row.remindsItself,
      remind_before_days: row.remindBeforeDays,
      remind_after_days: row.remindAfterDays,
      escalate_after_days: row.escalateAfterDays,
      freezes_itself: row.freezesItself,
      state: row.state,
    }))
  },

  async task_groups(read, { tenant, campaigns: places }) {
    const rows = await read.select().from(taskGroups).where(eq(taskGroups.tenant, tenant))
    return rows
      .sort((a, b) => compare(groupKey(a, places), groupKey(b, places)))
      .map((row) => ({ campaign: places.get(row.campaignId)!.code, number: row.number, name: row.name }))
  },

  async units(read, { tenant, units: known }) {
    const rows = await read.select().from(units).where(eq(units.tenant, tenant))
    return placedLike(rows, known, (row) => row.id).map((row) => ({
      code: row.code,
      name: row.name,
      short_name: row.shortName,
      kind: row.kind,
      block: row.block,
      parent: row.parentId ? known.get(row.parentId)!.code : null,
      sort_order: row.sortOrder,
      valid_from: row.validFrom,
      valid_to: row.validTo,
      official_code: row.officialCode,
    }))
  },

  async users(read, { tenant, units: known }) {
    const rows = await read
      .select({ post: posts, user: users })
      .from(posts)
      .innerJoin(users, and(eq(users.tenant, posts.tenant), eq(users.id, posts.userId)))
      .where(eq(posts.tenant, tenant))
      .orderBy(asc(users.createdAt), asc(users.id))
    const places = new Map([...new Set(rows.map(({ user }) => user.id))].map((id, place) => [id, place]))
    const keyOf = ({ post }: (typeof rows)[number]) => [
      ...[places.get(post.userId)!, post.fromOn ?? '', known.get(post.unitId)!.place, post.role, post.id],
    ]
    return rows
      .sort((a, b) => compare(keyOf(a), keyOf(b)))
      .map(({ post, user }) => ({
        username: user.username,
        email: user.email,
        full_name: user.fullName,
        unit: known.get(post.unitId)!.code,
        role: post.role,
        post_title: post.title,
        locale: user.locale,
        from_on: post.fromOn,
        to_on: post.toOn,
        document: post.document,
      }))
  },

  async commitments(read, holdings) {
    const { tenant, commitments: places } = holdings
    const rows = await read.select().from(commitments).where(eq(commitments.tenant, tenant))
    return placedLike(rows, places, (row) => row.id).map((row) => ({
      code: row.code,
      campaign: holdings.campaigns.get(row.campaignId)!.code,
      unit: holdings.units.get(row.unitId)!.code,
      party_kind: row.partyKind,
      number: row.number,
      signed_on: row.signedOn,
      side_a_post: row.sideAPost,
      side_b_post: row.sideBPost,
      effective_from: row.effectiveFrom,
      effective_to: row.effectiveTo,
      place: row.place,
      side_a_name: row.sideAName,
      side_b_name: row.sideBName,
      state: row.state === (row.signedOn ? 'active' : 'draft') ? null : row.state,
    }))
  },

  async targets(read, holdings) {
    const { tenant, targets: places } = holdings
    const rows = await read.select().from(targets).where(eq(targets.tenant, tenant))
    const helpers = await listsOf(read, holdings, 'coordinators')
    return placedLike(rows, places, (row) => row.id).map((row) => ({
      code: row.code,
      commitment: holdings.commitments.get(row.commitmentId)!.code,
      group: row.groupNumber,
      sort_order: row.sortOrder,
      title: row.title,
      product: row.product,
      origin: row.origin,
      kind: row.kind,
      measure: row.measure,
      decimals: row.decimals,
      value_kind: row.valueKind,
      direction: row.direction,
      plan: row.plan,
      plan_low: row.planLow,
      plan_high: row.planHigh,
      baseline: row.baseline,
      baseline_on: row.baselineOn,
      weight: row.weight,
      start_on: row.startOn,
      due_on: row.dueOriginal,
      curve: row.curve,
      parent: row.parentId ? places.get(row.parentId)!.code : null,
      contribution: row.contribution,
      evidence_required: row.evidenceRequired,
      coordinating_units: helpers.get(row.id) ?? [],
      headline: row.headline,
      state: row.state === stateByItself(row.commitmentId, holdings) ? null : row.state,
      state_on: row.stateOn,
      state_document: row.stateDocument,
      ordered_at: row.orderedAt,
    }))
  },

  async plan_revisions(read, { tenant, targets: places }) {
    const rows = await read.select().from(planVersions).where(eq(planVersions.tenant, tenant))
    const keyOf = (row: (typeof rows)[number]) => [row.effectiveFrom, places.get(row.targetId)!.place]
    return rows
      .sort((a, b) => compare(keyOf(a), keyOf(b)))
      .map((row) => ({
        target: places.get(row.targetId)!.code,
        effective_from: row.effectiveFrom,
        plan: row.plan,
        decision: row.decision,
        reason: row.reason,
      }))
  },

  async reference_values(read, { tenant, targets: places }) {
    const rows = await read.select().from(referenceValues).where(eq(referenceValues.tenant, tenant))
    return rows
      .map((row) => ({
        target: places.get(row.targetId)!.code,
        as_of: row.asOf,
        value: row.value,
        source: row.source,
      }))
      .sort((a, b) => compare([a.target, a.as_of], [b.target, b.as_of]))
  },

  extensions: storedExtensions,
  proposals: storedProposals,
  directions: storedDirections,
  reminders: storedReminders,

  async calendar(read, { tenant }) {
    return await read
      .select({ day: calendarDays.day, kind: calendarDays.kind, name: calendarDays.name })
      .from(calendarDays)
      .where(eq(calendarDays.tenant, tenant))
      .orderBy(asc(calendarDays.day))
  },
}

const groupKey = (row: { campaignId: string; number: number }, places: Holdings['campaigns']) => [
  places.get(row.campaignId)!.place,
  row.number,
]

/** What a target is in a file that says nothing of it. */
const stateByItself = (commitmentId: string, { commitments: known }: Holdings) =>
  known.get(commitmentId)!.isSigned ? 'active' : 'planned'
