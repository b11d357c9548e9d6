CREATE TABLE "wave_members" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"wave_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"by" text NOT NULL,
	"likeness" integer NOT NULL,
	"joined_at" timestamp (3) with time zone NOT NULL,
	"taken_out_at" timestamp (3) with time zone,
	"taken_out_by" uuid
);
--> statement-breakpoint
CREATE TABLE "wave_run_members" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"run_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"version" integer NOT NULL,
	"alike" text NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"decision_id" uuid,
	"reason" text,
	"values" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"fields" jsonb DEFAULT '[]'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "wave_runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"wave_id" uuid NOT NULL,
	"started_by" uuid NOT NULL,
	"choice" jsonb NOT NULL,
	"state" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"undo_until" timestamp (3) with time zone NOT NULL,
	"undone_by" uuid,
	"stopped_why" text
);
--> statement-breakpoint
CREATE TABLE "waves" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"snapshot_id" uuid NOT NULL,
	"keys" integer[] NOT NULL,
	"size" integer NOT NULL,
	"began_at" timestamp (3) with time zone NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "gathered_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "wave_members" ADD CONSTRAINT "wave_members_wave_id_waves_id_fk" FOREIGN KEY ("wave_id") REFERENCES "public"."waves"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wave_members" ADD CONSTRAINT "wave_members_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wave_members" ADD CONSTRAINT "wave_members_taken_out_by_people_id_fk" FOREIGN KEY ("taken_out_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wave_run_members" ADD CONSTRAINT "wave_run_members_run_id_wave_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."wave_runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wave_run_members" ADD CONSTRAINT "wave_run_members_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wave_runs" ADD CONSTRAINT "wave_runs_wave_id_waves_id_fk" FOREIGN KEY ("wave_id") REFERENCES "public"."waves"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wave_runs" ADD CONSTRAINT "wave_runs_started_by_people_id_fk" FOREIGN KEY ("started_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wave_runs" ADD CONSTRAINT "wave_runs_undone_by_people_id_fk" FOREIGN KEY ("undone_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waves" ADD CONSTRAINT "waves_snapshot_id_snapshots_id_fk" FOREIGN KEY ("snapshot_id") REFERENCES "public"."snapshots"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "wave_members_one_wave" ON "wave_members" USING btree ("case_id") WHERE taken_out_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "wave_members_once" ON "wave_members" USING btree ("wave_id","case_id");--> statement-breakpoint
CREATE INDEX "wave_members_wave" ON "wave_members" USING btree ("wave_id","joined_at","id") WHERE taken_out_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "wave_run_members_once" ON "wave_run_members" USING btree ("run_id","case_id");--> statement-breakpoint
CREATE INDEX "wave_run_members_order" ON "wave_run_members" USING btree ("run_id","state","position");--> statement-breakpoint
CREATE INDEX "wave_runs_wave" ON "wave_runs" USING btree ("wave_id","started_at");--> statement-breakpoint
CREATE INDEX "wave_runs_going" ON "wave_runs" USING btree ("started_at") WHERE state in ('running', 'undoing');--> statement-breakpoint
CREATE UNIQUE INDEX "wave_runs_one_going" ON "wave_runs" USING btree ("wave_id") WHERE state in ('running', 'undoing');--> statement-breakpoint
CREATE INDEX "waves_keys" ON "waves" USING gin ("keys") WHERE size > 0;--> statement-breakpoint
CREATE INDEX "waves_largest" ON "waves" USING btree ((-size),"id") WHERE size > 1;--> statement-breakpoint
CREATE INDEX "cases_ungathered" ON "cases" USING btree ("opened_at","id") WHERE gathered_at is null and state <> 'decided';