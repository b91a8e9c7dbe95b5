CREATE TABLE "amendments" (
	"tenant" text collate "C" NOT NULL,
	"id" uuid NOT NULL,
	"commitment_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"state" text collate "C" NOT NULL,
	"document" text collate "C",
	"signed_on" date,
	"effective_from" date NOT NULL,
	"reason" text collate "C" NOT NULL,
	"lines" json NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" bigint NOT NULL,
	"signed_by" uuid,
	"signed_at" bigint,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "amendments_tenant_id_pk" PRIMARY KEY("tenant","id")
);
--> statement-breakpoint
CREATE TABLE "commitment_files" (
	"tenant" text collate "C" NOT NULL,
	"commitment_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"amendment_id" uuid,
	"hash" text collate "C" NOT NULL,
	"name" text collate "C" NOT NULL,
	"media_type" text collate "C" NOT NULL,
	"size" bigint NOT NULL,
	"added_by" uuid NOT NULL,
	"added_at" bigint NOT NULL,
	CONSTRAINT "commitment_files_tenant_commitment_id_position_pk" PRIMARY KEY("tenant","commitment_id","position")
);
--> statement-breakpoint
CREATE TABLE "commitment_steps" (
	"tenant" text collate "C" NOT NULL,
	"commitment_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"from_state" text collate "C",
	"to_state" text collate "C" NOT NULL,
	"at" bigint NOT NULL,
	"user_id" uuid,
	"post" text collate "C" NOT NULL,
	"note" text collate "C" NOT NULL,
	CONSTRAINT "commitment_steps_tenant_commitment_id_number_pk" PRIMARY KEY("tenant","commitment_id","number")
);
--> statement-breakpoint
CREATE TABLE "unit_events" (
	"tenant" text collate "C" NOT NULL,
	"id" uuid NOT NULL,
	"kind" text collate "C" NOT NULL,
	"effective_on" date NOT NULL,
	"decision" text collate "C" NOT NULL,
	"applied_at" bigint NOT NULL,
	"applied_by" uuid,
	"checks" json,
	"undo" json,
	"undone_at" bigint,
	"undone_by" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "unit_events_tenant_id_pk" PRIMARY KEY("tenant","id")
);
--> statement-breakpoint
CREATE TABLE "unit_links" (
	"tenant" text collate "C" NOT NULL,
	"event_id" uuid NOT NULL,
	"from_unit_id" uuid,
	"to_unit_id" uuid,
	"number" integer NOT NULL,
	"share" text collate "C" NOT NULL,
	CONSTRAINT "unit_links_tenant_event_id_number_pk" PRIMARY KEY("tenant","event_id","number")
);
--> statement-breakpoint
CREATE TABLE "user_links" (
	"tenant" text collate "C" NOT NULL,
	"token_hash" text collate "C" NOT NULL,
	"purpose" text collate "C" NOT NULL,
	"user_id" uuid,
	"created_at" bigint NOT NULL,
	"created_by" uuid,
	"expires_at" bigint NOT NULL,
	"used_at" bigint,
	CONSTRAINT "user_links_tenant_token_hash_pk" PRIMARY KEY("tenant","token_hash")
);
--> statement-breakpoint
CREATE TABLE "import_batches" (
	"tenant" text collate "C" NOT NULL,
	"id" uuid NOT NULL,
	"name" text collate "C" NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" bigint NOT NULL,
	"bytes" "bytea" NOT NULL,
	"hash" text collate "C" NOT NULL,
	"choices" json NOT NULL,
	"state" text collate "C" NOT NULL,
	"rows" json,
	"done_at" bigint,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "import_batches_tenant_id_pk" PRIMARY KEY("tenant","id")
);
--> statement-breakpoint
CREATE TABLE "evaluations" (
	"tenant" text collate "C" NOT NULL,
	"target_id" uuid NOT NULL,
	"result" text collate "C" NOT NULL,
	"effect" text collate "C" NOT NULL,
	"carried_to_id" uuid,
	"evaluated_by" uuid NOT NULL,
	"evaluated_at" bigint NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "evaluations_tenant_target_id_pk" PRIMARY KEY("tenant","target_id")
);
--> statement-breakpoint
CREATE TABLE "milestones" (
	"tenant" text collate "C" NOT NULL,
	"target_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"title" text collate "C" NOT NULL,
	"due_on" date,
	"weight" integer NOT NULL,
	CONSTRAINT "milestones_tenant_target_id_number_pk" PRIMARY KEY("tenant","target_id","number")
);
--> statement-breakpoint
CREATE TABLE "target_successions" (
	"tenant" text collate "C" NOT NULL,
	"event_id" uuid NOT NULL,
	"from_target_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"to_target_id" uuid,
	"fate" text collate "C" NOT NULL,
	"share" text collate "C" NOT NULL,
	"reason" text collate "C" NOT NULL,
	CONSTRAINT "target_successions_tenant_event_id_from_target_id_number_pk" PRIMARY KEY("tenant","event_id","from_target_id","number")
);
--> statement-breakpoint
ALTER TABLE "commitments" ADD COLUMN "previous_id" uuid;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "awaits_code" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "full_name" text collate "C";--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "must_change_password" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "totp_secret" text collate "C";--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "totp_confirmed_at" bigint;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "totp_last_step" integer;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "recovery_hashes" json;--> statement-breakpoint
ALTER TABLE "targets" ADD COLUMN "state_on" date;--> statement-breakpoint
ALTER TABLE "targets" ADD COLUMN "state_document" text collate "C";--> statement-breakpoint
ALTER TABLE "targets" ADD COLUMN "rollup" text collate "C";--> statement-breakpoint
ALTER TABLE "targets" ADD COLUMN "previous_id" uuid;--> statement-breakpoint
ALTER TABLE "updates" ADD COLUMN "steps_done" json;--> statement-breakpoint
ALTER TABLE "amendments" ADD CONSTRAINT "amendments_tenant_commitment_id_commitments_tenant_id_fk" FOREIGN KEY ("tenant","commitment_id") REFERENCES "public"."commitments"("tenant","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_files" ADD CONSTRAINT "commitment_files_tenant_commitment_id_commitments_tenant_id_fk" FOREIGN KEY ("tenant","commitment_id") REFERENCES "public"."commitments"("tenant","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_steps" ADD CONSTRAINT "commitment_steps_tenant_commitment_id_commitments_tenant_id_fk" FOREIGN KEY ("tenant","commitment_id") REFERENCES "public"."commitments"("tenant","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_links" ADD CONSTRAINT "unit_links_tenant_event_id_unit_events_tenant_id_fk" FOREIGN KEY ("tenant","event_id") REFERENCES "public"."unit_events"("tenant","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_links" ADD CONSTRAINT "user_links_tenant_user_id_users_tenant_id_fk" FOREIGN KEY ("tenant","user_id") REFERENCES "public"."users"("tenant","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluations" ADD CONSTRAINT "evaluations_tenant_target_id_targets_tenant_id_fk" FOREIGN KEY ("tenant","target_id") REFERENCES "public"."targets"("tenant","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "milestones" ADD CONSTRAINT "milestones_tenant_target_id_targets_tenant_id_fk" FOREIGN KEY ("tenant","target_id") REFERENCES "public"."targets"("tenant","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "target_successions" ADD CONSTRAINT "target_successions_tenant_from_target_id_targets_tenant_id_fk" FOREIGN KEY ("tenant","from_target_id") REFERENCES "public"."targets"("tenant","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "amendments_number" ON "amendments" USING btree ("tenant","commitment_id","number");--> statement-breakpoint
CREATE INDEX "unit_events_order" ON "unit_events" USING btree ("tenant","effective_on","id");--> statement-breakpoint
CREATE INDEX "unit_links_from" ON "unit_links" USING btree ("tenant","from_unit_id");--> statement-breakpoint
CREATE INDEX "unit_links_to" ON "unit_links" USING btree ("tenant","to_unit_id");--> statement-breakpoint
CREATE INDEX "user_links_user" ON "user_links" USING btree ("tenant","user_id");--> statement-breakpoint
CREATE INDEX "import_batches_order" ON "import_batches" USING btree ("tenant","created_at");--> statement-breakpoint
CREATE INDEX "target_successions_to" ON "target_successions" USING btree ("tenant","to_target_id");--> statement-breakpoint
CREATE INDEX "target_successions_from" ON "target_successions" USING btree ("tenant","from_target_id");