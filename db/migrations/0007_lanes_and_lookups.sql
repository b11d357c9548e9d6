CREATE TABLE "marks" (
	"name" text PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "refusal_counts" (
	"hour" timestamp (3) with time zone NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text NOT NULL,
	"verb" text NOT NULL,
	"reason" text NOT NULL,
	"apart" text NOT NULL,
	"chain" text NOT NULL,
	"subject_kind" text NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "refusal_counts_key" PRIMARY KEY("hour","actor_kind","actor_id","verb","reason","apart","chain")
);
--> statement-breakpoint
DROP INDEX "outbox_recent";--> statement-breakpoint
DROP INDEX "outbox_due";--> statement-breakpoint
ALTER TABLE "audit_heads" ADD COLUMN "platform_id" text GENERATED ALWAYS AS (nullif(chain, 'desk')) STORED;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "lane" text GENERATED ALWAYS AS (case when kind like 'mail.%' then 'mail' else kind || ' ' || platform_id end) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "handing_over_at" timestamp (3) with time zone;--> statement-breakpoint
-- Not of chains that are there: one may have been begun under a name that somebody typed.
ALTER TABLE "audit_heads" ADD CONSTRAINT "audit_heads_platform_id_platforms_id_fk" FOREIGN KEY ("platform_id") REFERENCES "public"."platforms"("id") ON DELETE no action ON UPDATE no action NOT VALID;--> statement-breakpoint
CREATE INDEX "appeals_statement" ON "appeals" USING btree ("statement_id","received_at");--> statement-breakpoint
CREATE INDEX "notice_items_decision" ON "notice_items" USING btree ("decision_id") WHERE decision_id is not null;--> statement-breakpoint
CREATE INDEX "audit_outcome" ON "audit_entries" USING btree ("outcome","seq") WHERE outcome <> 'done';--> statement-breakpoint
CREATE INDEX "outbox_state" ON "outbox" USING btree ("state","created_at","id");--> statement-breakpoint
CREATE INDEX "cases_decided_platform" ON "cases" USING btree ("platform_id","decided_at","id") WHERE state = 'decided';--> statement-breakpoint
CREATE INDEX "cases_decided_language" ON "cases" USING btree ("language","decided_at","id") WHERE state = 'decided';--> statement-breakpoint
CREATE INDEX "cases_decided_source" ON "cases" USING btree ("source","decided_at","id") WHERE state = 'decided';--> statement-breakpoint
CREATE INDEX "cases_decided_group" ON "cases" USING btree ("clause_group","decided_at","id") WHERE state = 'decided' and clause_group is not null;--> statement-breakpoint
CREATE INDEX "cases_decided_tagged" ON "cases" USING btree ("decided_at","id") WHERE state = 'decided' and tags <> '[]'::jsonb;--> statement-breakpoint
CREATE INDEX "outbox_due" ON "outbox" USING btree ("lane","run_at","id") WHERE state = 'waiting';