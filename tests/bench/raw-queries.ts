import type Database from 'better-sqlite3'

/** What the raw server asks: the least that each page can be told from. Every statement is prepared once. */
const queries = {
  session: `select u.id, u.username, u.locale, u.theme, p.role, p.title, p.from_on, p.to_on,
      n.id as unitId, n.path, n.code, n.name, s.last_seen_at
    from sessions s join users u on u.tenant = s.tenant and u.id = s.user_id and u.disabled_at is null
    left join posts p on p.tenant = u.tenant and p.user_id = u.id
    left join units n on n.tenant = p.tenant and n.id = p.unit_id
    where s.tenant = 'main' and s.token_hash = ? and s.last_seen_at > 0 and s.created_at > 0 order by p.id`,
  unread: `select count(*) as n from notices where tenant = 'main' and user_id = ? and read_at is null`,
  campaigns: `select c.*, n.path, n.name as owner from campaigns c
    join units n on n.tenant = c.tenant and n.id = c.owner_unit_id where c.tenant = 'main' order by c.start_on desc, c.code`,
  calendar: `select day, kind from calendar_days where tenant = 'main'`,
  groups: `select number, name from task_groups where tenant = 'main' and campaign_id = @campaign order by number`,
  overdueCount: `select count(*) as n from targets
    where tenant = 'main' and campaign_id = @campaign and late_from <= @today`,
  toReport: `select count(*) as n from targets t where t.tenant = 'main' and t.unit_id = @unit and t.base_class = 'open'
    and not exists (select 1 from updates u where u.tenant = 'main' and u.target_id = t.id
      and u.week_from = @week and u.state in ('submitted', 'accepted', 'returned'))`,

  overdueByGroup: `select group_number, unit_id, count(*) as n from targets
    where tenant = 'main' and campaign_id = @campaign and late_from <= @today group by +group_number, +unit_id`,
  overdue: `select t.id, t.code, t.title, t.group_number as groupNumber, n.code as unitCode, n.name as unitName,
      c.side_b_post as headPost, t.late_from, t.due_on as dueOn, t.due_original, t.extension_count, t.waiting,
      t.last_reported_on as reportedOn,
      (select count(*) from reminders r where r.tenant = t.tenant and r.target_id = t.id) as reminders,
      (select max(r.sent_at) from reminders r where r.tenant = t.tenant and r.target_id = t.id) as remindedAt
    from targets t left join units n on n.tenant = t.tenant and n.id = t.unit_id
    left join commitments c on c.tenant = t.tenant and c.id = t.commitment_id
    where t.tenant = 'main' and t.campaign_id = @campaign and t.late_from <= @today
    order by t.late_from, t.id limit 51`,
  waitingCount: `select count(*) as n from updates
    where tenant = 'main' and campaign_id = @campaign and state = 'submitted'`,
  warnedCount: `select count(*) as n from targets where tenant = 'main' and campaign_id = @campaign and base_class = 'open'
    and (late_from is null or late_from > @today)
    and (level <> 'ok' or (late_from > @today and due_on >= @today and due_on <= @soon))`,
  extensionCount: `select count(*) as n from extensions e join targets t on t.tenant = e.tenant and t.id = e.target_id
    where e.tenant = 'main' and e.decision is null and t.campaign_id = @campaign`,
  proposalCount: `select count(*) as n from proposals where tenant = 'main' and unit_id = @office
    and status in ('raised', 'transmitted', 'acknowledged')`,
  owedCount: `select count(*) as n from proposals where tenant = 'main' and waits_for_unit_id = @office
    and status in ('raised', 'transmitted', 'acknowledged')`,
  missingCount: `select count(distinct c.unit_id) as n from commitments c where c.tenant = 'main' and c.campaign_id = @campaign
    and not exists (select 1 from updates u where u.tenant = 'main' and u.campaign_id = @campaign
      and u.week_from = @week and u.unit_id = c.unit_id and u.state in ('submitted', 'accepted', 'returned'))
    and exists (select 1 from targets t where t.tenant = 'main' and t.unit_id = c.unit_id and t.campaign_id = @campaign
      and t.start_on <= @due and (t.done_on is null or t.done_on > @due)
      and t.base_class not in ('suspended', 'transferred', 'cancelled'))`,

  target: `select t.*, n.code as unitCode, n.name as unitName, n.path, c.code as commitment, c.side_b_post, g.name as groupName
    from targets t join units n on n.tenant = t.tenant and n.id = t.unit_id
    join commitments c on c.tenant = t.tenant and c.id = t.commitment_id
    join task_groups g on g.tenant = t.tenant and g.campaign_id = t.campaign_id and g.number = t.group_number
    where t.tenant = 'main' and t.code = ?`,
  coordinators: `select n.id, n.code, n.name from coordinators c join units n on n.tenant = c.tenant and n.id = c.unit_id
    where c.tenant = 'main' and c.target_id = ? order by n.sort_order, n.code`,
  history: `select u.*, r.decision, r.comment, r.reviewed_at as reviewedAt, r.due_on,
      (select p.title from posts p where p.tenant = 'main' and p.user_id = u.entered_by limit 1) as enteredPost,
      (select p.title from posts p where p.tenant = 'main' and p.user_id = r.reviewer_id limit 1) as reviewerPost,
      e.name as fileName, e.size as fileSize
    from updates u left join reviews r on r.tenant = u.tenant and r.update_id = u.id
    left join evidence e on e.tenant = u.tenant and e.update_id = u.id
    where u.tenant = 'main' and u.target_id = ? and u.state in ('submitted', 'accepted', 'returned', 'recalled', 'void')
    order by u.received_at desc, u.id desc limit 50`,
  plans: `select * from plan_versions where tenant = 'main' and target_id = ?`,
  extensions: `select * from extensions where tenant = 'main' and target_id = ?`,
  references: `select * from reference_values where tenant = 'main' and target_id = ?`,
  proposals: `select p.* from proposal_targets x join proposals p on p.tenant = x.tenant and p.id = x.proposal_id
    where x.tenant = 'main' and x.target_id = ?`,
  reminders: `select * from reminders where tenant = 'main' and target_id = ? order by sent_at desc limit 50`,
  direction: `select d.* from direction_parts p join directions d on d.tenant = p.tenant and d.id = p.direction_id
    where p.tenant = 'main' and p.target_id = ?`,
  children: `select t.*, n.name from targets t cross join units n on n.tenant = t.tenant and n.id = t.unit_id
    where t.tenant = 'main' and t.parent_id = ? order by n.sort_order, n.code`,

  openTargets: `select * from targets where tenant = 'main' and unit_id = @unit and base_class = 'open'
    order by campaign_id desc, group_number, sort_order limit 500`,
  handed: `select u.*, r.decision, r.comment, r.reviewed_at, r.reviewer_id from targets t
    join updates u on u.tenant = t.tenant and u.id = (select x.id from updates x where x.tenant = t.tenant
      and x.target_id = t.id and x.state in ('awaiting_endorsement', 'submitted', 'accepted', 'returned')
      order by x.received_at desc, x.id desc limit 1)
    left join reviews r on r.tenant = u.tenant and r.update_id = u.id
    where t.tenant = 'main' and t.unit_id = @unit and t.base_class = 'open'`,
  unitPlans: `select p.* from targets t join plan_versions p on p.tenant = t.tenant and p.target_id = t.id
    where t.tenant = 'main' and t.unit_id = @unit`,
  unitExtensions: `select e.* from targets t join extensions e on e.tenant = t.tenant and e.target_id = t.id
    where t.tenant = 'main' and t.unit_id = @unit and e.decision = 'granted'`,
  unitReferences: `select r.* from targets t join reference_values r on r.tenant = t.tenant and r.target_id = t.id
    where t.tenant = 'main' and t.unit_id = @unit`,
  unitProposals: `select * from proposals where tenant = 'main' and unit_id = @unit
    and status in ('raised', 'transmitted', 'acknowledged')`,
  unitDirections: `select d.* from direction_parts p join directions d on d.tenant = p.tenant and d.id = p.direction_id
    where p.tenant = 'main' and p.lead_unit_id = @unit and p.status in ('assigned', 'in_progress')
    union select d.* from direction_units x join directions d on d.tenant = x.tenant and d.id = x.direction_id
    where x.tenant = 'main' and x.unit_id = @unit and d.status in ('assigned', 'in_progress')`,

  update: `select * from updates where tenant = 'main' and id = ?`,
  auditHead: `select seq, hash from audit_heads where tenant = 'main'`,
} as const

const deeds = {
  addUpdate: `insert into updates (tenant, id, target_id, unit_id, campaign_id, receipt, as_of, value_low, value_high,
      has_value, qualifier, declared, assessment, results, difficulties, next_steps, proposal, correction_reason,
      typed_value, entered_by, on_behalf, source, created_at, received_at, week_from, revision, state, content_hash)
    values ('main', @id, @target, @unit, @campaign, @receipt, @asOf, @value, @value, 1, 'exact', 'in_progress', @assessment,
      @results, '', '', '', @reason, @typed, @user, 0, '', @now, @now, @week, 1, 'submitted', @hash)`,
  addEvent: `insert into audit_events (tenant, seq, at, actor_id, actor, deed, subject_kind, subject, detail, previous_hash, hash)
    values ('main', @seq, @at, @actorId, @actor, @deed, @subjectKind, @subject, @detail, @previousHash, @hash)`,
  setHead: `insert into audit_heads (tenant, seq, hash) values ('main', @seq, @hash)
    on conflict do update set seq = excluded.seq, hash = excluded.hash`,
  settle: `update targets set due_on = @due_on, extension_count = @extension_count, plan_now = @plan_now,
      latest_update_id = @latest_update_id, latest_low = @latest_low, latest_high = @latest_high,
      latest_qualifier = @latest_qualifier, latest_range_kind = @latest_range_kind, latest_as_of = @latest_as_of,
      assessment = @assessment, level = @level, behind_low = @behind_low, behind_high = @behind_high,
      expected_percent = @expected_percent, base_class = @base_class, done_on = @done_on, late_from = @late_from,
      late_frozen_on = @late_frozen_on, supplement_until = @supplement_until, stale_on = @stale_on, waiting = 1,
      last_reported_on = @last_reported_on, version = version + 1
    where tenant = 'main' and id = @id`,
} as const

export type Row = Record<string, string | number | null>
export type Asked = Record<keyof typeof queries, (given?: unknown) => Row[]>
export type Done = Record<keyof typeof deeds, (given: unknown) => void>

export function prepareAll(db: Database.Database): { ask: Asked; deed: Done } {
  const ask = Object.fromEntries(
    Object.entries(queries).map(([name, sql]) => {
      const statement = db.prepare(sql)
      return [name, (given?: unknown) => (given === undefined ? statement.all() : statement.all(given))]
    }),
  ) as Asked
  const deed = Object.fromEntries(
    Object.entries(deeds).map(([name, sql]) => {
      const statement = db.prepare(sql)
      return [name, (given: unknown) => void statement.run(given)]
    }),
  ) as unknown as Done
  return { ask, deed }
}
