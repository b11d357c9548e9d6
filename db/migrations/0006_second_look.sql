CREATE TABLE "database_copies" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"decision_id" uuid NOT NULL,
	"statement_id" uuid NOT NULL,
	"puid" text NOT NULL,
	"payload" jsonb NOT NULL,
	"state" text NOT NULL,
	"removed" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"errors" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"composed_at" timestamp (3) with time zone NOT NULL,
	"withdrawn_at" timestamp (3) with time zone
);
--> statement-breakpoint
DROP INDEX "decisions_one_standing";--> statement-breakpoint
ALTER TABLE "database_copies" ADD CONSTRAINT "database_copies_decision_id_decisions_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "database_copies" ADD CONSTRAINT "database_copies_statement_id_statements_id_fk" FOREIGN KEY ("statement_id") REFERENCES "public"."statements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "database_copies_puid" ON "database_copies" USING btree ("platform_id","puid");--> statement-breakpoint
CREATE UNIQUE INDEX "database_copies_statement" ON "database_copies" USING btree ("statement_id");--> statement-breakpoint
CREATE INDEX "database_copies_decision" ON "database_copies" USING btree ("decision_id");--> statement-breakpoint
CREATE INDEX "database_copies_waiting" ON "database_copies" USING btree ("composed_at","id") WHERE state <> 'withdrawn';--> statement-breakpoint
CREATE INDEX "appeals_new_decision" ON "appeals" USING btree ("new_decision_id") WHERE new_decision_id is not null;--> statement-breakpoint
CREATE INDEX "appeals_joining" ON "appeals" USING btree ("decided_at","id") WHERE by = 'notifier' and outcome in ('reversed', 'partly_reversed') and new_decision_id is null;--> statement-breakpoint
CREATE INDEX "remedies_replacing" ON "remedies" USING btree ("created_at","id") WHERE kind = 'replace_sanction' and state = 'waiting';--> statement-breakpoint
CREATE UNIQUE INDEX "decisions_one_standing" ON "decisions" USING btree ("case_id") WHERE undone_at is null and superseded_by is null and reversed_at is null and outcome <> 'referred';--> statement-breakpoint
ALTER TABLE "decisions" DROP COLUMN "exempt_from_statement";--> statement-breakpoint
create trigger database_copies_frozen before update on database_copies for each row
  execute function refuse_change_except('state', 'withdrawn_at');
--> statement-breakpoint
create trigger database_copies_kept before delete on database_copies for each row execute function refuse_change();
--> statement-breakpoint
-- Article 20(6) and DESIGN 3.7: neither who made a decision nor who took part in it answers the appeal against it. Looked
-- at when the answer is given: who settles a flag on the decision later had answered before that.
create or replace function appeal_needs_another_person() returns trigger language plpgsql as $$
begin
  if new.decided_by is null or (tg_op = 'UPDATE'
    and (new.decided_by, new.decision_id) is not distinct from (old.decided_by, old.decision_id)) then
    return new;
  end if;
  if exists (select 1 from decisions d where d.id = new.decision_id and d.decided_by = new.decided_by) then
    raise exception 'the person who made a decision cannot answer the appeal against it' using errcode = '42501';
  end if;
  if exists (select 1 from review_flags f where f.decision_id = new.decision_id and f.resolved_by = new.decided_by)
    or exists (select 1 from appeals a
      where a.new_decision_id = new.decision_id and a.decided_by = new.decided_by and a.id <> new.id) then
    raise exception 'a person who reviewed a decision cannot answer the appeal against it' using errcode = '42501';
  end if;
  return new;
end $$;
--> statement-breakpoint
create function review_flag_needs_another_person() returns trigger language plpgsql as $$
begin
  if new.resolved_by is not null and exists (
    select 1 from decisions d where d.id = new.decision_id and d.decided_by = new.resolved_by
  ) then
    raise exception 'the person who made a decision cannot settle the flag on it' using errcode = '42501';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger review_flags_independent before insert or update on review_flags
  for each row execute function review_flag_needs_another_person();
--> statement-breakpoint
-- A referral decides nothing about the content: a case that ended with one comes back, and its reports wait for an answer.
with back as (
  update cases c
  set state = (case when d.id is null then 'open' else 'reopened' end)::case_state,
      resting_state = (case when d.id is null then 'open' else 'reopened' end)::case_state,
      decided_at = d.decided_at,
      version = c.version + 1
  from cases o
  left join lateral (
    select id, decided_at from decisions
    where case_id = o.id and undone_at is null and outcome <> 'referred'
    order by decided_at desc limit 1
  ) d on true
  where o.id = c.id and c.state = 'decided'
    and not exists (select 1 from cases n where n.item_id = c.item_id and n.id > c.id)
    and (select outcome from decisions where case_id = c.id and undone_at is null order by decided_at desc limit 1) = 'referred'
  returning c.id
)
update notice_items n set decision_id = null
from back, decisions r
where n.case_id = back.id and r.id = n.decision_id and r.outcome = 'referred';
