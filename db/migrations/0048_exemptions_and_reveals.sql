CREATE TABLE "notifier_reveals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"notice_id" uuid NOT NULL,
	"why" text NOT NULL,
	"asked_by" uuid NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"state" text DEFAULT 'asked' NOT NULL,
	"answered_by" uuid,
	"answered_at" timestamp (3) with time zone,
	"answer_why" text,
	"withdrawn_by" uuid,
	"withdrawn_at" timestamp (3) with time zone,
	CONSTRAINT "notifier_reveals_second" CHECK ("notifier_reveals"."answered_by" <> "notifier_reveals"."asked_by"),
	CONSTRAINT "notifier_reveals_reason" CHECK (btrim("notifier_reveals"."why") <> ''),
	CONSTRAINT "notifier_reveals_answered" CHECK ("notifier_reveals"."state" not in ('consented', 'refused') or ("notifier_reveals"."answered_by" is not null and "notifier_reveals"."answered_at" is not null and btrim("notifier_reveals"."answer_why") <> ''))
);
--> statement-breakpoint
ALTER TABLE "decisions" ADD COLUMN "exempt" text;--> statement-breakpoint
ALTER TABLE "decisions" ADD COLUMN "exempt_why" text;--> statement-breakpoint
ALTER TABLE "decisions" ADD COLUMN "exempt_items" integer;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "taken_by" uuid;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "taken_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "notifier_reveals" ADD CONSTRAINT "notifier_reveals_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifier_reveals" ADD CONSTRAINT "notifier_reveals_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifier_reveals" ADD CONSTRAINT "notifier_reveals_asked_by_people_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifier_reveals" ADD CONSTRAINT "notifier_reveals_answered_by_people_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifier_reveals" ADD CONSTRAINT "notifier_reveals_withdrawn_by_people_id_fk" FOREIGN KEY ("withdrawn_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "notifier_reveals_one" ON "notifier_reveals" USING btree ("case_id","notice_id") WHERE state in ('asked', 'consented');--> statement-breakpoint
CREATE INDEX "notifier_reveals_case" ON "notifier_reveals" USING btree ("case_id","asked_at");--> statement-breakpoint
CREATE INDEX "notifier_reveals_asked" ON "notifier_reveals" USING btree ("asked_at","id") WHERE state = 'asked';--> statement-breakpoint
-- hand-written
-- An exemption has its reason and its count, or is none (DSA Art. 17(2)).
alter table decisions add constraint decisions_exempt check (
  (exempt is null and exempt_why is null and exempt_items is null)
  or (exempt = 'deceptive_bulk_commercial' and outcome = 'violation' and btrim(coalesce(exempt_why, '')) <> '' and coalesce(exempt_items, 0) >= 2)
) not valid;
--> statement-breakpoint
-- Art. 16(6): from now on nothing is found without saying what that rests on. Older rows stay as they were written.
create function finding_says_why() returns trigger language plpgsql as $$
begin
  raise exception 'a finding without a violation says what was looked at' using errcode = '23514';
end $$;
--> statement-breakpoint
create trigger decisions_rationale before insert on decisions for each row
  when (new.outcome = 'no_violation' and btrim(new.rationale) = '') execute function finding_says_why();
--> statement-breakpoint
-- Who a notifier is was asked for with these words and answered with those; only where it stands may change, and once.
create trigger notifier_reveals_frozen before update on notifier_reveals for each row
  execute function refuse_change_except('state', 'answered_by:once', 'answered_at:once', 'answer_why:once', 'withdrawn_by:once', 'withdrawn_at:once');
--> statement-breakpoint
create trigger notifier_reveals_ended before update on notifier_reveals for each row
  when (old.state in ('refused', 'withdrawn')) execute function refuse_change();
--> statement-breakpoint
create trigger notifier_reveals_kept before delete on notifier_reveals for each row execute function refuse_change();
--> statement-breakpoint
drop trigger mails_frozen on mails;
--> statement-breakpoint
create trigger mails_frozen before update on mails for each row
  execute function refuse_change_except('message_id', 'route', 'sent_at', 'bounced_at', 'bounce_reason', 'delivered_at:once', 'complained_at:once', 'taken_by', 'taken_at', 'settled_at:once', 'settled_by:once', 'settled_how:once');
