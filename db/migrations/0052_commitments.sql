CREATE TABLE "commitment_anomalies" (
	"id" uuid PRIMARY KEY NOT NULL,
	"commitment_id" uuid NOT NULL,
	"indicator_id" uuid,
	"month" date,
	"value" double precision,
	"low" double precision,
	"high" double precision,
	"text" text DEFAULT '' NOT NULL,
	"raised_by" uuid,
	"raised_at" timestamp (3) with time zone NOT NULL,
	"holder_id" uuid,
	"due_at" timestamp (3) with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"told_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	"closed_by" uuid,
	"resolution" text DEFAULT '' NOT NULL,
	CONSTRAINT "commitment_anomalies_closed" CHECK (closed_at is null or resolution <> ''),
	CONSTRAINT "commitment_anomalies_said" CHECK (text <> '' or (indicator_id is not null and month is not null))
);
--> statement-breakpoint
CREATE TABLE "commitment_evidence" (
	"id" uuid PRIMARY KEY NOT NULL,
	"commitment_id" uuid NOT NULL,
	"title" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"url" text DEFAULT '' NOT NULL,
	"name" text DEFAULT '' NOT NULL,
	"mime" text DEFAULT '' NOT NULL,
	"size" integer DEFAULT 0 NOT NULL,
	"sha256" text DEFAULT '' NOT NULL,
	"added_by" uuid,
	"added_at" timestamp (3) with time zone NOT NULL,
	"purged_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "commitment_indicators" (
	"id" uuid PRIMARY KEY NOT NULL,
	"commitment_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"key" text,
	"name" jsonb,
	"definition" jsonb,
	"unit" text NOT NULL,
	"low" double precision,
	"high" double precision,
	"bound_basis" text DEFAULT 'target' NOT NULL,
	"least_count" integer DEFAULT 1 NOT NULL,
	"retired_at" timestamp (3) with time zone,
	CONSTRAINT "commitment_indicators_named" CHECK (key is not null or (name is not null and definition is not null))
);
--> statement-breakpoint
CREATE TABLE "commitment_milestones" (
	"id" uuid PRIMARY KEY NOT NULL,
	"register_id" uuid NOT NULL,
	"key" text NOT NULL,
	"title" jsonb NOT NULL,
	"after_months" integer,
	"on_day" date,
	"due_at" timestamp (3) with time zone,
	"done_at" timestamp (3) with time zone,
	"done_by" uuid,
	"done_note" text DEFAULT '' NOT NULL,
	CONSTRAINT "commitment_milestones_placed" CHECK ((after_months is null) <> (on_day is null))
);
--> statement-breakpoint
CREATE TABLE "commitment_registers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"title" jsonb NOT NULL,
	"platform_id" text,
	"source" jsonb NOT NULL,
	"starts_on" date,
	"years" integer NOT NULL,
	"margin_months" integer NOT NULL,
	"review_days" integer NOT NULL,
	"task_days" integer NOT NULL,
	"lead_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"imported_sha256" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "commitment_reviews" (
	"id" uuid PRIMARY KEY NOT NULL,
	"commitment_id" uuid NOT NULL,
	"outcome" text NOT NULL,
	"finding" text NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"reviewed_by" uuid NOT NULL,
	"reviewed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "commitment_values" (
	"id" uuid PRIMARY KEY NOT NULL,
	"indicator_id" uuid NOT NULL,
	"month" date NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"is_final" boolean NOT NULL,
	"value" double precision,
	"count" integer NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"recorded_by" uuid,
	"measured_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "commitments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"register_id" uuid NOT NULL,
	"ref" text NOT NULL,
	"position" integer NOT NULL,
	"group" jsonb NOT NULL,
	"title" jsonb NOT NULL,
	"summary" jsonb NOT NULL,
	"source" jsonb NOT NULL,
	"is_moderation" boolean NOT NULL,
	"links" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"owner_id" uuid,
	"status" text DEFAULT 'not_started' NOT NULL,
	"status_why" text DEFAULT '' NOT NULL,
	"status_at" timestamp (3) with time zone,
	"review_days" integer,
	"review_due_at" timestamp (3) with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"retired_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "trustee_reports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"register_id" uuid NOT NULL,
	"first_day" date NOT NULL,
	"last_day" date NOT NULL,
	"snapshot" text NOT NULL,
	"sha256" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"made_by" uuid,
	"sent_at" timestamp (3) with time zone,
	"sent_by" uuid
);
--> statement-breakpoint
ALTER TABLE "commitment_anomalies" ADD CONSTRAINT "commitment_anomalies_commitment_id_commitments_id_fk" FOREIGN KEY ("commitment_id") REFERENCES "public"."commitments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_anomalies" ADD CONSTRAINT "commitment_anomalies_indicator_id_commitment_indicators_id_fk" FOREIGN KEY ("indicator_id") REFERENCES "public"."commitment_indicators"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_anomalies" ADD CONSTRAINT "commitment_anomalies_raised_by_people_id_fk" FOREIGN KEY ("raised_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_anomalies" ADD CONSTRAINT "commitment_anomalies_holder_id_people_id_fk" FOREIGN KEY ("holder_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_anomalies" ADD CONSTRAINT "commitment_anomalies_closed_by_people_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_evidence" ADD CONSTRAINT "commitment_evidence_commitment_id_commitments_id_fk" FOREIGN KEY ("commitment_id") REFERENCES "public"."commitments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_evidence" ADD CONSTRAINT "commitment_evidence_added_by_people_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_indicators" ADD CONSTRAINT "commitment_indicators_commitment_id_commitments_id_fk" FOREIGN KEY ("commitment_id") REFERENCES "public"."commitments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_milestones" ADD CONSTRAINT "commitment_milestones_register_id_commitment_registers_id_fk" FOREIGN KEY ("register_id") REFERENCES "public"."commitment_registers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_milestones" ADD CONSTRAINT "commitment_milestones_done_by_people_id_fk" FOREIGN KEY ("done_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_registers" ADD CONSTRAINT "commitment_registers_lead_id_people_id_fk" FOREIGN KEY ("lead_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_reviews" ADD CONSTRAINT "commitment_reviews_commitment_id_commitments_id_fk" FOREIGN KEY ("commitment_id") REFERENCES "public"."commitments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_reviews" ADD CONSTRAINT "commitment_reviews_reviewed_by_people_id_fk" FOREIGN KEY ("reviewed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_values" ADD CONSTRAINT "commitment_values_indicator_id_commitment_indicators_id_fk" FOREIGN KEY ("indicator_id") REFERENCES "public"."commitment_indicators"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_values" ADD CONSTRAINT "commitment_values_recorded_by_people_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitments" ADD CONSTRAINT "commitments_register_id_commitment_registers_id_fk" FOREIGN KEY ("register_id") REFERENCES "public"."commitment_registers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitments" ADD CONSTRAINT "commitments_owner_id_people_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trustee_reports" ADD CONSTRAINT "trustee_reports_register_id_commitment_registers_id_fk" FOREIGN KEY ("register_id") REFERENCES "public"."commitment_registers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trustee_reports" ADD CONSTRAINT "trustee_reports_made_by_people_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trustee_reports" ADD CONSTRAINT "trustee_reports_sent_by_people_id_fk" FOREIGN KEY ("sent_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "commitment_anomalies_of" ON "commitment_anomalies" USING btree ("commitment_id","raised_at","id");--> statement-breakpoint
CREATE INDEX "commitment_anomalies_open" ON "commitment_anomalies" USING btree ("due_at","id") WHERE closed_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "commitment_anomalies_once" ON "commitment_anomalies" USING btree ("indicator_id","month");--> statement-breakpoint
CREATE INDEX "commitment_evidence_of" ON "commitment_evidence" USING btree ("commitment_id","added_at","id");--> statement-breakpoint
CREATE INDEX "commitment_evidence_sha256" ON "commitment_evidence" USING btree ("sha256") WHERE sha256 <> '';--> statement-breakpoint
CREATE INDEX "commitment_indicators_of" ON "commitment_indicators" USING btree ("commitment_id","position");--> statement-breakpoint
CREATE UNIQUE INDEX "commitment_indicators_key" ON "commitment_indicators" USING btree ("commitment_id","key") WHERE key is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "commitment_milestones_key" ON "commitment_milestones" USING btree ("register_id","key");--> statement-breakpoint
CREATE INDEX "commitment_milestones_due" ON "commitment_milestones" USING btree ("due_at","id") WHERE done_at is null and due_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "commitment_registers_slug" ON "commitment_registers" USING btree ("slug");--> statement-breakpoint
CREATE INDEX "commitment_reviews_of" ON "commitment_reviews" USING btree ("commitment_id","reviewed_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "commitment_values_month" ON "commitment_values" USING btree ("indicator_id","month","revision");--> statement-breakpoint
CREATE INDEX "commitment_values_running" ON "commitment_values" USING btree ("measured_at") WHERE not is_final;--> statement-breakpoint
CREATE UNIQUE INDEX "commitments_ref" ON "commitments" USING btree ("register_id","ref");--> statement-breakpoint
CREATE INDEX "commitments_due" ON "commitments" USING btree ("review_due_at","id") WHERE retired_at is null;--> statement-breakpoint
CREATE INDEX "trustee_reports_of" ON "trustee_reports" USING btree ("register_id","made_at","id");--> statement-breakpoint
-- hand-written
-- Evidence stays whole until the register's end and its margin for audits (AE16). Then its file may go; that it was there stays.
create function commitment_evidence_is_kept() returns trigger language plpgsql as $$
declare
  kept_until timestamptz;
begin
  select (r.starts_on + make_interval(months => r.years * 12 + r.margin_months))::timestamp at time zone 'Europe/Brussels' into kept_until
    from commitments c join commitment_registers r on r.id = c.register_id where c.id = old.commitment_id;
  if old.purged_at is not null or new.purged_at is null or kept_until is null or new.purged_at < kept_until
    or (to_jsonb(old) - 'purged_at') is distinct from (to_jsonb(new) - 'purged_at') then
    raise exception 'evidence of a commitment is kept until its end and margin' using errcode = '42501';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger commitment_evidence_frozen before update on commitment_evidence for each row execute function commitment_evidence_is_kept();
--> statement-breakpoint
create trigger commitment_evidence_kept before delete on commitment_evidence for each row execute function refuse_change();
--> statement-breakpoint
create trigger commitment_values_frozen before update on commitment_values for each row when (old.is_final) execute function refuse_change();
--> statement-breakpoint
create trigger commitment_values_kept before delete on commitment_values for each row when (old.is_final) execute function refuse_change();
--> statement-breakpoint
create trigger commitment_reviews_frozen before update on commitment_reviews for each row execute function refuse_change();
--> statement-breakpoint
create trigger commitment_reviews_kept before delete on commitment_reviews for each row execute function refuse_change();
--> statement-breakpoint
create trigger commitment_anomalies_frozen before update on commitment_anomalies for each row
  execute function refuse_change_except('holder_id', 'due_at', 'version', 'told_at:once', 'closed_at:once', 'closed_by:once', 'resolution');
--> statement-breakpoint
create trigger commitment_anomalies_settled before update on commitment_anomalies for each row when (old.closed_at is not null)
  execute function refuse_change_except('told_at:once', 'version');
--> statement-breakpoint
create trigger commitment_anomalies_kept before delete on commitment_anomalies for each row execute function refuse_change();
--> statement-breakpoint
create trigger trustee_reports_frozen before update on trustee_reports for each row execute function refuse_change_except('sent_at:once', 'sent_by:once');
--> statement-breakpoint
create trigger trustee_reports_kept before delete on trustee_reports for each row execute function refuse_change();
