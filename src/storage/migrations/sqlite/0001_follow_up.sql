CREATE TABLE `direction_parts` (
	`tenant` text NOT NULL,
	`id` text NOT NULL,
	`direction_id` text NOT NULL,
	`position` integer NOT NULL,
	`lead_unit_id` text NOT NULL,
	`body` text NOT NULL,
	`due_on` text,
	`status` text NOT NULL,
	`target_id` text,
	`assigned_at` integer NOT NULL,
	`acknowledged_at` integer,
	`reported_at` integer,
	`closed_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`tenant`, `id`),
	FOREIGN KEY (`tenant`,`direction_id`) REFERENCES `directions`(`tenant`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant`,`lead_unit_id`) REFERENCES `units`(`tenant`,`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `direction_parts_position` ON `direction_parts` (`tenant`,`direction_id`,`position`);--> statement-breakpoint
CREATE INDEX `direction_parts_lead` ON `direction_parts` (`tenant`,`lead_unit_id`,`status`);--> statement-breakpoint
CREATE INDEX `direction_parts_target` ON `direction_parts` (`tenant`,`target_id`);--> statement-breakpoint
CREATE TABLE `meetings` (
	`tenant` text NOT NULL,
	`id` text NOT NULL,
	`campaign_id` text NOT NULL,
	`week` text NOT NULL,
	`held_on` text NOT NULL,
	`title` text NOT NULL,
	`chair_post` text NOT NULL,
	`number` text,
	`opened_by` text NOT NULL,
	`opened_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`tenant`, `id`),
	FOREIGN KEY (`tenant`,`campaign_id`) REFERENCES `campaigns`(`tenant`,`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `meetings_week` ON `meetings` (`tenant`,`campaign_id`,`week`);--> statement-breakpoint
CREATE TABLE `extension_files` (
	`tenant` text NOT NULL,
	`extension_id` text NOT NULL,
	`position` integer NOT NULL,
	`hash` text NOT NULL,
	`name` text NOT NULL,
	`media_type` text NOT NULL,
	`size` integer NOT NULL,
	PRIMARY KEY(`tenant`, `extension_id`, `position`),
	FOREIGN KEY (`tenant`,`extension_id`) REFERENCES `extensions`(`tenant`,`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `mails` (
	`tenant` text NOT NULL,
	`id` text NOT NULL,
	`once` text NOT NULL,
	`user_id` text NOT NULL,
	`address` text NOT NULL,
	`subject` text NOT NULL,
	`body` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`due_at` integer NOT NULL,
	`sent_at` integer,
	`failure` text,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`tenant`, `id`),
	FOREIGN KEY (`tenant`,`user_id`) REFERENCES `users`(`tenant`,`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `mails_once` ON `mails` (`tenant`,`once`);--> statement-breakpoint
CREATE INDEX `mails_waiting` ON `mails` (`tenant`,`state`,`due_at`);--> statement-breakpoint
CREATE TABLE `notices` (
	`tenant` text NOT NULL,
	`id` text NOT NULL,
	`user_id` text NOT NULL,
	`at` integer NOT NULL,
	`kind` text NOT NULL,
	`path` text NOT NULL,
	`detail` text NOT NULL,
	`read_at` integer,
	PRIMARY KEY(`tenant`, `id`),
	FOREIGN KEY (`tenant`,`user_id`) REFERENCES `users`(`tenant`,`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `notices_user` ON `notices` (`tenant`,`user_id`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `notices_unread` ON `notices` (`tenant`,`user_id`,`read_at`);--> statement-breakpoint
CREATE TABLE `follow_up_steps` (
	`tenant` text NOT NULL,
	`id` text NOT NULL,
	`subject_kind` text NOT NULL,
	`subject_id` text NOT NULL,
	`part_id` text,
	`step` text NOT NULL,
	`at` integer NOT NULL,
	`on_day` text,
	`by_user_id` text NOT NULL,
	`to_whom` text DEFAULT '' NOT NULL,
	`document` text DEFAULT '' NOT NULL,
	`body` text DEFAULT '' NOT NULL,
	PRIMARY KEY(`tenant`, `id`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `follow_up_steps_subject` ON `follow_up_steps` (`tenant`,`subject_kind`,`subject_id`,`at`);--> statement-breakpoint
CREATE TABLE `ladder_said` (
	`tenant` text NOT NULL,
	`target_id` text NOT NULL,
	`due_on` text NOT NULL,
	`step` text NOT NULL,
	`nth` integer NOT NULL,
	`said_on` text NOT NULL,
	PRIMARY KEY(`tenant`, `target_id`, `due_on`, `step`, `nth`),
	FOREIGN KEY (`tenant`,`target_id`) REFERENCES `targets`(`tenant`,`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `ladder_said_day` ON `ladder_said` (`tenant`,`said_on`);--> statement-breakpoint
CREATE TABLE `reminder_rounds` (
	`tenant` text NOT NULL,
	`id` text NOT NULL,
	`campaign_id` text NOT NULL,
	`sent_by` text NOT NULL,
	`sent_at` integer NOT NULL,
	`channels` text NOT NULL,
	`body` text NOT NULL,
	`letter_number` text,
	`letter_on` text,
	PRIMARY KEY(`tenant`, `id`),
	FOREIGN KEY (`tenant`,`campaign_id`) REFERENCES `campaigns`(`tenant`,`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `reminder_rounds_campaign` ON `reminder_rounds` (`tenant`,`campaign_id`,`sent_at`,`id`);--> statement-breakpoint
DROP INDEX `updates_week`;--> statement-breakpoint
ALTER TABLE `updates` ADD `warnings` text;--> statement-breakpoint
ALTER TABLE `updates` ADD `warning_answer` text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX `updates_week` ON `updates` (`tenant`,`campaign_id`,`week_from`,`unit_id`,`state`,`received_at`);--> statement-breakpoint
ALTER TABLE `campaigns` ADD `reminds_itself` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `campaigns` ADD `remind_before_days` integer DEFAULT 3 NOT NULL;--> statement-breakpoint
ALTER TABLE `campaigns` ADD `remind_after_days` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `campaigns` ADD `escalate_after_days` integer DEFAULT 10 NOT NULL;--> statement-breakpoint
ALTER TABLE `directions` ADD `owner_unit_id` text;--> statement-breakpoint
ALTER TABLE `directions` ADD `recorded_by` text;--> statement-breakpoint
ALTER TABLE `directions` ADD `meeting_id` text;--> statement-breakpoint
CREATE INDEX `directions_owner` ON `directions` (`tenant`,`owner_unit_id`,`status`,`issued_on`);--> statement-breakpoint
CREATE INDEX `directions_meeting` ON `directions` (`tenant`,`meeting_id`);--> statement-breakpoint
ALTER TABLE `extensions` ADD `opinion_stance` text;--> statement-breakpoint
ALTER TABLE `extensions` ADD `opinion` text;--> statement-breakpoint
ALTER TABLE `extensions` ADD `opinion_by` text;--> statement-breakpoint
ALTER TABLE `extensions` ADD `opinion_at` integer;--> statement-breakpoint
ALTER TABLE `extensions` ADD `comment` text;--> statement-breakpoint
ALTER TABLE `extensions` ADD `document` text;--> statement-breakpoint
ALTER TABLE `proposals` ADD `waits_for_unit_id` text;--> statement-breakpoint
ALTER TABLE `proposals` ADD `raised_by` text;--> statement-breakpoint
ALTER TABLE `proposals` ADD `update_id` text;--> statement-breakpoint
ALTER TABLE `proposals` ADD `merged_into` text;--> statement-breakpoint
CREATE INDEX `proposals_waiting` ON `proposals` (`tenant`,`waits_for_unit_id`,`status`,`raised_on`);--> statement-breakpoint
CREATE INDEX `proposals_update` ON `proposals` (`tenant`,`update_id`);--> statement-breakpoint
CREATE INDEX `proposals_status` ON `proposals` (`tenant`,`status`,`raised_on`,`code`);--> statement-breakpoint
ALTER TABLE `reminders` ADD `round_id` text;--> statement-breakpoint
ALTER TABLE `reminders` ADD `answer` text;--> statement-breakpoint
ALTER TABLE `reminders` ADD `answered_by` text;--> statement-breakpoint
ALTER TABLE `reminders` ADD `answered_at` integer;--> statement-breakpoint
CREATE INDEX `reminders_round` ON `reminders` (`tenant`,`round_id`);--> statement-breakpoint
ALTER TABLE `users` ADD `email` text;--> statement-breakpoint
ALTER TABLE `users` ADD `mail_off` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `users` ADD `mail_token` text;--> statement-breakpoint
CREATE UNIQUE INDEX `users_mail_token` ON `users` (`tenant`,`mail_token`);--> statement-breakpoint
ALTER TABLE `targets` ADD `ordered_at` integer;--> statement-breakpoint
CREATE INDEX `targets_warned` ON `targets` (`tenant`,`campaign_id`,`level`,`late_from`,`due_on`,`unit_id`,`behind_high`,`id`) WHERE level <> 'ok' and base_class = 'open';--> statement-breakpoint
ALTER TABLE `reviews` ADD `evidence_mark` text;--> statement-breakpoint
CREATE INDEX `reviews_time` ON `reviews` (`tenant`,`reviewed_at`);--> statement-breakpoint
CREATE INDEX `reviews_contradicted` ON `reviews` (`tenant`,`reviewed_at`) WHERE evidence_mark = 'contradicted';
--> statement-breakpoint
UPDATE `proposals` SET `waits_for_unit_id` = (SELECT `parent_id` FROM `units` WHERE `units`.`tenant` = `proposals`.`tenant` AND `units`.`id` = `proposals`.`unit_id`);
--> statement-breakpoint
UPDATE `directions` SET `owner_unit_id` = CASE WHEN EXISTS (SELECT 1 FROM `campaigns` WHERE `campaigns`.`tenant` = `directions`.`tenant` AND `campaigns`.`owner_unit_id` = `directions`.`lead_unit_id`) THEN `lead_unit_id` ELSE (SELECT `parent_id` FROM `units` WHERE `units`.`tenant` = `directions`.`tenant` AND `units`.`id` = `directions`.`lead_unit_id`) END;
--> statement-breakpoint
INSERT INTO `direction_parts` (`tenant`, `id`, `direction_id`, `position`, `lead_unit_id`, `body`, `due_on`, `status`, `target_id`, `assigned_at`)
SELECT `tenant`, `id`, `id`, 1, `lead_unit_id`, `body`, `due_on`, `status`, `target_id`, unixepoch(`issued_on`) * 1000 FROM `directions` WHERE `status` IN ('assigned', 'in_progress', 'closed');
