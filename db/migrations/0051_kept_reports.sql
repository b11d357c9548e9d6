CREATE TABLE "public_figures" (
	"platform_id" text NOT NULL,
	"day" date NOT NULL,
	"dimension" text NOT NULL,
	"key" text NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "public_figures_platform_id_day_dimension_key_pk" PRIMARY KEY("platform_id","day","dimension","key")
);
--> statement-breakpoint
CREATE TABLE "public_figures_until" (
	"platform_id" text PRIMARY KEY NOT NULL,
	"first_day" date NOT NULL,
	"until_day" date NOT NULL,
	"counted_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "report_facts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"section" text NOT NULL,
	"value" jsonb NOT NULL,
	"written_by" uuid NOT NULL,
	"written_at" timestamp (3) with time zone NOT NULL,
	"replaced_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "report_versions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"period_from" timestamp (3) with time zone NOT NULL,
	"period_to" timestamp (3) with time zone NOT NULL,
	"first_day" date NOT NULL,
	"last_day" date NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"number" integer,
	"change_note" text DEFAULT '' NOT NULL,
	"requested_by" uuid NOT NULL,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"work" jsonb,
	"steps_done" integer DEFAULT 0 NOT NULL,
	"steps_all" integer DEFAULT 0 NOT NULL,
	"failed_why" text,
	"made_at" timestamp (3) with time zone,
	"template_version" text,
	"service" jsonb,
	"facts" jsonb,
	"numbers" jsonb,
	"sheets" jsonb,
	"doubts" jsonb,
	"changes" jsonb,
	"sha256" text,
	"published_at" timestamp (3) with time zone,
	"published_by" uuid
);
--> statement-breakpoint
ALTER TABLE "public_figures" ADD CONSTRAINT "public_figures_platform_id_public_figures_until_platform_id_fk" FOREIGN KEY ("platform_id") REFERENCES "public"."public_figures_until"("platform_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "public_figures_until" ADD CONSTRAINT "public_figures_until_platform_id_platforms_id_fk" FOREIGN KEY ("platform_id") REFERENCES "public"."platforms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_facts" ADD CONSTRAINT "report_facts_platform_id_platforms_id_fk" FOREIGN KEY ("platform_id") REFERENCES "public"."platforms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_facts" ADD CONSTRAINT "report_facts_written_by_people_id_fk" FOREIGN KEY ("written_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_versions" ADD CONSTRAINT "report_versions_platform_id_platforms_id_fk" FOREIGN KEY ("platform_id") REFERENCES "public"."platforms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_versions" ADD CONSTRAINT "report_versions_requested_by_people_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_versions" ADD CONSTRAINT "report_versions_published_by_people_id_fk" FOREIGN KEY ("published_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "report_facts_current" ON "report_facts" USING btree ("platform_id","section") WHERE replaced_at is null;--> statement-breakpoint
CREATE INDEX "report_versions_newest" ON "report_versions" USING btree ("requested_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "report_versions_number" ON "report_versions" USING btree ("platform_id","period_from","period_to","number") WHERE number is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "report_versions_under_way" ON "report_versions" USING btree ("platform_id","period_from","period_to") WHERE state in ('waiting', 'counting');--> statement-breakpoint
CREATE INDEX "report_versions_to_make" ON "report_versions" USING btree ("requested_at") WHERE state in ('waiting', 'counting');--> statement-breakpoint
CREATE INDEX "report_versions_published" ON "report_versions" USING btree ("platform_id","published_at","id") WHERE published_at is not null;--> statement-breakpoint
CREATE INDEX "sanctions_reported" ON "sanctions" USING btree ("platform_id","starts_at","id") WHERE dsa_value is not null;--> statement-breakpoint
-- hand-written
-- A version that is ready is whole, and stays as it was made: only its publication is added, once. It is never deleted
-- (Implementing Regulation (EU) 2024/2835, Art. 3, asks for five years).
alter table report_versions add constraint report_versions_ready_is_whole check (
  state <> 'ready' or num_nulls(number, made_at, template_version, service, facts, numbers, sheets, doubts, changes, sha256) = 0);
--> statement-breakpoint
alter table report_versions add constraint report_versions_published_when_ready check (
  num_nulls(published_at, published_by) in (0, 2) and (published_at is null or state = 'ready'));
--> statement-breakpoint
alter table report_versions add constraint report_versions_say_why check (
  number is null or number = 1 or btrim(change_note) <> '');
--> statement-breakpoint
alter table report_versions add constraint report_versions_period check (period_from < period_to);
--> statement-breakpoint
create trigger report_versions_frozen before update on report_versions for each row when (old.state = 'ready')
  execute function refuse_change_except('published_at:once', 'published_by:once');
--> statement-breakpoint
create trigger report_versions_kept before delete on report_versions for each row when (old.state = 'ready')
  execute function refuse_change();
--> statement-breakpoint
create trigger report_facts_frozen before update on report_facts for each row
  execute function refuse_change_except('replaced_at:once');
--> statement-breakpoint
create trigger report_facts_kept before delete on report_facts for each row execute function refuse_change();
--> statement-breakpoint
create trigger report_versions_no_truncate before truncate on report_versions for each statement
  execute function refuse_change();
--> statement-breakpoint
create trigger report_facts_no_truncate before truncate on report_facts for each statement
  execute function refuse_change();
