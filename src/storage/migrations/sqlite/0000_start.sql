CREATE TABLE `campaigns` (
	`tenant` text NOT NULL,
	`id` text NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`owner_unit_id` text NOT NULL,
	`plan_year` integer NOT NULL,
	`start_on` text NOT NULL,
	`end_on` text NOT NULL,
	`weekly_due_weekday` integer NOT NULL,
	`weekly_due_time` text NOT NULL,
	`cut_off_weekday` integer NOT NULL,
	`cut_off_time` text NOT NULL,
	`due_soon_days` integer NOT NULL,
	`return_grace_days` integer NOT NULL,
	`at_risk_points` integer NOT NULL,
	`behind_points` integer NOT NULL,
	`max_age_days` integer NOT NULL,
	`maximum_extensions` integer NOT NULL,
	`weekly_from` text,
	`clerk_may_submit` integer NOT NULL,
	`supervisor_may_extend` integer NOT NULL,
	`league_table_open` integer NOT NULL,
	`state` text DEFAULT 'active' NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`tenant`, `id`),
	FOREIGN KEY (`tenant`,`owner_unit_id`) REFERENCES `units`(`tenant`,`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `campaigns_code` ON `campaigns` (`tenant`,`code`);--> statement-breakpoint
CREATE INDEX `campaigns_owner` ON `campaigns` (`tenant`,`owner_unit_id`,`start_on`);--> statement-breakpoint
CREATE TABLE `commitments` (
	`tenant` text NOT NULL,
	`id` text NOT NULL,
	`code` text NOT NULL,
	`campaign_id` text NOT NULL,
	`unit_id` text NOT NULL,
	`upper_unit_id` text NOT NULL,
	`parent_id` text,
	`party_kind` text NOT NULL,
	`number` text,
	`place` text,
	`signed_on` text,
	`side_a_post` text NOT NULL,
	`side_b_post` text NOT NULL,
	`side_a_name` text,
	`side_b_name` text,
	`effective_from` text NOT NULL,
	`effective_to` text NOT NULL,
	`scan_hash` text,
	`state` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`tenant`, `id`),
	FOREIGN KEY (`tenant`,`campaign_id`) REFERENCES `campaigns`(`tenant`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant`,`unit_id`) REFERENCES `units`(`tenant`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant`,`upper_unit_id`) REFERENCES `units`(`tenant`,`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `commitments_code` ON `commitments` (`tenant`,`code`);--> statement-breakpoint
CREATE INDEX `commitments_unit` ON `commitments` (`tenant`,`unit_id`);--> statement-breakpoint
CREATE INDEX `commitments_campaign` ON `commitments` (`tenant`,`campaign_id`,`unit_id`);--> statement-breakpoint
CREATE TABLE `task_groups` (
	`tenant` text NOT NULL,
	`campaign_id` text NOT NULL,
	`number` integer NOT NULL,
	`name` text NOT NULL,
	PRIMARY KEY(`tenant`, `campaign_id`, `number`),
	FOREIGN KEY (`tenant`,`campaign_id`) REFERENCES `campaigns`(`tenant`,`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `direction_units` (
	`tenant` text NOT NULL,
	`direction_id` text NOT NULL,
	`unit_id` text NOT NULL,
	PRIMARY KEY(`tenant`, `direction_id`, `unit_id`),
	FOREIGN KEY (`tenant`,`direction_id`) REFERENCES `directions`(`tenant`,`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `direction_units_unit` ON `direction_units` (`tenant`,`unit_id`);--> statement-breakpoint
CREATE TABLE `directions` (
	`tenant` text NOT NULL,
	`id` text NOT NULL,
	`code` text NOT NULL,
	`issued_by_post` text NOT NULL,
	`issued_on` text NOT NULL,
	`occasion` text NOT NULL,
	`document` text NOT NULL,
	`body` text NOT NULL,
	`lead_unit_id` text NOT NULL,
	`due_on` text,
	`status` text NOT NULL,
	`target_id` text,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`tenant`, `id`),
	FOREIGN KEY (`tenant`,`lead_unit_id`) REFERENCES `units`(`tenant`,`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `directions_code` ON `directions` (`tenant`,`code`);--> statement-breakpoint
CREATE INDEX `directions_lead` ON `directions` (`tenant`,`lead_unit_id`,`status`);--> statement-breakpoint
CREATE TABLE `extensions` (
	`tenant` text NOT NULL,
	`id` text NOT NULL,
	`target_id` text NOT NULL,
	`requested_by` text NOT NULL,
	`requested_at` integer NOT NULL,
	`proposed_due_on` text NOT NULL,
	`reason_code` text NOT NULL,
	`reason` text NOT NULL,
	`decision` text,
	`decided_by` text,
	`decided_at` integer,
	`new_due_on` text,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`tenant`, `id`),
	FOREIGN KEY (`tenant`,`target_id`) REFERENCES `targets`(`tenant`,`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `extensions_target` ON `extensions` (`tenant`,`target_id`,`requested_at`);--> statement-breakpoint
CREATE INDEX `extensions_pending` ON `extensions` (`tenant`,`decision`,`requested_at`);--> statement-breakpoint
CREATE TABLE `proposal_targets` (
	`tenant` text NOT NULL,
	`proposal_id` text NOT NULL,
	`target_id` text NOT NULL,
	PRIMARY KEY(`tenant`, `proposal_id`, `target_id`),
	FOREIGN KEY (`tenant`,`proposal_id`) REFERENCES `proposals`(`tenant`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant`,`target_id`) REFERENCES `targets`(`tenant`,`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `proposal_targets_target` ON `proposal_targets` (`tenant`,`target_id`);--> statement-breakpoint
CREATE TABLE `proposals` (
	`tenant` text NOT NULL,
	`id` text NOT NULL,
	`code` text NOT NULL,
	`unit_id` text NOT NULL,
	`addressed_to` text NOT NULL,
	`raised_on` text NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`body` text NOT NULL,
	`amount_text` text,
	`amount_measure` text,
	`wanted_by` text,
	`status` text NOT NULL,
	`answered_on` text,
	`answer` text,
	`folded` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`tenant`, `id`),
	FOREIGN KEY (`tenant`,`unit_id`) REFERENCES `units`(`tenant`,`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `proposals_code` ON `proposals` (`tenant`,`code`);--> statement-breakpoint
CREATE INDEX `proposals_unit` ON `proposals` (`tenant`,`unit_id`,`status`);--> statement-breakpoint
CREATE TABLE `reminders` (
	`tenant` text NOT NULL,
	`id` text NOT NULL,
	`target_id` text NOT NULL,
	`sent_by` text NOT NULL,
	`sent_at` integer NOT NULL,
	`channel` text NOT NULL,
	`body` text NOT NULL,
	PRIMARY KEY(`tenant`, `id`),
	FOREIGN KEY (`tenant`,`target_id`) REFERENCES `targets`(`tenant`,`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `reminders_target` ON `reminders` (`tenant`,`target_id`,`sent_at`);--> statement-breakpoint
CREATE TABLE `calendar_days` (
	`tenant` text NOT NULL,
	`day` text NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	PRIMARY KEY(`tenant`, `day`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `settings` (
	`tenant` text NOT NULL,
	`name` text NOT NULL,
	`value` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`tenant`, `name`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `unit_versions` (
	`tenant` text NOT NULL,
	`unit_id` text NOT NULL,
	`number` integer NOT NULL,
	`valid_from` text,
	`valid_to` text,
	`name` text NOT NULL,
	`short_name` text NOT NULL,
	`kind` text NOT NULL,
	`block` text,
	`parent_id` text,
	`sort_order` integer NOT NULL,
	`decision` text,
	PRIMARY KEY(`tenant`, `unit_id`, `number`),
	FOREIGN KEY (`tenant`,`unit_id`) REFERENCES `units`(`tenant`,`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `units` (
	`tenant` text NOT NULL,
	`id` text NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`short_name` text NOT NULL,
	`kind` text NOT NULL,
	`block` text,
	`parent_id` text,
	`path` text NOT NULL,
	`sort_order` integer NOT NULL,
	`valid_from` text,
	`valid_to` text,
	`official_code` text,
	`folded` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`tenant`, `id`)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `units_code` ON `units` (`tenant`,`code`);--> statement-breakpoint
CREATE UNIQUE INDEX `units_path` ON `units` (`tenant`,`path`);--> statement-breakpoint
CREATE INDEX `units_parent` ON `units` (`tenant`,`parent_id`,`sort_order`);--> statement-breakpoint
CREATE TABLE `login_attempts` (
	`tenant` text NOT NULL,
	`subject` text NOT NULL,
	`failures` integer NOT NULL,
	`since` integer NOT NULL,
	`last_at` integer NOT NULL,
	PRIMARY KEY(`tenant`, `subject`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `posts` (
	`tenant` text NOT NULL,
	`id` text NOT NULL,
	`user_id` text NOT NULL,
	`unit_id` text NOT NULL,
	`role` text NOT NULL,
	`title` text NOT NULL,
	`from_on` text,
	`to_on` text,
	`document` text,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`tenant`, `id`),
	FOREIGN KEY (`tenant`,`user_id`) REFERENCES `users`(`tenant`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant`,`unit_id`) REFERENCES `units`(`tenant`,`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `posts_user` ON `posts` (`tenant`,`user_id`);--> statement-breakpoint
CREATE INDEX `posts_unit` ON `posts` (`tenant`,`unit_id`,`role`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`tenant` text NOT NULL,
	`token_hash` text NOT NULL,
	`user_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL,
	`address` text NOT NULL,
	`user_agent` text NOT NULL,
	PRIMARY KEY(`tenant`, `token_hash`),
	FOREIGN KEY (`tenant`,`user_id`) REFERENCES `users`(`tenant`,`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `sessions_user` ON `sessions` (`tenant`,`user_id`,`last_seen_at`);--> statement-breakpoint
CREATE TABLE `users` (
	`tenant` text NOT NULL,
	`id` text NOT NULL,
	`username` text NOT NULL,
	`password_hash` text,
	`password_changed_at` integer,
	`locale` text NOT NULL,
	`theme` text DEFAULT 'system' NOT NULL,
	`disabled_at` integer,
	`created_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`tenant`, `id`)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `users_username` ON `users` (`tenant`,`username`);--> statement-breakpoint
CREATE TABLE `audit_events` (
	`tenant` text NOT NULL,
	`seq` integer NOT NULL,
	`at` integer NOT NULL,
	`actor_id` text,
	`actor` text NOT NULL,
	`deed` text NOT NULL,
	`subject_kind` text NOT NULL,
	`subject` text NOT NULL,
	`detail` text NOT NULL,
	`previous_hash` text NOT NULL,
	`hash` text NOT NULL,
	PRIMARY KEY(`tenant`, `seq`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `audit_events_subject` ON `audit_events` (`tenant`,`subject_kind`,`subject`,`seq`);--> statement-breakpoint
CREATE INDEX `audit_events_actor` ON `audit_events` (`tenant`,`actor_id`,`seq`);--> statement-breakpoint
CREATE TABLE `audit_heads` (
	`tenant` text PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL,
	`hash` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `job_runs` (
	`tenant` text NOT NULL,
	`job` text NOT NULL,
	`period` text NOT NULL,
	`owner` text NOT NULL,
	`lease_until` integer NOT NULL,
	`done_at` integer,
	PRIMARY KEY(`tenant`, `job`, `period`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `weekly_files` (
	`tenant` text NOT NULL,
	`summary_id` text NOT NULL,
	`format` text NOT NULL,
	`hash` text NOT NULL,
	`bytes` blob NOT NULL,
	PRIMARY KEY(`tenant`, `summary_id`, `format`),
	FOREIGN KEY (`tenant`,`summary_id`) REFERENCES `weekly_summaries`(`tenant`,`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `weekly_summaries` (
	`tenant` text NOT NULL,
	`id` text NOT NULL,
	`campaign_id` text NOT NULL,
	`week` text NOT NULL,
	`week_from` text NOT NULL,
	`issue` integer NOT NULL,
	`state` text NOT NULL,
	`frozen_at` integer NOT NULL,
	`frozen_by` text,
	`hash` text NOT NULL,
	`previous_hash` text,
	`snapshot` text NOT NULL,
	`number` text,
	`issued_at` integer,
	`annulled_reason` text,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`tenant`, `id`),
	FOREIGN KEY (`tenant`,`campaign_id`) REFERENCES `campaigns`(`tenant`,`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `weekly_summaries_week` ON `weekly_summaries` (`tenant`,`campaign_id`,`week`,`issue`);--> statement-breakpoint
CREATE INDEX `weekly_summaries_order` ON `weekly_summaries` (`tenant`,`campaign_id`,`week_from`);--> statement-breakpoint
CREATE TABLE `coordinators` (
	`tenant` text NOT NULL,
	`target_id` text NOT NULL,
	`unit_id` text NOT NULL,
	PRIMARY KEY(`tenant`, `target_id`, `unit_id`),
	FOREIGN KEY (`tenant`,`target_id`) REFERENCES `targets`(`tenant`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant`,`unit_id`) REFERENCES `units`(`tenant`,`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `coordinators_unit` ON `coordinators` (`tenant`,`unit_id`);--> statement-breakpoint
CREATE TABLE `plan_versions` (
	`tenant` text NOT NULL,
	`target_id` text NOT NULL,
	`effective_from` text NOT NULL,
	`plan` integer NOT NULL,
	`decision` text NOT NULL,
	`reason` text NOT NULL,
	PRIMARY KEY(`tenant`, `target_id`, `effective_from`),
	FOREIGN KEY (`tenant`,`target_id`) REFERENCES `targets`(`tenant`,`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `reference_values` (
	`tenant` text NOT NULL,
	`target_id` text NOT NULL,
	`as_of` text NOT NULL,
	`value` integer NOT NULL,
	`source` text NOT NULL,
	PRIMARY KEY(`tenant`, `target_id`, `as_of`),
	FOREIGN KEY (`tenant`,`target_id`) REFERENCES `targets`(`tenant`,`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `targets` (
	`tenant` text NOT NULL,
	`id` text NOT NULL,
	`code` text NOT NULL,
	`commitment_id` text NOT NULL,
	`campaign_id` text NOT NULL,
	`unit_id` text NOT NULL,
	`upper_unit_id` text NOT NULL,
	`group_number` integer NOT NULL,
	`sort_order` integer NOT NULL,
	`title` text NOT NULL,
	`product` text NOT NULL,
	`origin` text NOT NULL,
	`kind` text NOT NULL,
	`measure` text,
	`decimals` integer NOT NULL,
	`value_kind` text,
	`direction` text,
	`plan` integer,
	`plan_low` integer,
	`plan_high` integer,
	`baseline` integer,
	`baseline_on` text,
	`weight` integer,
	`start_on` text NOT NULL,
	`due_original` text,
	`curve` text NOT NULL,
	`parent_id` text,
	`contribution` text,
	`evidence_required` integer NOT NULL,
	`headline` integer,
	`state` text NOT NULL,
	`state_cause` text,
	`folded` text NOT NULL,
	`due_on` text,
	`extension_count` integer DEFAULT 0 NOT NULL,
	`plan_now` integer,
	`latest_update_id` text,
	`latest_low` integer,
	`latest_high` integer,
	`latest_qualifier` text,
	`latest_range_kind` text,
	`latest_as_of` text,
	`assessment` text,
	`level` text DEFAULT 'ok' NOT NULL,
	`behind_low` integer,
	`behind_high` integer,
	`expected_percent` integer,
	`base_class` text DEFAULT 'open' NOT NULL,
	`done_on` text,
	`done_at` integer,
	`late_from` text,
	`late_frozen_on` text,
	`supplement_until` text,
	`stale_on` text,
	`waiting` integer DEFAULT false NOT NULL,
	`last_reported_on` text,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`tenant`, `id`),
	FOREIGN KEY (`tenant`,`commitment_id`) REFERENCES `commitments`(`tenant`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant`,`campaign_id`) REFERENCES `campaigns`(`tenant`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant`,`unit_id`) REFERENCES `units`(`tenant`,`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `targets_code` ON `targets` (`tenant`,`code`);--> statement-breakpoint
CREATE UNIQUE INDEX `targets_order` ON `targets` (`tenant`,`commitment_id`,`sort_order`);--> statement-breakpoint
CREATE INDEX `targets_campaign` ON `targets` (`tenant`,`campaign_id`,`group_number`,`id`);--> statement-breakpoint
CREATE INDEX `targets_late` ON `targets` (`tenant`,`campaign_id`,`late_from`,`id`,`group_number`,`unit_id`);--> statement-breakpoint
CREATE INDEX `targets_due` ON `targets` (`tenant`,`campaign_id`,`due_on`,`id`);--> statement-breakpoint
CREATE INDEX `targets_unit` ON `targets` (`tenant`,`unit_id`,`campaign_id`);--> statement-breakpoint
CREATE INDEX `targets_parent` ON `targets` (`tenant`,`parent_id`) WHERE parent_id is not null;--> statement-breakpoint
CREATE TABLE `evidence` (
	`tenant` text NOT NULL,
	`update_id` text NOT NULL,
	`position` integer NOT NULL,
	`hash` text NOT NULL,
	`name` text NOT NULL,
	`media_type` text NOT NULL,
	`size` integer NOT NULL,
	PRIMARY KEY(`tenant`, `update_id`, `position`),
	FOREIGN KEY (`tenant`,`update_id`) REFERENCES `updates`(`tenant`,`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `evidence_hash` ON `evidence` (`tenant`,`hash`);--> statement-breakpoint
CREATE TABLE `reviews` (
	`tenant` text NOT NULL,
	`id` text NOT NULL,
	`update_id` text NOT NULL,
	`decision` text NOT NULL,
	`comment` text NOT NULL,
	`due_on` text,
	`reviewer_id` text NOT NULL,
	`reviewed_at` integer NOT NULL,
	`content_hash` text NOT NULL,
	PRIMARY KEY(`tenant`, `id`),
	FOREIGN KEY (`tenant`,`update_id`) REFERENCES `updates`(`tenant`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant`,`reviewer_id`) REFERENCES `users`(`tenant`,`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `reviews_update` ON `reviews` (`tenant`,`update_id`);--> statement-breakpoint
CREATE TABLE `updates` (
	`tenant` text NOT NULL,
	`id` text NOT NULL,
	`target_id` text NOT NULL,
	`unit_id` text NOT NULL,
	`campaign_id` text NOT NULL,
	`receipt` text,
	`as_of` text NOT NULL,
	`value_low` integer,
	`value_high` integer,
	`has_value` integer NOT NULL,
	`qualifier` text NOT NULL,
	`range_kind` text,
	`null_reason` text,
	`declared` text NOT NULL,
	`assessment` text,
	`completed_on` text,
	`results` text NOT NULL,
	`difficulties` text NOT NULL,
	`cause` text,
	`next_steps` text NOT NULL,
	`proposal` text NOT NULL,
	`correction_reason` text NOT NULL,
	`typed_value` text NOT NULL,
	`period_from` text,
	`entered_by` text NOT NULL,
	`on_behalf` integer NOT NULL,
	`source` text NOT NULL,
	`endorsed_by` text,
	`captured_at` integer,
	`created_at` integer NOT NULL,
	`received_at` integer,
	`week_from` text,
	`revision` integer NOT NULL,
	`corrects` text,
	`state` text NOT NULL,
	`content_hash` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`tenant`, `id`),
	FOREIGN KEY (`tenant`,`target_id`) REFERENCES `targets`(`tenant`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant`,`entered_by`) REFERENCES `users`(`tenant`,`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `updates_receipt` ON `updates` (`tenant`,`receipt`);--> statement-breakpoint
CREATE INDEX `updates_target` ON `updates` (`tenant`,`target_id`,`received_at`);--> statement-breakpoint
CREATE INDEX `updates_week` ON `updates` (`tenant`,`campaign_id`,`week_from`,`unit_id`);--> statement-breakpoint
CREATE INDEX `updates_state` ON `updates` (`tenant`,`campaign_id`,`state`,`received_at`,`id`);--> statement-breakpoint
CREATE INDEX `updates_unit` ON `updates` (`tenant`,`unit_id`,`state`);