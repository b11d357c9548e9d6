ALTER TYPE "public"."remedy_state" ADD VALUE 'waived';--> statement-breakpoint
CREATE TABLE "appeal_first_looks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"appeal_id" uuid NOT NULL,
	"by" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"finding" text NOT NULL,
	"clause_ref" text,
	"why" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "appeal_overrides" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"appeal_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"tie" text NOT NULL,
	"why" text NOT NULL,
	"allowed_by" uuid NOT NULL,
	"allowed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
DROP INDEX "appeals_joining";--> statement-breakpoint
ALTER TABLE "appeals" ADD COLUMN "departure" text;--> statement-breakpoint
ALTER TABLE "appeals" ADD COLUMN "cause" text;--> statement-breakpoint
ALTER TABLE "remedies" ADD COLUMN "waived_by" uuid;--> statement-breakpoint
ALTER TABLE "remedies" ADD COLUMN "waived_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "remedies" ADD COLUMN "waived_why" text;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "team" text;--> statement-breakpoint
ALTER TABLE "appeal_first_looks" ADD CONSTRAINT "appeal_first_looks_appeal_id_appeals_id_fk" FOREIGN KEY ("appeal_id") REFERENCES "public"."appeals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appeal_first_looks" ADD CONSTRAINT "appeal_first_looks_by_people_id_fk" FOREIGN KEY ("by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appeal_overrides" ADD CONSTRAINT "appeal_overrides_appeal_id_appeals_id_fk" FOREIGN KEY ("appeal_id") REFERENCES "public"."appeals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appeal_overrides" ADD CONSTRAINT "appeal_overrides_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appeal_overrides" ADD CONSTRAINT "appeal_overrides_allowed_by_people_id_fk" FOREIGN KEY ("allowed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "appeal_first_looks_once" ON "appeal_first_looks" USING btree ("appeal_id","by");--> statement-breakpoint
CREATE UNIQUE INDEX "appeal_overrides_once" ON "appeal_overrides" USING btree ("appeal_id","person_id");--> statement-breakpoint
ALTER TABLE "remedies" ADD CONSTRAINT "remedies_waived_by_people_id_fk" FOREIGN KEY ("waived_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "appeals_joining" ON "appeals" USING btree ("decided_at","id") WHERE (by = 'notifier' or change @> '{"decideAgain": true}') and outcome in ('reversed', 'partly_reversed') and new_decision_id is null;
--> statement-breakpoint
-- hand-written
-- Which columns of an appeal may be set after it was filed, and after it was answered (0008), with those added here.
drop trigger appeals_frozen on appeals;
--> statement-breakpoint
create trigger appeals_frozen before update on appeals for each row
  execute function refuse_change_except('state', 'version', 'due_at', 'assigned_to', 'assigned_at', 'outcome', 'reasons', 'inadmissible_why', 'change', 'departure:once', 'cause:once', 'new_decision_id:once', 'decided_by:once', 'decided_at:once', 'answer_subject', 'answer_parts', 'notified_at:once');
--> statement-breakpoint
-- One docket for both sides: an answer that turns over another one in it says why.
create function answer_does_not_flip_silently() returns trigger language plpgsql as $$
begin
  if coalesce(btrim(new.departure), '') = '' and exists (
    select 1 from appeals a
    where a.id <> new.id and (a.decision_id = new.decision_id or a.new_decision_id = new.decision_id)
      and (a.outcome = 'upheld' or (a.outcome in ('reversed', 'partly_reversed') and a."by" <> new."by"))
  ) then
    raise exception 'an answer that turns over another in its docket says why' using errcode = '42501';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger appeals_docket before update of outcome on appeals for each row
  when (new.outcome in ('reversed', 'partly_reversed') and old.outcome is null) execute function answer_does_not_flip_silently();
--> statement-breakpoint
-- The first look: by who holds the appeal and nobody else, kept as it was written, and before every answer that judges.
create function first_look_by_holder() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from appeals a where a.id = new.appeal_id and a.state = 'assigned' and a.assigned_to = new."by")
    or exists (select 1 from appeals a join decisions d on d.id = a.decision_id
      where a.id = new.appeal_id and d.decided_by = new."by"
        and not exists (select 1 from appeal_overrides o where o.appeal_id = a.id and o.person_id = new."by")) then
    raise exception 'the first look at an appeal is taken by who holds it, and did not decide' using errcode = '42501';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger appeal_first_looks_held before insert on appeal_first_looks for each row execute function first_look_by_holder();
--> statement-breakpoint
create trigger appeal_first_looks_frozen before update or delete on appeal_first_looks for each row execute function refuse_change();
--> statement-breakpoint
create trigger appeal_first_looks_no_truncate before truncate on appeal_first_looks for each statement execute function refuse_change();
--> statement-breakpoint
create function answer_after_first_look() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from appeal_first_looks l where l.appeal_id = new.id and l."by" = new.decided_by) then
    raise exception 'who answers an appeal has looked at its evidence first' using errcode = '42501';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger appeals_after_look before update of outcome on appeals for each row
  when (new.outcome in ('upheld', 'reversed', 'partly_reversed') and old.outcome is null) execute function answer_after_first_look();
--> statement-breakpoint
-- Let past a tie: never by themselves, and never changed.
alter table appeal_overrides add constraint appeal_overrides_by_another check (allowed_by <> person_id);
--> statement-breakpoint
create trigger appeal_overrides_frozen before update or delete on appeal_overrides for each row execute function refuse_change();
--> statement-breakpoint
create trigger appeal_overrides_no_truncate before truncate on appeal_overrides for each statement execute function refuse_change();
--> statement-breakpoint
-- Article 20(6), DESIGN 3.7, DSA.md A8 and A9: as before, and qualified on the day, of another team where the setting asks
-- for it, and not who changed the decision that this appeal is about. A named override lifts the ties, never the proof.
create or replace function appeal_needs_another_person() returns trigger language plpgsql as $$
begin
  if new.decided_by is null or (tg_op = 'UPDATE'
    and (new.decided_by, new.decision_id) is not distinct from (old.decided_by, old.decision_id)) then
    return new;
  end if;
  if not exists (select 1 from appeal_overrides o where o.appeal_id = new.id and o.person_id = new.decided_by) then
    if exists (select 1 from decisions d where d.id = new.decision_id and d.decided_by = new.decided_by) then
      raise exception 'the person who made a decision cannot answer the appeal against it' using errcode = '42501';
    end if;
    if exists (select 1 from review_flags f where f.decision_id = new.decision_id and f.resolved_by = new.decided_by)
      or exists (select 1 from quality_reviews q where q.decision_id = new.decision_id and q.reviewed_by = new.decided_by)
      or exists (select 1 from appeals a
        where a.new_decision_id = new.decision_id and a.decided_by = new.decided_by and a.id <> new.id)
      or exists (select 1 from appeals a join statements s on s.id = new.statement_id and s.letter = 'changed'
        where a.decision_id = new.decision_id and a.decided_by = new.decided_by and a.id <> new.id
          and a.outcome in ('reversed', 'partly_reversed')) then
      raise exception 'a person who reviewed a decision cannot answer the appeal against it' using errcode = '42501';
    end if;
    if coalesce((select s.value from settings s where s.key = 'appealsOutsideTeam'
        and s.platform_id in (new.platform_id, '*') order by s.platform_id = '*' limit 1), 'false'::jsonb) = 'true'::jsonb
      and exists (select 1 from decisions d join people one on one.id = d.decided_by
        join people other on other.id = new.decided_by and lower(other.team) = lower(one.team)
        where d.id = new.decision_id) then
      raise exception 'an appeal is answered outside the team that decided' using errcode = '42501';
    end if;
  end if;
  if not exists (select 1 from qualifications q where q.person_id = new.decided_by
    and q.valid_from <= coalesce(new.decided_at, now()) and coalesce(q.valid_until > coalesce(new.decided_at, now()), true)) then
    raise exception 'who answers an appeal holds a qualification on that day' using errcode = '42501';
  end if;
  return new;
end $$;
--> statement-breakpoint
create function reversal_has_a_cause() returns trigger language plpgsql as $$
begin
  if new.cause is null then
    raise exception 'an answer by which a decision falls says why it was wrong' using errcode = '42501';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger appeals_cause before update of outcome on appeals for each row
  when (new.outcome in ('reversed', 'partly_reversed') and old.outcome is null) execute function reversal_has_a_cause();
--> statement-breakpoint
-- A line of the ledger may be given up, once, by somebody and with a reason.
drop trigger remedies_frozen on remedies;
--> statement-breakpoint
create trigger remedies_frozen before update on remedies for each row
  execute function refuse_change_except('state', 'done_at', 'waived_by:once', 'waived_at:once', 'waived_why:once');
--> statement-breakpoint
create or replace function remedy_goes_forward() returns trigger language plpgsql as $$
begin
  if old.state::text in ('done', 'waived') or new.state::text = 'waiting' then
    raise exception 'a remedy that is % does not become %', old.state, new.state using errcode = '42501';
  end if;
  if new.state::text = 'waived' and (coalesce(btrim(new.waived_why), '') = '' or new.waived_by is null) then
    raise exception 'a remedy is given up by somebody, with a reason' using errcode = '42501';
  end if;
  return new;
end $$;
