CREATE INDEX "statements_unreached" ON "statements" USING btree ("composed_at","id") WHERE delivery = 'not_deliverable' and read_at is null;
--> statement-breakpoint
-- hand-written
-- As before, and not who decided the same case earlier: what it has become since answers their own decision (A9).
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
      or exists (select 1 from decisions d join decisions e on e.case_id = d.case_id and e.decided_at < d.decided_at
        where d.id = new.decision_id and e.decided_by = new.decided_by and e.undone_at is null)
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
