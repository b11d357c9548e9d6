CREATE TABLE "care_choices" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"opted_out" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"limits" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "care_exposures" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"person_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"shift_id" uuid NOT NULL,
	"harm_class" text NOT NULL,
	"severity" text,
	"at" timestamp (3) with time zone NOT NULL,
	"looked_at" timestamp (3) with time zone,
	"is_anyway" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "care_shifts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"work_since" timestamp (3) with time zone NOT NULL,
	"hard_in_a_row" integer DEFAULT 0 NOT NULL,
	"last_case_id" uuid,
	"lighter_case_id" uuid,
	"break_since" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "harms_told" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "harms_read" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "harms" jsonb GENERATED ALWAYS AS (harms_told || harms_read) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "care_choices" ADD CONSTRAINT "care_choices_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "care_exposures" ADD CONSTRAINT "care_exposures_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "care_exposures" ADD CONSTRAINT "care_exposures_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "care_exposures" ADD CONSTRAINT "care_exposures_shift_id_care_shifts_id_fk" FOREIGN KEY ("shift_id") REFERENCES "public"."care_shifts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "care_shifts" ADD CONSTRAINT "care_shifts_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "care_exposures_once" ON "care_exposures" USING btree ("person_id","case_id","harm_class");--> statement-breakpoint
CREATE INDEX "care_exposures_shift" ON "care_exposures" USING btree ("shift_id");--> statement-breakpoint
CREATE INDEX "care_exposures_at" ON "care_exposures" USING btree ("at");--> statement-breakpoint
CREATE INDEX "care_shifts_person" ON "care_shifts" USING btree ("person_id","started_at");
--> statement-breakpoint
-- What notifiers said of the cases that are open; what their clauses say comes with the next reading.
update cases c set harms_told = told.harms from (
  select i.case_id, jsonb_agg(distinct h.class) harms from notice_items i
  join notices n on n.id = i.notice_id
  cross join lateral (
    select case n.category when 'child_safety' then 'child_abuse' when 'self_harm' then 'self_harm' when 'terrorism' then 'violence'
      when 'threat_to_life' then 'violence' when 'violence' then 'violence' when 'sexual_content' then 'sexual'
      when 'hate' then 'hate' when 'harassment' then 'hate' end as class
    union select 'child_abuse' where n.child_abuse_claim
  ) h where h.class is not null group by i.case_id
) told where told.case_id = c.id and c.state <> 'decided';
