CREATE TABLE `weekly_recipients` (
	`tenant` text NOT NULL,
	`id` text NOT NULL,
	`campaign_id` text NOT NULL,
	`address` text NOT NULL,
	`name` text NOT NULL,
	`language` text NOT NULL,
	`sends` text NOT NULL,
	`added_by` text NOT NULL,
	`added_at` integer NOT NULL,
	PRIMARY KEY(`tenant`, `id`),
	FOREIGN KEY (`tenant`,`campaign_id`) REFERENCES `campaigns`(`tenant`,`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `weekly_recipients_address` ON `weekly_recipients` (`tenant`,`campaign_id`,`address`,`sends`);--> statement-breakpoint
CREATE TABLE `__new_mails` (
	`tenant` text NOT NULL,
	`id` text NOT NULL,
	`once` text NOT NULL,
	`user_id` text,
	`address` text NOT NULL,
	`subject` text NOT NULL,
	`body` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`due_at` integer NOT NULL,
	`sent_at` integer,
	`summary_id` text,
	`formats` text,
	`failure` text,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`tenant`, `id`),
	FOREIGN KEY (`tenant`,`user_id`) REFERENCES `users`(`tenant`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant`,`summary_id`) REFERENCES `weekly_summaries`(`tenant`,`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_mails`("tenant", "id", "once", "user_id", "address", "subject", "body", "state", "attempts", "due_at", "sent_at", "failure", "created_at") SELECT "tenant", "id", "once", "user_id", "address", "subject", "body", "state", "attempts", "due_at", "sent_at", "failure", "created_at" FROM `mails`;--> statement-breakpoint
DROP TABLE `mails`;--> statement-breakpoint
ALTER TABLE `__new_mails` RENAME TO `mails`;--> statement-breakpoint
CREATE UNIQUE INDEX `mails_once` ON `mails` (`tenant`,`once`);--> statement-breakpoint
CREATE INDEX `mails_summary` ON `mails` (`tenant`,`summary_id`,`id`);--> statement-breakpoint
CREATE INDEX `mails_waiting` ON `mails` (`tenant`,`state`,`due_at`);--> statement-breakpoint
ALTER TABLE `campaigns` ADD `freezes_itself` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `job_runs` ADD `started_at` integer;--> statement-breakpoint
ALTER TABLE `job_runs` ADD `attempts` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `job_runs` ADD `failure` text;--> statement-breakpoint
ALTER TABLE `weekly_summaries` ADD `issued_by` text;--> statement-breakpoint
ALTER TABLE `weekly_summaries` ADD `issued_on` text;--> statement-breakpoint
ALTER TABLE `weekly_summaries` ADD `next_week` text;--> statement-breakpoint
ALTER TABLE `weekly_summaries` ADD `signature` text;--> statement-breakpoint
ALTER TABLE `weekly_summaries` ADD `letterhead` text;--> statement-breakpoint
ALTER TABLE `weekly_summaries` ADD `annulled_at` integer;--> statement-breakpoint
ALTER TABLE `weekly_summaries` ADD `annulled_by` text;