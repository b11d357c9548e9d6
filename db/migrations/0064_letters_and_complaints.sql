CREATE TABLE "misuse_first_looks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"appeal_id" uuid NOT NULL,
	"by" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"finding" text NOT NULL,
	"why" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "misuse_links" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"measure_id" uuid NOT NULL,
	"serial" integer NOT NULL,
	"why" text NOT NULL,
	"note" text NOT NULL,
	"replaced_by" uuid NOT NULL,
	"replaced_at" timestamp (3) with time zone NOT NULL,
	"opened_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "order_letters" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"order_id" uuid NOT NULL,
	"decision_id" uuid,
	"account_id" uuid NOT NULL,
	"language" text NOT NULL,
	"zone" text NOT NULL,
	"subject" text NOT NULL,
	"parts" jsonb NOT NULL,
	"delivery" "delivery" NOT NULL,
	"composed_at" timestamp (3) with time zone NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"read_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "misuse_appeals" ADD COLUMN "change" text;--> statement-breakpoint
ALTER TABLE "misuse_appeals" ADD COLUMN "until_before" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "misuse_letters" ADD COLUMN "read_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "misuse_first_looks" ADD CONSTRAINT "misuse_first_looks_appeal_id_misuse_appeals_id_fk" FOREIGN KEY ("appeal_id") REFERENCES "public"."misuse_appeals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "misuse_first_looks" ADD CONSTRAINT "misuse_first_looks_by_people_id_fk" FOREIGN KEY ("by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "misuse_links" ADD CONSTRAINT "misuse_links_measure_id_misuse_measures_id_fk" FOREIGN KEY ("measure_id") REFERENCES "public"."misuse_measures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "misuse_links" ADD CONSTRAINT "misuse_links_replaced_by_people_id_fk" FOREIGN KEY ("replaced_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_letters" ADD CONSTRAINT "order_letters_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_letters" ADD CONSTRAINT "order_letters_decision_id_decisions_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_letters" ADD CONSTRAINT "order_letters_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "misuse_first_looks_once" ON "misuse_first_looks" USING btree ("appeal_id","by");--> statement-breakpoint
CREATE UNIQUE INDEX "misuse_links_once" ON "misuse_links" USING btree ("measure_id","serial");--> statement-breakpoint
CREATE UNIQUE INDEX "order_letters_once" ON "order_letters" USING btree ("order_id",coalesce("decision_id", '00000000-0000-0000-0000-000000000000'::uuid));--> statement-breakpoint
CREATE INDEX "order_letters_decision" ON "order_letters" USING btree ("decision_id") WHERE decision_id is not null;--> statement-breakpoint
CREATE INDEX "order_letters_unreached" ON "order_letters" USING btree ("composed_at","id") WHERE delivery = 'not_deliverable' and read_at is null;--> statement-breakpoint
ALTER TABLE "misuse_appeals" ADD CONSTRAINT "misuse_appeals_part" CHECK (("misuse_appeals"."outcome" is not distinct from 'partly_reversed') = ("misuse_appeals"."change" is not null) and ("misuse_appeals"."change" is not distinct from 'shorter') = ("misuse_appeals"."until_before" is not null));
--> statement-breakpoint
-- hand-written
-- What was told stays as it was told; what became of it is written beside it.
create trigger order_letters_frozen before update on order_letters for each row
  execute function refuse_change_except('delivery', 'sent_at:once', 'read_at:once');
--> statement-breakpoint
create trigger order_letters_kept before delete on order_letters for each row execute function refuse_change();
--> statement-breakpoint
create trigger misuse_first_looks_frozen before update or delete on misuse_first_looks for each row execute function refuse_change();
--> statement-breakpoint
create trigger misuse_links_frozen before update on misuse_links for each row execute function refuse_change_except('opened_at:once');
--> statement-breakpoint
create trigger misuse_links_kept before delete on misuse_links for each row execute function refuse_change();
--> statement-breakpoint
alter table misuse_links add constraint misuse_links_serial check (serial between 1 and 65535);
--> statement-breakpoint
drop trigger misuse_letters_frozen on misuse_letters;
--> statement-breakpoint
create trigger misuse_letters_frozen before update on misuse_letters for each row execute function refuse_change_except('sent_at:once', 'read_at:once');
--> statement-breakpoint
drop trigger misuse_appeals_frozen on misuse_appeals;
--> statement-breakpoint
create trigger misuse_appeals_frozen before update on misuse_appeals for each row
  when (new.purged_at is not distinct from old.purged_at)
  execute function refuse_change_except('outcome:once', 'reasons:once', 'decided_by:once', 'decided_at:once', 'change:once', 'until_before:once');
--> statement-breakpoint
-- A complaint may make a suspension shorter; nothing makes one longer.
drop trigger misuse_measures_frozen on misuse_measures;
--> statement-breakpoint
create trigger misuse_measures_frozen before update on misuse_measures for each row execute function
  refuse_change_except('state', 'suspended_from:once', 'suspended_until', 'suspended_by:once', 'suspended_why:once', 'clause:once', 'assessment:once', 'ended_at:once', 'ended_how:once', 'ended_by:once', 'decision_id:once');
--> statement-breakpoint
create function misuse_suspension_only_shorter() returns trigger language plpgsql as $$
begin
  if new.suspended_until is null or new.suspended_until > old.suspended_until then
    raise exception 'a suspension for misuse is only made shorter' using errcode = '42501';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger misuse_measures_only_shorter before update on misuse_measures for each row
  when (old.suspended_until is not null and new.suspended_until is distinct from old.suspended_until)
  execute function misuse_suspension_only_shorter();
--> statement-breakpoint
-- Who answers holds a qualification on that day, as for every other complaint (Art. 20(6), A8), and found for themselves first.
create or replace function misuse_appeal_needs_another_person() returns trigger language plpgsql as $$
begin
  if exists (select 1 from misuse_measures m where m.id = new.measure_id and new.decided_by in (m.warned_by, m.suspended_by)) then
    raise exception 'who warned or suspended does not answer the complaint about it' using errcode = '23514';
  end if;
  if tg_op = 'UPDATE' and old.decided_by is null then
    if not exists (select 1 from qualifications q where q.person_id = new.decided_by
      and q.valid_from <= coalesce(new.decided_at, now()) and coalesce(q.valid_until > coalesce(new.decided_at, now()), true)) then
      raise exception 'who answers an appeal holds a qualification on that day' using errcode = '42501';
    end if;
    if not exists (select 1 from misuse_first_looks l where l.appeal_id = new.id and l.by = new.decided_by) then
      raise exception 'who answers a complaint about a suspension says first what they find' using errcode = '42501';
    end if;
  end if;
  return new;
end $$;
