CREATE TABLE "database_queues" (
	"platform_id" text PRIMARY KEY NOT NULL,
	"stopped_at" timestamp (3) with time zone,
	"stopped_why" text,
	"waits_until" timestamp (3) with time zone,
	"failures" integer DEFAULT 0 NOT NULL,
	"last_failure" text
);
--> statement-breakpoint
CREATE TABLE "database_submissions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"copy_id" uuid NOT NULL,
	"puid" text NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"run_at" timestamp (3) with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"locked_until" timestamp (3) with time zone,
	"is_alone" boolean DEFAULT false NOT NULL,
	"first_tried_at" timestamp (3) with time zone,
	"why" text,
	"fields" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"uuid" text,
	"response" jsonb,
	"delivered_at" timestamp (3) with time zone,
	"settled_by" uuid,
	"settled_at" timestamp (3) with time zone,
	"settled_why" text,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "database_queues" ADD CONSTRAINT "database_queues_platform_id_platforms_id_fk" FOREIGN KEY ("platform_id") REFERENCES "public"."platforms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "database_submissions" ADD CONSTRAINT "database_submissions_copy_id_database_copies_id_fk" FOREIGN KEY ("copy_id") REFERENCES "public"."database_copies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "database_submissions" ADD CONSTRAINT "database_submissions_settled_by_people_id_fk" FOREIGN KEY ("settled_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "database_submissions_copy" ON "database_submissions" USING btree ("copy_id");--> statement-breakpoint
CREATE UNIQUE INDEX "database_submissions_puid" ON "database_submissions" USING btree ("platform_id","puid");--> statement-breakpoint
CREATE INDEX "database_submissions_due" ON "database_submissions" USING btree ("platform_id","run_at","id") WHERE state in ('waiting', 'sending', 'asking');--> statement-breakpoint
CREATE INDEX "database_submissions_tried" ON "database_submissions" USING btree ("platform_id") WHERE state = 'tried';--> statement-breakpoint
CREATE INDEX "database_submissions_held" ON "database_submissions" USING btree ("created_at","id") WHERE state = 'held';
--> statement-breakpoint
-- hand-written
-- Article 24(5), B1: whoever writes a copy writes its place in the outbox, in the same transaction. It may leave once the
-- decision can no longer be taken back.
create function submit_database_copy() returns trigger language plpgsql as $$
begin
  insert into database_submissions (id, platform_id, copy_id, puid, run_at, created_at)
  select new.id, new.platform_id, new.id, new.puid, d.effective_at, new.composed_at
  from decisions d where d.id = new.decision_id;
  return new;
end $$;
--> statement-breakpoint
create trigger database_copies_submitted after insert on database_copies for each row
  execute function submit_database_copy();
--> statement-breakpoint
insert into database_submissions (id, platform_id, copy_id, puid, run_at, created_at)
select c.id, c.platform_id, c.id, c.puid, d.effective_at, c.composed_at
from database_copies c join decisions d on d.id = c.decision_id;
--> statement-breakpoint
create trigger database_submissions_frozen before update on database_submissions for each row
  execute function refuse_change_except('state', 'run_at', 'attempts', 'locked_until', 'is_alone', 'first_tried_at:once',
    'why', 'fields', 'uuid:once', 'response:once', 'delivered_at:once', 'settled_by', 'settled_at', 'settled_why');
--> statement-breakpoint
-- B4: what the database has taken cannot be taken back or told again.
create function delivered_stays_delivered() returns trigger language plpgsql as $$
begin
  raise exception 'a statement that was delivered is not sent again' using errcode = '42501';
end $$;
--> statement-breakpoint
create trigger database_submissions_delivered before update on database_submissions for each row
  when (old.state = 'delivered' and new.state <> 'delivered') execute function delivered_stays_delivered();
--> statement-breakpoint
create trigger database_submissions_kept before delete on database_submissions for each row execute function refuse_change();
