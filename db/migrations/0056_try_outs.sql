CREATE TABLE "try_out_cases" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"try_out_id" uuid NOT NULL,
	"decision_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"decided_at" timestamp (3) with time zone NOT NULL,
	"clause_ref" text NOT NULL,
	"would_ref" text,
	"role" text NOT NULL,
	"language" text NOT NULL,
	"verdict" text NOT NULL,
	"why" text,
	"was" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"would" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"imposed" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"count" integer
);
--> statement-breakpoint
CREATE TABLE "try_outs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"version_ref" text NOT NULL,
	"label" jsonb NOT NULL,
	"file" jsonb NOT NULL,
	"earlier_refs" jsonb NOT NULL,
	"days" integer NOT NULL,
	"period_from" timestamp (3) with time zone NOT NULL,
	"period_to" timestamp (3) with time zone NOT NULL,
	"with_hidden" boolean NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"requested_by" uuid NOT NULL,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"started_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"stopped_by" uuid,
	"after_at" timestamp (3) with time zone,
	"after_id" uuid,
	"decisions_all" integer NOT NULL,
	"decisions_done" integer DEFAULT 0 NOT NULL,
	"totals" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "try_out_cases" ADD CONSTRAINT "try_out_cases_try_out_id_try_outs_id_fk" FOREIGN KEY ("try_out_id") REFERENCES "public"."try_outs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "try_outs" ADD CONSTRAINT "try_outs_platform_id_platforms_id_fk" FOREIGN KEY ("platform_id") REFERENCES "public"."platforms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "try_outs" ADD CONSTRAINT "try_outs_requested_by_people_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "try_outs" ADD CONSTRAINT "try_outs_stopped_by_people_id_fk" FOREIGN KEY ("stopped_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "try_out_cases_verdict" ON "try_out_cases" USING btree ("try_out_id","verdict","decided_at","id");--> statement-breakpoint
CREATE INDEX "try_out_cases_clause" ON "try_out_cases" USING btree ("try_out_id","clause_ref","verdict","decided_at","id");--> statement-breakpoint
CREATE INDEX "try_out_cases_role" ON "try_out_cases" USING btree ("try_out_id","role","verdict","decided_at","id");--> statement-breakpoint
CREATE INDEX "try_out_cases_language" ON "try_out_cases" USING btree ("try_out_id","language","verdict","decided_at","id");--> statement-breakpoint
CREATE INDEX "try_outs_platform" ON "try_outs" USING btree ("platform_id","requested_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "try_outs_under_way" ON "try_outs" USING btree ("platform_id") WHERE state in ('waiting', 'running');--> statement-breakpoint
CREATE INDEX "try_outs_to_run" ON "try_outs" USING btree ("requested_at") WHERE state in ('waiting', 'running');--> statement-breakpoint
CREATE INDEX "try_outs_ended" ON "try_outs" USING btree ("ended_at") WHERE ended_at is not null;--> statement-breakpoint
CREATE INDEX "decisions_own_clause" ON "decisions" USING btree ("decided_by","platform_id","clause_ref","decided_at");