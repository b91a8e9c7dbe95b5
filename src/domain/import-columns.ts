import { roles } from './access.ts'
import { commitmentStates, partyKinds } from './commitment.ts'
import { directionStatuses, extensionDecisions, proposalStatuses, reminderChannels } from './follow-up.ts'
import type { ImportFile } from './import.ts'
import { unitKinds } from './unit.ts'

/** How the cells of a column are read and written. */
export type ColumnKind = 'text' | 'day' | 'instant' | 'time' | 'count' | 'amount' | 'flag' | 'choice' | 'list'

export interface ImportColumn {
  name: string
  kind: ColumnKind
  /** Every row needs it. */
  required: boolean
  /** What may stand in a choice. */
  options?: readonly string[]
  /**
   * What an empty cell of a column that need not be there means. Such a column is written only where some row says
   * something else; all others are always written.
   */
  fallback?: string
}

export const targetStates = ['planned', 'active', 'suspended', 'transferred', 'cancelled'] as const
export const campaignStates = ['active', 'closed'] as const

type Options = Partial<Pick<ImportColumn, 'options' | 'fallback'>>
type Made = [name: string, kind: ColumnKind, required: boolean, options?: Options]

const need = (name: string, kind: ColumnKind = 'text', options?: readonly string[]): Made =>
  options ? [name, kind, true, { options }] : [name, kind, true]
const may = (name: string, kind: ColumnKind = 'text', options?: readonly string[]): Made =>
  options ? [name, kind, false, { options }] : [name, kind, false]
/** A column that need not be there. */
const more = (name: string, fallback = '', kind: ColumnKind = 'text', options?: readonly string[]): Made => [
  name,
  kind,
  false,
  { fallback, ...(options && { options }) },
]

const columns: Record<ImportFile, Made[]> = {
  campaigns: [
    ...[need('code'), need('name'), need('owner_unit'), need('plan_year', 'count')],
    ...[need('start_on', 'day'), need('end_on', 'day')],
    ...[need('weekly_due_weekday', 'count'), need('weekly_due_time', 'time')],
    ...[need('cut_off_weekday', 'count'), need('cut_off_time', 'time')],
    ...[may('due_soon_days', 'count'), may('return_grace_days', 'count')],
    ...[more('at_risk_points', '5', 'count'), more('behind_points', '15', 'count')],
    ...[more('max_age_days', '14', 'count'), more('maximum_extensions', '2', 'count')],
    more('weekly_from', '', 'day'),
    ...[more('clerk_may_submit', '1', 'flag'), more('supervisor_may_extend', '0', 'flag')],
    ...[more('league_table_open', '0', 'flag'), more('reminds_itself', '1', 'flag')],
    ...[more('remind_before_days', '3', 'count'), more('remind_after_days', '1', 'count')],
    ...[more('escalate_after_days', '10', 'count'), more('freezes_itself', '1', 'flag')],
    more('state', 'active', 'choice', campaignStates),
  ],
  task_groups: [need('campaign'), need('number', 'count'), need('name')],
  units: [
    ...[need('code'), need('name'), need('short_name'), need('kind', 'choice', unitKinds)],
    ...[may('block'), may('parent'), need('sort_order', 'count')],
    ...[may('valid_from', 'day'), may('valid_to', 'day'), may('official_code')],
  ],
  users: [
    ...[need('username'), more('email'), more('full_name'), need('unit'), need('role', 'choice', roles)],
    ...[need('post_title'), may('locale', 'choice', ['vi', 'en'])],
    ...[more('from_on', '', 'day'), more('to_on', '', 'day'), more('document')],
  ],
  commitments: [
    ...[need('code'), need('campaign'), need('unit'), need('party_kind', 'choice', partyKinds)],
    ...[may('number'), may('signed_on', 'day'), need('side_a_post'), need('side_b_post')],
    ...[need('effective_from', 'day'), need('effective_to', 'day')],
    ...[more('place'), more('side_a_name'), more('side_b_name')],
    more('state', '', 'choice', commitmentStates),
  ],
  targets: [
    ...[need('code'), need('commitment'), need('group', 'count'), need('sort_order', 'count')],
    ...[need('title'), may('product')],
    need('origin', 'choice', ['registered', 'ordered', 'cascaded']),
    need('kind', 'choice', ['number', 'milestone', 'qualitative', 'ongoing']),
    ...[may('measure'), may('decimals', 'count')],
    may('value_kind', 'choice', ['cumulative', 'flow', 'point', 'percent']),
    may('direction', 'choice', ['up', 'down', 'within']),
    ...[may('plan', 'amount'), may('plan_low', 'amount'), may('plan_high', 'amount')],
    ...[may('baseline', 'amount'), may('baseline_on', 'day'), may('weight', 'count')],
    ...[need('start_on', 'day'), may('due_on', 'day'), may('curve'), may('parent')],
    may('contribution', 'choice', ['additive', 'informational']),
    ...[may('evidence_required', 'flag'), may('coordinating_units', 'list'), more('headline', '', 'count')],
    more('state', '', 'choice', targetStates),
    ...[more('state_on', '', 'day'), more('state_document')],
    more('ordered_at', '', 'instant'),
  ],
  plan_revisions: [
    ...[need('target'), need('effective_from', 'day'), need('plan', 'amount'), need('decision')],
    may('reason'),
  ],
  reference_values: [need('target'), need('as_of', 'day'), need('value', 'amount'), need('source')],
  updates: [
    ...[need('target'), need('as_of', 'day'), may('value', 'amount'), may('value_high', 'amount')],
    may('qualifier', 'choice', ['exact', 'estimate', 'approx']),
    more('range_kind', '', 'choice', ['uncertain', 'sources']),
    more('open_end', '', 'choice', ['above', 'below']),
    may('null_reason', 'choice', ['not_due', 'missing', 'not_applicable', 'refused', 'lost_in_merge']),
    need('progress', 'choice', ['not_started', 'in_progress', 'done']),
    more('assessment', '', 'choice', ['on_track', 'at_risk', 'behind']),
    ...[may('completed_on', 'day'), may('results'), may('difficulties')],
    may('cause', 'choice', ['capital', 'land', 'procedure', 'staff', 'weather', 'waiting_upper', 'other']),
    ...[may('next_steps'), need('submitted_by'), need('submitted_at', 'instant')],
    ...[may('reviewed_by'), may('reviewed_at', 'instant')],
    ...[
      may('decision', 'choice', ['accepted', 'returned']),
      may('review_comment'),
      more('correction_reason'),
    ],
  ],
  extensions: [
    ...[
      need('target'),
      need('requested_by'),
      need('requested_at', 'instant'),
      need('proposed_due_on', 'day'),
    ],
    ...[need('reason_code'), may('reason'), may('decision', 'choice', extensionDecisions)],
    ...[may('decided_by'), may('decided_at', 'instant'), may('new_due_on', 'day')],
    ...[more('comment'), more('document')],
  ],
  proposals: [
    ...[need('code'), need('unit'), need('addressed_to'), need('raised_on', 'day'), need('kind')],
    ...[need('title'), need('text'), may('amount'), may('amount_measure'), may('wanted_by', 'day')],
    need('status', 'choice', proposalStatuses),
    ...[may('answered_on', 'day'), may('answer'), may('blocked_targets', 'list')],
  ],
  directions: [
    ...[need('code'), need('issued_by_post'), need('issued_on', 'day'), may('occasion'), may('document')],
    ...[need('text'), need('lead_unit'), may('coordinating_units', 'list'), may('due_on', 'day')],
    ...[need('status', 'choice', directionStatuses), may('target')],
  ],
  reminders: [
    ...[need('target'), need('sent_by'), need('sent_at', 'instant')],
    ...[need('channel', 'choice', reminderChannels), need('text')],
  ],
  calendar: [need('day', 'day'), need('kind', 'choice', ['holiday', 'working']), may('name')],
}

/** The columns of every file in the order in which they are written; how a cell is read is said in src/imports. */
export const importColumns = Object.fromEntries(
  Object.entries(columns).map(([file, made]) => [
    file,
    made.map(([name, kind, required, options]) => ({ name, kind, required, ...options })),
  ]),
) as Record<ImportFile, ImportColumn[]>
