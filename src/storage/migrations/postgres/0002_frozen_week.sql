CREATE TABLE "weekly_recipients" (
	"tenant" text collate "C" NOT NULL,
	"id" uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"address" text collate "C" NOT NULL,
	"name" text collate "C" NOT NULL,
	"language" text collate "C" NOT NULL,
	"sends" text collate "C" NOT NULL,
	"added_by" uuid NOT NULL,
	"added_at" bigint NOT NULL,
	CONSTRAINT "weekly_recipients_tenant_id_pk" PRIMARY KEY("tenant","id")
);
--> statement-breakpoint
ALTER TABLE "mails" ALTER COLUMN "user_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "freezes_itself" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "summary_id" uuid;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "formats" json;--> statement-breakpoint
ALTER TABLE "job_runs" ADD COLUMN "started_at" bigint;--> statement-breakpoint
ALTER TABLE "job_runs" ADD COLUMN "attempts" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "job_runs" ADD COLUMN "failure" text collate "C";--> statement-breakpoint
ALTER TABLE "weekly_summaries" ADD COLUMN "issued_by" uuid;--> statement-breakpoint
ALTER TABLE "weekly_summaries" ADD COLUMN "issued_on" date;--> statement-breakpoint
ALTER TABLE "weekly_summaries" ADD COLUMN "next_week" json;--> statement-breakpoint
ALTER TABLE "weekly_summaries" ADD COLUMN "signature" json;--> statement-breakpoint
ALTER TABLE "weekly_summaries" ADD COLUMN "letterhead" json;--> statement-breakpoint
ALTER TABLE "weekly_summaries" ADD COLUMN "annulled_at" bigint;--> statement-breakpoint
ALTER TABLE "weekly_summaries" ADD COLUMN "annulled_by" uuid;--> statement-breakpoint
ALTER TABLE "weekly_recipients" ADD CONSTRAINT "weekly_recipients_tenant_campaign_id_campaigns_tenant_id_fk" FOREIGN KEY ("tenant","campaign_id") REFERENCES "public"."campaigns"("tenant","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "weekly_recipients_address" ON "weekly_recipients" USING btree ("tenant","campaign_id","address","sends");--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_tenant_summary_id_weekly_summaries_tenant_id_fk" FOREIGN KEY ("tenant","summary_id") REFERENCES "public"."weekly_summaries"("tenant","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "mails_summary" ON "mails" USING btree ("tenant","summary_id","id");