CREATE TABLE "campaigns" (
	"tenant" text collate "C" NOT NULL,
	"id" uuid NOT NULL,
	"code" text collate "C" NOT NULL,
	"name" text collate "C" NOT NULL,
	"owner_unit_id" uuid NOT NULL,
	"plan_year" integer NOT NULL,
	"start_on" date NOT NULL,
	"end_on" date NOT NULL,
	"weekly_due_weekday" integer NOT NULL,
	"weekly_due_time" text collate "C" NOT NULL,
	"cut_off_weekday" integer NOT NULL,
	"cut_off_time" text collate "C" NOT NULL,
	"due_soon_days" integer NOT NULL,
	"return_grace_days" integer NOT NULL,
	"at_risk_points" integer NOT NULL,
	"behind_points" integer NOT NULL,
	"max_age_days" integer NOT NULL,
	"maximum_extensions" integer NOT NULL,
	"weekly_from" date,
	"clerk_may_submit" boolean NOT NULL,
	"supervisor_may_extend" boolean NOT NULL,
	"league_table_open" boolean NOT NULL,
	"state" text collate "C" DEFAULT 'active' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "campaigns_tenant_id_pk" PRIMARY KEY("tenant","id")
);
--> statement-breakpoint
CREATE TABLE "commitments" (
	"tenant" text collate "C" NOT NULL,
	"id" uuid NOT NULL,
	"code" text collate "C" NOT NULL,
	"campaign_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"upper_unit_id" uuid NOT NULL,
	"parent_id" uuid,
	"party_kind" text collate "C" NOT NULL,
	"number" text collate "C",
	"place" text collate "C",
	"signed_on" date,
	"side_a_post" text collate "C" NOT NULL,
	"side_b_post" text collate "C" NOT NULL,
	"side_a_name" text collate "C",
	"side_b_name" text collate "C",
	"effective_from" date NOT NULL,
	"effective_to" date NOT NULL,
	"scan_hash" text collate "C",
	"state" text collate "C" NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "commitments_tenant_id_pk" PRIMARY KEY("tenant","id")
);
--> statement-breakpoint
CREATE TABLE "task_groups" (
	"tenant" text collate "C" NOT NULL,
	"campaign_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"name" text collate "C" NOT NULL,
	CONSTRAINT "task_groups_tenant_campaign_id_number_pk" PRIMARY KEY("tenant","campaign_id","number")
);
--> statement-breakpoint
CREATE TABLE "direction_units" (
	"tenant" text collate "C" NOT NULL,
	"direction_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	CONSTRAINT "direction_units_tenant_direction_id_unit_id_pk" PRIMARY KEY("tenant","direction_id","unit_id")
);
--> statement-breakpoint
CREATE TABLE "directions" (
	"tenant" text collate "C" NOT NULL,
	"id" uuid NOT NULL,
	"code" text collate "C" NOT NULL,
	"issued_by_post" text collate "C" NOT NULL,
	"issued_on" date NOT NULL,
	"occasion" text collate "C" NOT NULL,
	"document" text collate "C" NOT NULL,
	"body" text collate "C" NOT NULL,
	"lead_unit_id" uuid NOT NULL,
	"due_on" date,
	"status" text collate "C" NOT NULL,
	"target_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "directions_tenant_id_pk" PRIMARY KEY("tenant","id")
);
--> statement-breakpoint
CREATE TABLE "extensions" (
	"tenant" text collate "C" NOT NULL,
	"id" uuid NOT NULL,
	"target_id" uuid NOT NULL,
	"requested_by" uuid NOT NULL,
	"requested_at" bigint NOT NULL,
	"proposed_due_on" date NOT NULL,
	"reason_code" text collate "C" NOT NULL,
	"reason" text collate "C" NOT NULL,
	"decision" text collate "C",
	"decided_by" uuid,
	"decided_at" bigint,
	"new_due_on" date,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "extensions_tenant_id_pk" PRIMARY KEY("tenant","id")
);
--> statement-breakpoint
CREATE TABLE "proposal_targets" (
	"tenant" text collate "C" NOT NULL,
	"proposal_id" uuid NOT NULL,
	"target_id" uuid NOT NULL,
	CONSTRAINT "proposal_targets_tenant_proposal_id_target_id_pk" PRIMARY KEY("tenant","proposal_id","target_id")
);
--> statement-breakpoint
CREATE TABLE "proposals" (
	"tenant" text collate "C" NOT NULL,
	"id" uuid NOT NULL,
	"code" text collate "C" NOT NULL,
	"unit_id" uuid NOT NULL,
	"addressed_to" text collate "C" NOT NULL,
	"raised_on" date NOT NULL,
	"kind" text collate "C" NOT NULL,
	"title" text collate "C" NOT NULL,
	"body" text collate "C" NOT NULL,
	"amount_text" text collate "C",
	"amount_measure" text collate "C",
	"wanted_by" date,
	"status" text collate "C" NOT NULL,
	"answered_on" date,
	"answer" text collate "C",
	"folded" text collate "C" NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "proposals_tenant_id_pk" PRIMARY KEY("tenant","id")
);
--> statement-breakpoint
CREATE TABLE "reminders" (
	"tenant" text collate "C" NOT NULL,
	"id" uuid NOT NULL,
	"target_id" uuid NOT NULL,
	"sent_by" uuid NOT NULL,
	"sent_at" bigint NOT NULL,
	"channel" text collate "C" NOT NULL,
	"body" text collate "C" NOT NULL,
	CONSTRAINT "reminders_tenant_id_pk" PRIMARY KEY("tenant","id")
);
--> statement-breakpoint
CREATE TABLE "calendar_days" (
	"tenant" text collate "C" NOT NULL,
	"day" date NOT NULL,
	"kind" text collate "C" NOT NULL,
	"name" text collate "C" NOT NULL,
	CONSTRAINT "calendar_days_tenant_day_pk" PRIMARY KEY("tenant","day")
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"tenant" text collate "C" NOT NULL,
	"name" text collate "C" NOT NULL,
	"value" json NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "settings_tenant_name_pk" PRIMARY KEY("tenant","name")
);
--> statement-breakpoint
CREATE TABLE "unit_versions" (
	"tenant" text collate "C" NOT NULL,
	"unit_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"valid_from" date,
	"valid_to" date,
	"name" text collate "C" NOT NULL,
	"short_name" text collate "C" NOT NULL,
	"kind" text collate "C" NOT NULL,
	"block" text collate "C",
	"parent_id" uuid,
	"sort_order" integer NOT NULL,
	"decision" text collate "C",
	CONSTRAINT "unit_versions_tenant_unit_id_number_pk" PRIMARY KEY("tenant","unit_id","number")
);
--> statement-breakpoint
CREATE TABLE "units" (
	"tenant" text collate "C" NOT NULL,
	"id" uuid NOT NULL,
	"code" text collate "C" NOT NULL,
	"name" text collate "C" NOT NULL,
	"short_name" text collate "C" NOT NULL,
	"kind" text collate "C" NOT NULL,
	"block" text collate "C",
	"parent_id" uuid,
	"path" text collate "C" NOT NULL,
	"sort_order" integer NOT NULL,
	"valid_from" date,
	"valid_to" date,
	"official_code" text collate "C",
	"folded" text collate "C" NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "units_tenant_id_pk" PRIMARY KEY("tenant","id")
);
--> statement-breakpoint
CREATE TABLE "login_attempts" (
	"tenant" text collate "C" NOT NULL,
	"subject" text collate "C" NOT NULL,
	"failures" integer NOT NULL,
	"since" bigint NOT NULL,
	"last_at" bigint NOT NULL,
	CONSTRAINT "login_attempts_tenant_subject_pk" PRIMARY KEY("tenant","subject")
);
--> statement-breakpoint
CREATE TABLE "posts" (
	"tenant" text collate "C" NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"role" text collate "C" NOT NULL,
	"title" text collate "C" NOT NULL,
	"from_on" date,
	"to_on" date,
	"document" text collate "C",
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "posts_tenant_id_pk" PRIMARY KEY("tenant","id")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"tenant" text collate "C" NOT NULL,
	"token_hash" text collate "C" NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" bigint NOT NULL,
	"last_seen_at" bigint NOT NULL,
	"address" text collate "C" NOT NULL,
	"user_agent" text collate "C" NOT NULL,
	CONSTRAINT "sessions_tenant_token_hash_pk" PRIMARY KEY("tenant","token_hash")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"tenant" text collate "C" NOT NULL,
	"id" uuid NOT NULL,
	"username" text collate "C" NOT NULL,
	"password_hash" text collate "C",
	"password_changed_at" bigint,
	"locale" text collate "C" NOT NULL,
	"theme" text collate "C" DEFAULT 'system' NOT NULL,
	"disabled_at" bigint,
	"created_at" bigint NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "users_tenant_id_pk" PRIMARY KEY("tenant","id")
);
--> statement-breakpoint
CREATE TABLE "audit_events" (
	"tenant" text collate "C" NOT NULL,
	"seq" bigint NOT NULL,
	"at" bigint NOT NULL,
	"actor_id" uuid,
	"actor" text collate "C" NOT NULL,
	"deed" text collate "C" NOT NULL,
	"subject_kind" text collate "C" NOT NULL,
	"subject" text collate "C" NOT NULL,
	"detail" json NOT NULL,
	"previous_hash" text collate "C" NOT NULL,
	"hash" text collate "C" NOT NULL,
	CONSTRAINT "audit_events_tenant_seq_pk" PRIMARY KEY("tenant","seq")
);
--> statement-breakpoint
CREATE TABLE "audit_heads" (
	"tenant" text collate "C" NOT NULL,
	"seq" bigint NOT NULL,
	"hash" text collate "C" NOT NULL,
	CONSTRAINT "audit_heads_tenant_pk" PRIMARY KEY("tenant")
);
--> statement-breakpoint
CREATE TABLE "job_runs" (
	"tenant" text collate "C" NOT NULL,
	"job" text collate "C" NOT NULL,
	"period" text collate "C" NOT NULL,
	"owner" text collate "C" NOT NULL,
	"lease_until" bigint NOT NULL,
	"done_at" bigint,
	CONSTRAINT "job_runs_tenant_job_period_pk" PRIMARY KEY("tenant","job","period")
);
--> statement-breakpoint
CREATE TABLE "weekly_files" (
	"tenant" text collate "C" NOT NULL,
	"summary_id" uuid NOT NULL,
	"format" text collate "C" NOT NULL,
	"hash" text collate "C" NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "weekly_files_tenant_summary_id_format_pk" PRIMARY KEY("tenant","summary_id","format")
);
--> statement-breakpoint
CREATE TABLE "weekly_summaries" (
	"tenant" text collate "C" NOT NULL,
	"id" uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"week" text collate "C" NOT NULL,
	"week_from" date NOT NULL,
	"issue" integer NOT NULL,
	"state" text collate "C" NOT NULL,
	"frozen_at" bigint NOT NULL,
	"frozen_by" uuid,
	"hash" text collate "C" NOT NULL,
	"previous_hash" text collate "C",
	"snapshot" text collate "C" NOT NULL,
	"number" text collate "C",
	"issued_at" bigint,
	"annulled_reason" text collate "C",
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "weekly_summaries_tenant_id_pk" PRIMARY KEY("tenant","id")
);
--> statement-breakpoint
CREATE TABLE "coordinators" (
	"tenant" text collate "C" NOT NULL,
	"target_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	CONSTRAINT "coordinators_tenant_target_id_unit_id_pk" PRIMARY KEY("tenant","target_id","unit_id")
);
--> statement-breakpoint
CREATE TABLE "plan_versions" (
	"tenant" text collate "C" NOT NULL,
	"target_id" uuid NOT NULL,
	"effective_from" date NOT NULL,
	"plan" bigint NOT NULL,
	"decision" text collate "C" NOT NULL,
	"reason" text collate "C" NOT NULL,
	CONSTRAINT "plan_versions_tenant_target_id_effective_from_pk" PRIMARY KEY("tenant","target_id","effective_from")
);
--> statement-breakpoint
CREATE TABLE "reference_values" (
	"tenant" text collate "C" NOT NULL,
	"target_id" uuid NOT NULL,
	"as_of" date NOT NULL,
	"value" bigint NOT NULL,
	"source" text collate "C" NOT NULL,
	CONSTRAINT "reference_values_tenant_target_id_as_of_pk" PRIMARY KEY("tenant","target_id","as_of")
);
--> statement-breakpoint
CREATE TABLE "targets" (
	"tenant" text collate "C" NOT NULL,
	"id" uuid NOT NULL,
	"code" text collate "C" NOT NULL,
	"commitment_id" uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"upper_unit_id" uuid NOT NULL,
	"group_number" integer NOT NULL,
	"sort_order" integer NOT NULL,
	"title" text collate "C" NOT NULL,
	"product" text collate "C" NOT NULL,
	"origin" text collate "C" NOT NULL,
	"kind" text collate "C" NOT NULL,
	"measure" text collate "C",
	"decimals" integer NOT NULL,
	"value_kind" text collate "C",
	"direction" text collate "C",
	"plan" bigint,
	"plan_low" bigint,
	"plan_high" bigint,
	"baseline" bigint,
	"baseline_on" date,
	"weight" integer,
	"start_on" date NOT NULL,
	"due_original" date,
	"curve" text collate "C" NOT NULL,
	"parent_id" uuid,
	"contribution" text collate "C",
	"evidence_required" boolean NOT NULL,
	"headline" integer,
	"state" text collate "C" NOT NULL,
	"state_cause" text collate "C",
	"folded" text collate "C" NOT NULL,
	"due_on" date,
	"extension_count" integer DEFAULT 0 NOT NULL,
	"plan_now" bigint,
	"latest_update_id" uuid,
	"latest_low" bigint,
	"latest_high" bigint,
	"latest_qualifier" text collate "C",
	"latest_range_kind" text collate "C",
	"latest_as_of" date,
	"assessment" text collate "C",
	"level" text collate "C" DEFAULT 'ok' NOT NULL,
	"behind_low" bigint,
	"behind_high" bigint,
	"expected_percent" bigint,
	"base_class" text collate "C" DEFAULT 'open' NOT NULL,
	"done_on" date,
	"done_at" bigint,
	"late_from" date,
	"late_frozen_on" date,
	"supplement_until" date,
	"stale_on" date,
	"waiting" boolean DEFAULT false NOT NULL,
	"last_reported_on" date,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "targets_tenant_id_pk" PRIMARY KEY("tenant","id")
);
--> statement-breakpoint
CREATE TABLE "evidence" (
	"tenant" text collate "C" NOT NULL,
	"update_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"hash" text collate "C" NOT NULL,
	"name" text collate "C" NOT NULL,
	"media_type" text collate "C" NOT NULL,
	"size" bigint NOT NULL,
	CONSTRAINT "evidence_tenant_update_id_position_pk" PRIMARY KEY("tenant","update_id","position")
);
--> statement-breakpoint
CREATE TABLE "reviews" (
	"tenant" text collate "C" NOT NULL,
	"id" uuid NOT NULL,
	"update_id" uuid NOT NULL,
	"decision" text collate "C" NOT NULL,
	"comment" text collate "C" NOT NULL,
	"due_on" date,
	"reviewer_id" uuid NOT NULL,
	"reviewed_at" bigint NOT NULL,
	"content_hash" text collate "C" NOT NULL,
	CONSTRAINT "reviews_tenant_id_pk" PRIMARY KEY("tenant","id")
);
--> statement-breakpoint
CREATE TABLE "updates" (
	"tenant" text collate "C" NOT NULL,
	"id" uuid NOT NULL,
	"target_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"receipt" text collate "C",
	"as_of" date NOT NULL,
	"value_low" bigint,
	"value_high" bigint,
	"has_value" boolean NOT NULL,
	"qualifier" text collate "C" NOT NULL,
	"range_kind" text collate "C",
	"null_reason" text collate "C",
	"declared" text collate "C" NOT NULL,
	"assessment" text collate "C",
	"completed_on" date,
	"results" text collate "C" NOT NULL,
	"difficulties" text collate "C" NOT NULL,
	"cause" text collate "C",
	"next_steps" text collate "C" NOT NULL,
	"proposal" text collate "C" NOT NULL,
	"correction_reason" text collate "C" NOT NULL,
	"typed_value" text collate "C" NOT NULL,
	"period_from" date,
	"entered_by" uuid NOT NULL,
	"on_behalf" boolean NOT NULL,
	"source" text collate "C" NOT NULL,
	"endorsed_by" uuid,
	"captured_at" bigint,
	"created_at" bigint NOT NULL,
	"received_at" bigint,
	"week_from" date,
	"revision" integer NOT NULL,
	"corrects" uuid,
	"state" text collate "C" NOT NULL,
	"content_hash" text collate "C" NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "updates_tenant_id_pk" PRIMARY KEY("tenant","id")
);
--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_tenant_owner_unit_id_units_tenant_id_fk" FOREIGN KEY ("tenant","owner_unit_id") REFERENCES "public"."units"("tenant","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitments" ADD CONSTRAINT "commitments_tenant_campaign_id_campaigns_tenant_id_fk" FOREIGN KEY ("tenant","campaign_id") REFERENCES "public"."campaigns"("tenant","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitments" ADD CONSTRAINT "commitments_tenant_unit_id_units_tenant_id_fk" FOREIGN KEY ("tenant","unit_id") REFERENCES "public"."units"("tenant","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitments" ADD CONSTRAINT "commitments_tenant_upper_unit_id_units_tenant_id_fk" FOREIGN KEY ("tenant","upper_unit_id") REFERENCES "public"."units"("tenant","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_groups" ADD CONSTRAINT "task_groups_tenant_campaign_id_campaigns_tenant_id_fk" FOREIGN KEY ("tenant","campaign_id") REFERENCES "public"."campaigns"("tenant","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "direction_units" ADD CONSTRAINT "direction_units_tenant_direction_id_directions_tenant_id_fk" FOREIGN KEY ("tenant","direction_id") REFERENCES "public"."directions"("tenant","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "directions" ADD CONSTRAINT "directions_tenant_lead_unit_id_units_tenant_id_fk" FOREIGN KEY ("tenant","lead_unit_id") REFERENCES "public"."units"("tenant","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "extensions" ADD CONSTRAINT "extensions_tenant_target_id_targets_tenant_id_fk" FOREIGN KEY ("tenant","target_id") REFERENCES "public"."targets"("tenant","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_targets" ADD CONSTRAINT "proposal_targets_tenant_proposal_id_proposals_tenant_id_fk" FOREIGN KEY ("tenant","proposal_id") REFERENCES "public"."proposals"("tenant","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_targets" ADD CONSTRAINT "proposal_targets_tenant_target_id_targets_tenant_id_fk" FOREIGN KEY ("tenant","target_id") REFERENCES "public"."targets"("tenant","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_tenant_unit_id_units_tenant_id_fk" FOREIGN KEY ("tenant","unit_id") REFERENCES "public"."units"("tenant","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_tenant_target_id_targets_tenant_id_fk" FOREIGN KEY ("tenant","target_id") REFERENCES "public"."targets"("tenant","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_versions" ADD CONSTRAINT "unit_versions_tenant_unit_id_units_tenant_id_fk" FOREIGN KEY ("tenant","unit_id") REFERENCES "public"."units"("tenant","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_tenant_user_id_users_tenant_id_fk" FOREIGN KEY ("tenant","user_id") REFERENCES "public"."users"("tenant","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_tenant_unit_id_units_tenant_id_fk" FOREIGN KEY ("tenant","unit_id") REFERENCES "public"."units"("tenant","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_tenant_user_id_users_tenant_id_fk" FOREIGN KEY ("tenant","user_id") REFERENCES "public"."users"("tenant","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "weekly_files" ADD CONSTRAINT "weekly_files_tenant_summary_id_weekly_summaries_tenant_id_fk" FOREIGN KEY ("tenant","summary_id") REFERENCES "public"."weekly_summaries"("tenant","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "weekly_summaries" ADD CONSTRAINT "weekly_summaries_tenant_campaign_id_campaigns_tenant_id_fk" FOREIGN KEY ("tenant","campaign_id") REFERENCES "public"."campaigns"("tenant","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coordinators" ADD CONSTRAINT "coordinators_tenant_target_id_targets_tenant_id_fk" FOREIGN KEY ("tenant","target_id") REFERENCES "public"."targets"("tenant","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coordinators" ADD CONSTRAINT "coordinators_tenant_unit_id_units_tenant_id_fk" FOREIGN KEY ("tenant","unit_id") REFERENCES "public"."units"("tenant","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_versions" ADD CONSTRAINT "plan_versions_tenant_target_id_targets_tenant_id_fk" FOREIGN KEY ("tenant","target_id") REFERENCES "public"."targets"("tenant","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reference_values" ADD CONSTRAINT "reference_values_tenant_target_id_targets_tenant_id_fk" FOREIGN KEY ("tenant","target_id") REFERENCES "public"."targets"("tenant","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "targets" ADD CONSTRAINT "targets_tenant_commitment_id_commitments_tenant_id_fk" FOREIGN KEY ("tenant","commitment_id") REFERENCES "public"."commitments"("tenant","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "targets" ADD CONSTRAINT "targets_tenant_campaign_id_campaigns_tenant_id_fk" FOREIGN KEY ("tenant","campaign_id") REFERENCES "public"."campaigns"("tenant","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "targets" ADD CONSTRAINT "targets_tenant_unit_id_units_tenant_id_fk" FOREIGN KEY ("tenant","unit_id") REFERENCES "public"."units"("tenant","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_tenant_update_id_updates_tenant_id_fk" FOREIGN KEY ("tenant","update_id") REFERENCES "public"."updates"("tenant","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_tenant_update_id_updates_tenant_id_fk" FOREIGN KEY ("tenant","update_id") REFERENCES "public"."updates"("tenant","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_tenant_reviewer_id_users_tenant_id_fk" FOREIGN KEY ("tenant","reviewer_id") REFERENCES "public"."users"("tenant","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "updates" ADD CONSTRAINT "updates_tenant_target_id_targets_tenant_id_fk" FOREIGN KEY ("tenant","target_id") REFERENCES "public"."targets"("tenant","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "updates" ADD CONSTRAINT "updates_tenant_entered_by_users_tenant_id_fk" FOREIGN KEY ("tenant","entered_by") REFERENCES "public"."users"("tenant","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "campaigns_code" ON "campaigns" USING btree ("tenant","code");--> statement-breakpoint
CREATE INDEX "campaigns_owner" ON "campaigns" USING btree ("tenant","owner_unit_id","start_on");--> statement-breakpoint
CREATE UNIQUE INDEX "commitments_code" ON "commitments" USING btree ("tenant","code");--> statement-breakpoint
CREATE INDEX "commitments_unit" ON "commitments" USING btree ("tenant","unit_id");--> statement-breakpoint
CREATE INDEX "commitments_campaign" ON "commitments" USING btree ("tenant","campaign_id","unit_id");--> statement-breakpoint
CREATE INDEX "direction_units_unit" ON "direction_units" USING btree ("tenant","unit_id");--> statement-breakpoint
CREATE UNIQUE INDEX "directions_code" ON "directions" USING btree ("tenant","code");--> statement-breakpoint
CREATE INDEX "directions_lead" ON "directions" USING btree ("tenant","lead_unit_id","status");--> statement-breakpoint
CREATE INDEX "extensions_target" ON "extensions" USING btree ("tenant","target_id","requested_at");--> statement-breakpoint
CREATE INDEX "extensions_pending" ON "extensions" USING btree ("tenant","decision","requested_at");--> statement-breakpoint
CREATE INDEX "proposal_targets_target" ON "proposal_targets" USING btree ("tenant","target_id");--> statement-breakpoint
CREATE UNIQUE INDEX "proposals_code" ON "proposals" USING btree ("tenant","code");--> statement-breakpoint
CREATE INDEX "proposals_unit" ON "proposals" USING btree ("tenant","unit_id","status");--> statement-breakpoint
CREATE INDEX "reminders_target" ON "reminders" USING btree ("tenant","target_id","sent_at");--> statement-breakpoint
CREATE UNIQUE INDEX "units_code" ON "units" USING btree ("tenant","code");--> statement-breakpoint
CREATE UNIQUE INDEX "units_path" ON "units" USING btree ("tenant","path");--> statement-breakpoint
CREATE INDEX "units_parent" ON "units" USING btree ("tenant","parent_id","sort_order");--> statement-breakpoint
CREATE INDEX "posts_user" ON "posts" USING btree ("tenant","user_id");--> statement-breakpoint
CREATE INDEX "posts_unit" ON "posts" USING btree ("tenant","unit_id","role");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("tenant","user_id","last_seen_at");--> statement-breakpoint
CREATE UNIQUE INDEX "users_username" ON "users" USING btree ("tenant","username");--> statement-breakpoint
CREATE INDEX "audit_events_subject" ON "audit_events" USING btree ("tenant","subject_kind","subject","seq");--> statement-breakpoint
CREATE INDEX "audit_events_actor" ON "audit_events" USING btree ("tenant","actor_id","seq");--> statement-breakpoint
CREATE UNIQUE INDEX "weekly_summaries_week" ON "weekly_summaries" USING btree ("tenant","campaign_id","week","issue");--> statement-breakpoint
CREATE INDEX "weekly_summaries_order" ON "weekly_summaries" USING btree ("tenant","campaign_id","week_from");--> statement-breakpoint
CREATE INDEX "coordinators_unit" ON "coordinators" USING btree ("tenant","unit_id");--> statement-breakpoint
CREATE UNIQUE INDEX "targets_code" ON "targets" USING btree ("tenant","code");--> statement-breakpoint
CREATE UNIQUE INDEX "targets_order" ON "targets" USING btree ("tenant","commitment_id","sort_order");--> statement-breakpoint
CREATE INDEX "targets_campaign" ON "targets" USING btree ("tenant","campaign_id","group_number","id");--> statement-breakpoint
CREATE INDEX "targets_late" ON "targets" USING btree ("tenant","campaign_id","late_from","id","group_number","unit_id");--> statement-breakpoint
CREATE INDEX "targets_due" ON "targets" USING btree ("tenant","campaign_id","due_on","id");--> statement-breakpoint
CREATE INDEX "targets_unit" ON "targets" USING btree ("tenant","unit_id","campaign_id");--> statement-breakpoint
CREATE INDEX "targets_parent" ON "targets" USING btree ("tenant","parent_id") WHERE parent_id is not null;--> statement-breakpoint
CREATE INDEX "evidence_hash" ON "evidence" USING btree ("tenant","hash");--> statement-breakpoint
CREATE UNIQUE INDEX "reviews_update" ON "reviews" USING btree ("tenant","update_id");--> statement-breakpoint
CREATE UNIQUE INDEX "updates_receipt" ON "updates" USING btree ("tenant","receipt");--> statement-breakpoint
CREATE INDEX "updates_target" ON "updates" USING btree ("tenant","target_id","received_at");--> statement-breakpoint
CREATE INDEX "updates_week" ON "updates" USING btree ("tenant","campaign_id","week_from","unit_id");--> statement-breakpoint
CREATE INDEX "updates_state" ON "updates" USING btree ("tenant","campaign_id","state","received_at","id");--> statement-breakpoint
CREATE INDEX "updates_unit" ON "updates" USING btree ("tenant","unit_id","state");