CREATE TABLE "direction_parts" (
	"tenant" text collate "C" NOT NULL,
	"id" uuid NOT NULL,
	"direction_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"lead_unit_id" uuid NOT NULL,
	"body" text collate "C" NOT NULL,
	"due_on" date,
	"status" text collate "C" NOT NULL,
	"target_id" uuid,
	"assigned_at" bigint NOT NULL,
	"acknowledged_at" bigint,
	"reported_at" bigint,
	"closed_at" bigint,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "direction_parts_tenant_id_pk" PRIMARY KEY("tenant","id")
);
--> statement-breakpoint
CREATE TABLE "meetings" (
	"tenant" text collate "C" NOT NULL,
	"id" uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"week" text collate "C" NOT NULL,
	"held_on" date NOT NULL,
	"title" text collate "C" NOT NULL,
	"chair_post" text collate "C" NOT NULL,
	"number" text collate "C",
	"opened_by" uuid NOT NULL,
	"opened_at" bigint NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "meetings_tenant_id_pk" PRIMARY KEY("tenant","id")
);
--> statement-breakpoint
CREATE TABLE "extension_files" (
	"tenant" text collate "C" NOT NULL,
	"extension_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"hash" text collate "C" NOT NULL,
	"name" text collate "C" NOT NULL,
	"media_type" text collate "C" NOT NULL,
	"size" bigint NOT NULL,
	CONSTRAINT "extension_files_tenant_extension_id_position_pk" PRIMARY KEY("tenant","extension_id","position")
);
--> statement-breakpoint
CREATE TABLE "mails" (
	"tenant" text collate "C" NOT NULL,
	"id" uuid NOT NULL,
	"once" text collate "C" NOT NULL,
	"user_id" uuid NOT NULL,
	"address" text collate "C" NOT NULL,
	"subject" text collate "C" NOT NULL,
	"body" text collate "C" NOT NULL,
	"state" text collate "C" NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" bigint NOT NULL,
	"sent_at" bigint,
	"failure" text collate "C",
	"created_at" bigint NOT NULL,
	CONSTRAINT "mails_tenant_id_pk" PRIMARY KEY("tenant","id")
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"tenant" text collate "C" NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"at" bigint NOT NULL,
	"kind" text collate "C" NOT NULL,
	"path" text collate "C" NOT NULL,
	"detail" json NOT NULL,
	"read_at" bigint,
	CONSTRAINT "notices_tenant_id_pk" PRIMARY KEY("tenant","id")
);
--> statement-breakpoint
CREATE TABLE "follow_up_steps" (
	"tenant" text collate "C" NOT NULL,
	"id" uuid NOT NULL,
	"subject_kind" text collate "C" NOT NULL,
	"subject_id" uuid NOT NULL,
	"part_id" uuid,
	"step" text collate "C" NOT NULL,
	"at" bigint NOT NULL,
	"on_day" date,
	"by_user_id" uuid NOT NULL,
	"to_whom" text collate "C" DEFAULT '' NOT NULL,
	"document" text collate "C" DEFAULT '' NOT NULL,
	"body" text collate "C" DEFAULT '' NOT NULL,
	CONSTRAINT "follow_up_steps_tenant_id_pk" PRIMARY KEY("tenant","id")
);
--> statement-breakpoint
CREATE TABLE "ladder_said" (
	"tenant" text collate "C" NOT NULL,
	"target_id" uuid NOT NULL,
	"due_on" date NOT NULL,
	"step" text collate "C" NOT NULL,
	"nth" integer NOT NULL,
	"said_on" date NOT NULL,
	CONSTRAINT "ladder_said_tenant_target_id_due_on_step_nth_pk" PRIMARY KEY("tenant","target_id","due_on","step","nth")
);
--> statement-breakpoint
CREATE TABLE "reminder_rounds" (
	"tenant" text collate "C" NOT NULL,
	"id" uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"sent_by" uuid NOT NULL,
	"sent_at" bigint NOT NULL,
	"channels" json NOT NULL,
	"body" text collate "C" NOT NULL,
	"letter_number" text collate "C",
	"letter_on" date,
	CONSTRAINT "reminder_rounds_tenant_id_pk" PRIMARY KEY("tenant","id")
);
--> statement-breakpoint
DROP INDEX "updates_week";--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "reminds_itself" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "remind_before_days" integer DEFAULT 3 NOT NULL;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "remind_after_days" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "escalate_after_days" integer DEFAULT 10 NOT NULL;--> statement-breakpoint
ALTER TABLE "directions" ADD COLUMN "owner_unit_id" uuid;--> statement-breakpoint
ALTER TABLE "directions" ADD COLUMN "recorded_by" uuid;--> statement-breakpoint
ALTER TABLE "directions" ADD COLUMN "meeting_id" uuid;--> statement-breakpoint
ALTER TABLE "extensions" ADD COLUMN "opinion_stance" text collate "C";--> statement-breakpoint
ALTER TABLE "extensions" ADD COLUMN "opinion" text collate "C";--> statement-breakpoint
ALTER TABLE "extensions" ADD COLUMN "opinion_by" uuid;--> statement-breakpoint
ALTER TABLE "extensions" ADD COLUMN "opinion_at" bigint;--> statement-breakpoint
ALTER TABLE "extensions" ADD COLUMN "comment" text collate "C";--> statement-breakpoint
ALTER TABLE "extensions" ADD COLUMN "document" text collate "C";--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "waits_for_unit_id" uuid;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "raised_by" uuid;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "update_id" uuid;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "merged_into" uuid;--> statement-breakpoint
ALTER TABLE "reminders" ADD COLUMN "round_id" uuid;--> statement-breakpoint
ALTER TABLE "reminders" ADD COLUMN "answer" text collate "C";--> statement-breakpoint
ALTER TABLE "reminders" ADD COLUMN "answered_by" uuid;--> statement-breakpoint
ALTER TABLE "reminders" ADD COLUMN "answered_at" bigint;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "email" text collate "C";--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "mail_off" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "mail_token" text collate "C";--> statement-breakpoint
ALTER TABLE "targets" ADD COLUMN "ordered_at" bigint;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "evidence_mark" text collate "C";--> statement-breakpoint
ALTER TABLE "updates" ADD COLUMN "warnings" json;--> statement-breakpoint
ALTER TABLE "updates" ADD COLUMN "warning_answer" text collate "C" DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "direction_parts" ADD CONSTRAINT "direction_parts_tenant_direction_id_directions_tenant_id_fk" FOREIGN KEY ("tenant","direction_id") REFERENCES "public"."directions"("tenant","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "direction_parts" ADD CONSTRAINT "direction_parts_tenant_lead_unit_id_units_tenant_id_fk" FOREIGN KEY ("tenant","lead_unit_id") REFERENCES "public"."units"("tenant","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_tenant_campaign_id_campaigns_tenant_id_fk" FOREIGN KEY ("tenant","campaign_id") REFERENCES "public"."campaigns"("tenant","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "extension_files" ADD CONSTRAINT "extension_files_tenant_extension_id_extensions_tenant_id_fk" FOREIGN KEY ("tenant","extension_id") REFERENCES "public"."extensions"("tenant","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_tenant_user_id_users_tenant_id_fk" FOREIGN KEY ("tenant","user_id") REFERENCES "public"."users"("tenant","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_tenant_user_id_users_tenant_id_fk" FOREIGN KEY ("tenant","user_id") REFERENCES "public"."users"("tenant","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ladder_said" ADD CONSTRAINT "ladder_said_tenant_target_id_targets_tenant_id_fk" FOREIGN KEY ("tenant","target_id") REFERENCES "public"."targets"("tenant","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminder_rounds" ADD CONSTRAINT "reminder_rounds_tenant_campaign_id_campaigns_tenant_id_fk" FOREIGN KEY ("tenant","campaign_id") REFERENCES "public"."campaigns"("tenant","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "direction_parts_position" ON "direction_parts" USING btree ("tenant","direction_id","position");--> statement-breakpoint
CREATE INDEX "direction_parts_lead" ON "direction_parts" USING btree ("tenant","lead_unit_id","status");--> statement-breakpoint
CREATE INDEX "direction_parts_target" ON "direction_parts" USING btree ("tenant","target_id");--> statement-breakpoint
CREATE UNIQUE INDEX "meetings_week" ON "meetings" USING btree ("tenant","campaign_id","week");--> statement-breakpoint
CREATE UNIQUE INDEX "mails_once" ON "mails" USING btree ("tenant","once");--> statement-breakpoint
CREATE INDEX "mails_waiting" ON "mails" USING btree ("tenant","state","due_at");--> statement-breakpoint
CREATE INDEX "notices_user" ON "notices" USING btree ("tenant","user_id","at","id");--> statement-breakpoint
CREATE INDEX "notices_unread" ON "notices" USING btree ("tenant","user_id","read_at");--> statement-breakpoint
CREATE INDEX "follow_up_steps_subject" ON "follow_up_steps" USING btree ("tenant","subject_kind","subject_id","at");--> statement-breakpoint
CREATE INDEX "ladder_said_day" ON "ladder_said" USING btree ("tenant","said_on");--> statement-breakpoint
CREATE INDEX "reminder_rounds_campaign" ON "reminder_rounds" USING btree ("tenant","campaign_id","sent_at","id");--> statement-breakpoint
CREATE INDEX "directions_owner" ON "directions" USING btree ("tenant","owner_unit_id","status","issued_on");--> statement-breakpoint
CREATE INDEX "directions_meeting" ON "directions" USING btree ("tenant","meeting_id");--> statement-breakpoint
CREATE INDEX "proposals_waiting" ON "proposals" USING btree ("tenant","waits_for_unit_id","status","raised_on");--> statement-breakpoint
CREATE INDEX "proposals_update" ON "proposals" USING btree ("tenant","update_id");--> statement-breakpoint
CREATE INDEX "proposals_status" ON "proposals" USING btree ("tenant","status","raised_on","code");--> statement-breakpoint
CREATE INDEX "reminders_round" ON "reminders" USING btree ("tenant","round_id");--> statement-breakpoint
CREATE UNIQUE INDEX "users_mail_token" ON "users" USING btree ("tenant","mail_token");--> statement-breakpoint
CREATE INDEX "targets_warned" ON "targets" USING btree ("tenant","campaign_id","level","late_from","due_on","unit_id","behind_high","id") WHERE level <> 'ok' and base_class = 'open';--> statement-breakpoint
CREATE INDEX "reviews_time" ON "reviews" USING btree ("tenant","reviewed_at");--> statement-breakpoint
CREATE INDEX "reviews_contradicted" ON "reviews" USING btree ("tenant","reviewed_at") WHERE evidence_mark = 'contradicted';--> statement-breakpoint
CREATE INDEX "updates_week" ON "updates" USING btree ("tenant","campaign_id","week_from","unit_id","state","received_at");
--> statement-breakpoint
UPDATE "proposals" SET "waits_for_unit_id" = (SELECT "parent_id" FROM "units" WHERE "units"."tenant" = "proposals"."tenant" AND "units"."id" = "proposals"."unit_id");
--> statement-breakpoint
UPDATE "directions" SET "owner_unit_id" = CASE WHEN EXISTS (SELECT 1 FROM "campaigns" WHERE "campaigns"."tenant" = "directions"."tenant" AND "campaigns"."owner_unit_id" = "directions"."lead_unit_id") THEN "lead_unit_id" ELSE (SELECT "parent_id" FROM "units" WHERE "units"."tenant" = "directions"."tenant" AND "units"."id" = "directions"."lead_unit_id") END;
--> statement-breakpoint
INSERT INTO "direction_parts" ("tenant", "id", "direction_id", "position", "lead_unit_id", "body", "due_on", "status", "target_id", "assigned_at")
SELECT "tenant", "id", "id", 1, "lead_unit_id", "body", "due_on", "status", "target_id", (extract(epoch from "issued_on"::timestamp) * 1000)::bigint FROM "directions" WHERE "status" IN ('assigned', 'in_progress', 'closed');
