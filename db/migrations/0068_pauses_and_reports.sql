DROP INDEX "outside_readings_known";--> statement-breakpoint
ALTER TABLE "report_duties" ADD COLUMN "elsewhere_url" text;--> statement-breakpoint
ALTER TABLE "report_duties" ADD COLUMN "elsewhere_day" date;--> statement-breakpoint
ALTER TABLE "report_duties" ADD COLUMN "elsewhere_by" uuid;--> statement-breakpoint
ALTER TABLE "report_duties" ADD COLUMN "elsewhere_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "report_duties" ADD CONSTRAINT "report_duties_elsewhere_by_people_id_fk" FOREIGN KEY ("elsewhere_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "outside_readings_question" ON "outside_readings" USING btree ("question") WHERE question is not null;--> statement-breakpoint
CREATE INDEX "outside_readings_pauses" ON "outside_readings" USING btree ("platform_id","tool","name","asked_at","id") WHERE (state = 'answered' and why is null) or (state = 'dropped' and question is not null) or (state = 'failed' and why in ('not_json', 'wrong_shape'));--> statement-breakpoint
ALTER TABLE "report_duties" ADD CONSTRAINT "report_duties_elsewhere" CHECK (num_nulls(elsewhere_url, elsewhere_day, elsewhere_by, elsewhere_at) in (0, 4) and (elsewhere_url is null or kind = 'report'));