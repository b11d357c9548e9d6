CREATE TABLE "database_copy_acts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"copy_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"why" text,
	"told" jsonb,
	"by" uuid,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "golden_turns" ADD COLUMN "past" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "order_letters" ADD COLUMN "taken_by" uuid;--> statement-breakpoint
ALTER TABLE "order_letters" ADD COLUMN "taken_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "order_letters" ADD COLUMN "closed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "order_letters" ADD COLUMN "closed_by" uuid;--> statement-breakpoint
ALTER TABLE "order_letters" ADD COLUMN "closed_how" text;--> statement-breakpoint
ALTER TABLE "order_letters" ADD COLUMN "closed_why" text;--> statement-breakpoint
ALTER TABLE "report_versions" ADD COLUMN "counting_rules" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "database_copy_acts" ADD CONSTRAINT "database_copy_acts_copy_id_database_copies_id_fk" FOREIGN KEY ("copy_id") REFERENCES "public"."database_copies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "database_copy_acts" ADD CONSTRAINT "database_copy_acts_by_people_id_fk" FOREIGN KEY ("by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "database_copy_acts_of" ON "database_copy_acts" USING btree ("copy_id","at","id");--> statement-breakpoint
ALTER TABLE "order_letters" ADD CONSTRAINT "order_letters_taken_by_people_id_fk" FOREIGN KEY ("taken_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_letters" ADD CONSTRAINT "order_letters_closed_by_people_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "order_letters_owed" ON "order_letters" USING btree ("composed_at","id") WHERE read_at is null and closed_at is null and delivery in ('held', 'not_deliverable');--> statement-breakpoint
ALTER TABLE "order_letters" ADD CONSTRAINT "order_letters_closed" CHECK (num_nulls("order_letters"."closed_at", "order_letters"."closed_by", "order_letters"."closed_how", "order_letters"."closed_why") in (0, 4));--> statement-breakpoint
ALTER TABLE "audit_entries" ADD CONSTRAINT "audit_decided_by_a_person" CHECK (outcome <> 'done' or actor_kind = 'person' or verb not in ('case.decide', 'appeal.decide', 'appeal.reject', 'misuse.warn', 'misuse.suspend', 'misuse.answer'));
--> statement-breakpoint
-- hand-written
-- Who sees to it may change; how the duty ended is written once.
drop trigger order_letters_frozen on order_letters;
--> statement-breakpoint
create trigger order_letters_frozen before update on order_letters for each row
  execute function refuse_change_except('delivery', 'sent_at:once', 'read_at:once', 'taken_by', 'taken_at', 'closed_at:once', 'closed_by:once', 'closed_how:once', 'closed_why:once');
--> statement-breakpoint
-- An order counted as told from the first of its letters on: one with somebody whom no letter reached is not.
update orders set user_told_at = null where user_told_at is not null and exists (select 1 from order_letters l
  where l.order_id = orders.id and l.read_at is null and l.delivery <> 'sent');
--> statement-breakpoint
-- Where the setting asks for it, a complaint about a suspension is answered outside the team that suspended, as every appeal is (A9).
create or replace function misuse_appeal_needs_another_person() returns trigger language plpgsql as $$
begin
  if exists (select 1 from misuse_measures m where m.id = new.measure_id and new.decided_by in (m.warned_by, m.suspended_by)) then
    raise exception 'who warned or suspended does not answer the complaint about it' using errcode = '23514';
  end if;
  if tg_op = 'UPDATE' and old.decided_by is null then
    if coalesce((select s.value from settings s where s.key = 'appealsOutsideTeam'
        and s.platform_id in (new.platform_id, '*') order by s.platform_id = '*' limit 1), 'false'::jsonb) = 'true'::jsonb
      and exists (select 1 from misuse_measures m join people one on one.id = m.suspended_by
        join people other on other.id = new.decided_by and lower(other.team) = lower(one.team)
        where m.id = new.measure_id) then
      raise exception 'a complaint about a suspension is answered outside the team that suspended' using errcode = '42501';
    end if;
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
--> statement-breakpoint
-- What a person did with a copy stays as it was written down.
create trigger database_copy_acts_append_only before update or delete on database_copy_acts for each row execute function refuse_change();
--> statement-breakpoint
alter table database_copy_acts add constraint database_copy_acts_kind
  check (kind in ('released', 'reworded', 'given_up', 'reopened', 'send_again', 'delivered'));
--> statement-breakpoint
-- Before acts were kept, the row held the last of them.
insert into database_copy_acts (id, platform_id, copy_id, kind, why, told, by, at)
select gen_random_uuid(), c.platform_id, c.id, 'released', c.review_reason, c.released, c.reviewed_by, c.reviewed_at
from database_copies c where c.reviewed_at is not null;
--> statement-breakpoint
insert into database_copy_acts (id, platform_id, copy_id, kind, why, by, at)
select gen_random_uuid(), s.platform_id, s.copy_id,
  case when s.state in ('given_up', 'delivered') then s.state
    when s.state = 'held' or c.state = 'to_review' then 'reopened' else 'send_again' end,
  s.settled_why, s.settled_by, s.settled_at
from database_submissions s join database_copies c on c.id = s.copy_id
where s.settled_at is not null and s.settled_by is not null;
--> statement-breakpoint
-- What was released is put in other words only while it is held: on its way, or there, it stays.
create function copy_is_reworded_while_held() returns trigger language plpgsql as $$
begin
  if (to_jsonb(old) - 'state' - 'withdrawn_at') is distinct from (to_jsonb(new) - 'state' - 'withdrawn_at')
    and not exists (select 1 from database_submissions s where s.copy_id = old.id and s.state = 'held') then
    raise exception 'a copy that was released is put in other words only while it is held' using errcode = '42501';
  end if;
  return new;
end $$;
--> statement-breakpoint
drop trigger database_copies_released_once on database_copies;
--> statement-breakpoint
create trigger database_copies_released_once before update on database_copies for each row
  when (old.reviewed_at is not null) execute function copy_is_reworded_while_held();
