DROP INDEX "notices_external";--> statement-breakpoint
ALTER TABLE "decisions" ADD COLUMN "corrections" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "media" ADD COLUMN "blurred" "bytea";--> statement-breakpoint
ALTER TABLE "notice_items" ADD COLUMN "claims" jsonb;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "body_hash" text;--> statement-breakpoint
ALTER TABLE "case_suggestions" ADD COLUMN "notes" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "unread_why" text;--> statement-breakpoint
CREATE INDEX "cases_without_rules" ON "cases" USING btree ("platform_id") WHERE unread_why = 'no_rules' and state <> 'decided';--> statement-breakpoint
CREATE UNIQUE INDEX "notices_external" ON "notices" USING btree ("platform_id",coalesce("api_key_id", '00000000-0000-0000-0000-000000000000'::uuid),"external_id") WHERE external_id is not null;