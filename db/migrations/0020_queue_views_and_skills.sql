CREATE TABLE "queue_views" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner_id" uuid NOT NULL,
	"name" text NOT NULL,
	"filter" jsonb NOT NULL,
	"is_shared" boolean DEFAULT false NOT NULL,
	"saved_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "skills" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "child_safety" boolean GENERATED ALWAYS AS ((rank_why @> '[{"code": "child_abuse"}]'::jsonb or rank_why @> '[{"code": "category", "values": {"category": "child_safety"}}]'::jsonb)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "queue_views" ADD CONSTRAINT "queue_views_owner_id_people_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "queue_views_owner" ON "queue_views" USING btree ("owner_id");--> statement-breakpoint
CREATE INDEX "cases_general_rank" ON "cases" USING btree ("rank","opened_at","id") WHERE state <> 'decided' and not child_safety;--> statement-breakpoint
CREATE INDEX "cases_general_opened" ON "cases" USING btree ("opened_at","id") WHERE state <> 'decided' and not child_safety;--> statement-breakpoint
CREATE INDEX "cases_general_due" ON "cases" USING btree ("due_at","id") WHERE state <> 'decided' and not child_safety;--> statement-breakpoint
-- Until now everybody worked on every case: whoever was here keeps what they had, and an admin takes it from them.
UPDATE "people" SET "skills" = '{"childSafety": true}'::jsonb;
--> statement-breakpoint
-- Who looks at the queue hears at once what others take, put back or decide, in the transaction that does it: told only
-- if it is committed. The case's id and nothing of its content. `version` rises with each move, and with no new lease.
CREATE FUNCTION tell_case_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('queue', NEW.id::text);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER cases_told_moved AFTER UPDATE ON cases FOR EACH ROW
  WHEN (OLD.version IS DISTINCT FROM NEW.version) EXECUTE FUNCTION tell_case_moved();
--> statement-breakpoint
-- One word for a whole statement: a bulk import of ten thousand cases is one message, not ten thousand.
CREATE FUNCTION tell_case_came() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('queue', 'new');
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER cases_told_new AFTER INSERT ON cases FOR EACH STATEMENT EXECUTE FUNCTION tell_case_came();
