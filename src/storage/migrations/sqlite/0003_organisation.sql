CREATE TABLE `amendments` (
	`tenant` text NOT NULL,
	`id` text NOT NULL,
	`commitment_id` text NOT NULL,
	`number` integer NOT NULL,
	`state` text NOT NULL,
	`document` text,
	`signed_on` text,
	`effective_from` text NOT NULL,
	`reason` text NOT NULL,
	`lines` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`signed_by` text,
	`signed_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`tenant`, `id`),
	FOREIGN KEY (`tenant`,`commitment_id`) REFERENCES `commitments`(`tenant`,`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `amendments_number` ON `amendments` (`tenant`,`commitment_id`,`number`);--> statement-breakpoint
CREATE TABLE `commitment_files` (
	`tenant` text NOT NULL,
	`commitment_id` text NOT NULL,
	`position` integer NOT NULL,
	`amendment_id` text,
	`hash` text NOT NULL,
	`name` text NOT NULL,
	`media_type` text NOT NULL,
	`size` integer NOT NULL,
	`added_by` text NOT NULL,
	`added_at` integer NOT NULL,
	PRIMARY KEY(`tenant`, `commitment_id`, `position`),
	FOREIGN KEY (`tenant`,`commitment_id`) REFERENCES `commitments`(`tenant`,`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `commitment_steps` (
	`tenant` text NOT NULL,
	`commitment_id` text NOT NULL,
	`number` integer NOT NULL,
	`from_state` text,
	`to_state` text NOT NULL,
	`at` integer NOT NULL,
	`user_id` text,
	`post` text NOT NULL,
	`note` text NOT NULL,
	PRIMARY KEY(`tenant`, `commitment_id`, `number`),
	FOREIGN KEY (`tenant`,`commitment_id`) REFERENCES `commitments`(`tenant`,`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `unit_events` (
	`tenant` text NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`effective_on` text NOT NULL,
	`decision` text NOT NULL,
	`applied_at` integer NOT NULL,
	`applied_by` text,
	`checks` text,
	`undo` text,
	`undone_at` integer,
	`undone_by` text,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`tenant`, `id`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `unit_events_order` ON `unit_events` (`tenant`,`effective_on`,`id`);--> statement-breakpoint
CREATE TABLE `unit_links` (
	`tenant` text NOT NULL,
	`event_id` text NOT NULL,
	`from_unit_id` text,
	`to_unit_id` text,
	`number` integer NOT NULL,
	`share` text NOT NULL,
	PRIMARY KEY(`tenant`, `event_id`, `number`),
	FOREIGN KEY (`tenant`,`event_id`) REFERENCES `unit_events`(`tenant`,`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `unit_links_from` ON `unit_links` (`tenant`,`from_unit_id`);--> statement-breakpoint
CREATE INDEX `unit_links_to` ON `unit_links` (`tenant`,`to_unit_id`);--> statement-breakpoint
CREATE TABLE `user_links` (
	`tenant` text NOT NULL,
	`token_hash` text NOT NULL,
	`purpose` text NOT NULL,
	`user_id` text,
	`created_at` integer NOT NULL,
	`created_by` text,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	PRIMARY KEY(`tenant`, `token_hash`),
	FOREIGN KEY (`tenant`,`user_id`) REFERENCES `users`(`tenant`,`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `user_links_user` ON `user_links` (`tenant`,`user_id`);--> statement-breakpoint
CREATE TABLE `import_batches` (
	`tenant` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`bytes` blob NOT NULL,
	`hash` text NOT NULL,
	`choices` text NOT NULL,
	`state` text NOT NULL,
	`rows` text,
	`done_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`tenant`, `id`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `import_batches_order` ON `import_batches` (`tenant`,`created_at`);--> statement-breakpoint
CREATE TABLE `evaluations` (
	`tenant` text NOT NULL,
	`target_id` text NOT NULL,
	`result` text NOT NULL,
	`effect` text NOT NULL,
	`carried_to_id` text,
	`evaluated_by` text NOT NULL,
	`evaluated_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`tenant`, `target_id`),
	FOREIGN KEY (`tenant`,`target_id`) REFERENCES `targets`(`tenant`,`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `milestones` (
	`tenant` text NOT NULL,
	`target_id` text NOT NULL,
	`number` integer NOT NULL,
	`title` text NOT NULL,
	`due_on` text,
	`weight` integer NOT NULL,
	PRIMARY KEY(`tenant`, `target_id`, `number`),
	FOREIGN KEY (`tenant`,`target_id`) REFERENCES `targets`(`tenant`,`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `target_successions` (
	`tenant` text NOT NULL,
	`event_id` text NOT NULL,
	`from_target_id` text NOT NULL,
	`number` integer NOT NULL,
	`to_target_id` text,
	`fate` text NOT NULL,
	`share` text NOT NULL,
	`reason` text NOT NULL,
	PRIMARY KEY(`tenant`, `event_id`, `from_target_id`, `number`),
	FOREIGN KEY (`tenant`,`from_target_id`) REFERENCES `targets`(`tenant`,`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `target_successions_to` ON `target_successions` (`tenant`,`to_target_id`);--> statement-breakpoint
CREATE INDEX `target_successions_from` ON `target_successions` (`tenant`,`from_target_id`);--> statement-breakpoint
ALTER TABLE `commitments` ADD `previous_id` text;--> statement-breakpoint
ALTER TABLE `sessions` ADD `awaits_code` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `users` ADD `full_name` text;--> statement-breakpoint
ALTER TABLE `users` ADD `must_change_password` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `users` ADD `totp_secret` text;--> statement-breakpoint
ALTER TABLE `users` ADD `totp_confirmed_at` integer;--> statement-breakpoint
ALTER TABLE `users` ADD `totp_last_step` integer;--> statement-breakpoint
ALTER TABLE `users` ADD `recovery_hashes` text;--> statement-breakpoint
ALTER TABLE `targets` ADD `state_on` text;--> statement-breakpoint
ALTER TABLE `targets` ADD `state_document` text;--> statement-breakpoint
ALTER TABLE `targets` ADD `rollup` text;--> statement-breakpoint
ALTER TABLE `targets` ADD `previous_id` text;--> statement-breakpoint
ALTER TABLE `updates` ADD `steps_done` text;