CREATE TABLE "case_questions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"asked_by" uuid NOT NULL,
	"asked_of" uuid NOT NULL,
	"text" text NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"answer" text,
	"answered_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "held_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "handed_to" uuid;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "handed_by" uuid;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "handed_why" text;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "handed_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "case_questions" ADD CONSTRAINT "case_questions_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_questions" ADD CONSTRAINT "case_questions_asked_by_people_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_questions" ADD CONSTRAINT "case_questions_asked_of_people_id_fk" FOREIGN KEY ("asked_of") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "case_questions_case" ON "case_questions" USING btree ("case_id","asked_at");--> statement-breakpoint
CREATE INDEX "case_questions_open" ON "case_questions" USING btree ("asked_of","asked_at") WHERE answered_at is null;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_handed_to_people_id_fk" FOREIGN KEY ("handed_to") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_handed_by_people_id_fk" FOREIGN KEY ("handed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notice_contacts_email" ON "notice_contacts" USING btree (lower("email"),"notice_id") WHERE email is not null;--> statement-breakpoint
CREATE INDEX "notices_sender" ON "notices" USING btree ("api_key_id","id") WHERE source not in ('guest', 'registered');--> statement-breakpoint
CREATE INDEX "cases_handed_to" ON "cases" USING btree ("handed_to") WHERE state <> 'decided' and handed_to is not null;--> statement-breakpoint
-- Who was asked, and who asked, hear of it at once, as of every move of a case: its id and nothing of its content.
CREATE FUNCTION tell_case_asked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('queue', NEW.case_id::text);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER case_questions_told AFTER INSERT OR UPDATE ON case_questions FOR EACH ROW EXECUTE FUNCTION tell_case_asked();
