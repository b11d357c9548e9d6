-- What 0001_guards left open: a published version that grew, marks that were taken away again, a sanction made longer,
-- ledgers that lost rows, a letter that was rewritten before it left.

-- Columns named in the trigger's arguments may still be set: `state` at any time, `undone_at:once` from null to a value
-- and never again. Every other column stays as written.
create or replace function refuse_change_except() returns trigger language plpgsql as $$
declare
  before_row jsonb := to_jsonb(old);
  after_row jsonb := to_jsonb(new);
  free text;
  named text;
begin
  foreach free in array tg_argv loop
    named := split_part(free, ':', 1);
    if free like '%:once' and before_row -> named <> 'null'::jsonb and before_row -> named <> after_row -> named then
      raise exception '% of % is set once', named, tg_table_name using errcode = '42501';
    end if;
    before_row := before_row - named;
    after_row := after_row - named;
  end loop;
  if before_row is distinct from after_row then
    raise exception 'rows of % are not edited once written', tg_table_name using errcode = '42501';
  end if;
  return new;
end $$;
--> statement-breakpoint

-- A version is published when all its clauses are there. The lock waits for whoever is publishing it at this moment.
create function refuse_clause_of_published_version() returns trigger language plpgsql as $$
declare
  published timestamptz;
begin
  select published_at into published from policy_versions where id = new.version_id for share;
  if published is not null then
    raise exception 'a published version takes no further clause' using errcode = '42501';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger policy_clauses_before_publishing before insert on policy_clauses for each row
  execute function refuse_clause_of_published_version();
--> statement-breakpoint

-- The end of a version is told once, by a pack that is stored (packs are frozen); the state follows the calendar.
drop trigger policy_versions_frozen on policy_versions;
--> statement-breakpoint
create trigger policy_versions_frozen before update on policy_versions for each row
  when (old.published_at is not null) execute function refuse_change_except('state', 'effective_to:once');
--> statement-breakpoint
create function version_ends_as_its_pack_says() returns trigger language plpgsql as $$
begin
  if not exists (
    select 1 from policy_packs p, jsonb_array_elements(p.pack -> 'versions') v
    where p.platform_id = new.platform_id and v ->> 'id' = new.ref and v ->> 'effectiveTo' = new.effective_to::text
  ) then
    raise exception 'no stored pack ends this version on that day' using errcode = '42501';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger policy_versions_end before update of effective_to on policy_versions for each row
  when (old.published_at is not null and old.effective_to is distinct from new.effective_to)
  execute function version_ends_as_its_pack_says();
--> statement-breakpoint

-- A decision is taken back within its window, once; a reversal and a replacement are for ever.
drop trigger decisions_frozen on decisions;
--> statement-breakpoint
create trigger decisions_frozen before update on decisions for each row
  execute function refuse_change_except('undone_at:once', 'reversed_at:once', 'superseded_by:once');
--> statement-breakpoint
create function undo_has_a_window() returns trigger language plpgsql as $$
begin
  if new.undone_at > old.effective_at then
    raise exception 'a decision that took effect is not taken back' using errcode = '42501';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger decisions_window before update of undone_at on decisions for each row
  when (old.undone_at is null and new.undone_at is not null) execute function undo_has_a_window();
--> statement-breakpoint
-- Deferred: the old decision gives way before the new one is there, because a case has one standing decision.
alter table decisions add constraint decisions_superseded_by foreign key (superseded_by) references decisions (id)
  deferrable initially deferred not valid;
--> statement-breakpoint
drop trigger strikes_frozen on strikes;
--> statement-breakpoint
create trigger strikes_frozen before update on strikes for each row
  execute function refuse_change_except('overturned_at:once');
--> statement-breakpoint

-- A sanction runs as it was decided: only whether it runs may change, and never backwards.
create trigger sanctions_frozen before update on sanctions for each row
  execute function refuse_change_except('state', 'ended_at:once');
--> statement-breakpoint
create function sanction_goes_forward() returns trigger language plpgsql as $$
begin
  if old.state in ('ended', 'lifted') or new.state = 'held' then
    raise exception 'a sanction that is % does not become %', old.state, new.state using errcode = '42501';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger sanctions_forward before update of state on sanctions for each row
  when (old.state <> new.state) execute function sanction_goes_forward();
--> statement-breakpoint

-- A letter is frozen from the moment it is composed, sent or not: what was delivered, when, and until when the person
-- may appeal is written later, the window never becomes shorter, and what was sent is not called back.
drop trigger statements_frozen on statements;
--> statement-breakpoint
create trigger statements_frozen before update on statements for each row
  execute function refuse_change_except('delivery', 'informed_at', 'appeal_until', 'sent_at:once', 'read_at:once', 'revoked_at:once', 'puid:once');
--> statement-breakpoint
create function statement_delivery_goes_forward() returns trigger language plpgsql as $$
begin
  if new.delivery = 'held' or (old.delivery = 'sent' and new.delivery = 'cancelled') then
    raise exception 'a statement that is % does not become %', old.delivery, new.delivery using errcode = '42501';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger statements_delivery before update of delivery on statements for each row
  when (old.delivery <> new.delivery) execute function statement_delivery_goes_forward();
--> statement-breakpoint
create function appeal_window_is_not_cut() returns trigger language plpgsql as $$
begin
  if (old.informed_at is not null and (new.informed_at is null or new.informed_at < old.informed_at))
    or (old.appeal_until is not null and (new.appeal_until is null or new.appeal_until < old.appeal_until)) then
    raise exception 'the time for an appeal is never shortened' using errcode = '42501';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger statements_window before update of informed_at, appeal_until on statements for each row
  execute function appeal_window_is_not_cut();
--> statement-breakpoint

-- An appeal stays as the person wrote it, its answer as it was given, and the letter with the answer as it was sent.
create trigger appeals_frozen before update on appeals for each row
  execute function refuse_change_except('state', 'version', 'due_at', 'assigned_to', 'assigned_at', 'outcome', 'reasons', 'inadmissible_why', 'change', 'new_decision_id:once', 'decided_by:once', 'decided_at:once', 'answer_subject', 'answer_parts', 'notified_at:once');
--> statement-breakpoint
create trigger appeals_answer_frozen before update on appeals for each row
  when (old.decided_at is not null)
  execute function refuse_change_except('state', 'version', 'new_decision_id', 'answer_subject', 'answer_parts', 'notified_at');
--> statement-breakpoint
create trigger appeals_letter_frozen before update on appeals for each row
  when (old.notified_at is not null) execute function refuse_change_except('state', 'version', 'new_decision_id');
--> statement-breakpoint

-- Ledgers: which strikes a decision counted, and what an appeal must undo. What was done is not undone again.
create trigger strike_reliance_frozen before update on strike_reliance for each row execute function refuse_change();
--> statement-breakpoint
create trigger remedies_frozen before update on remedies for each row
  execute function refuse_change_except('state', 'done_at');
--> statement-breakpoint
create function remedy_goes_forward() returns trigger language plpgsql as $$
begin
  if old.state = 'done' or new.state = 'waiting' then
    raise exception 'a remedy that is % does not become %', old.state, new.state using errcode = '42501';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger remedies_forward before update of state on remedies for each row
  when (old.state <> new.state) execute function remedy_goes_forward();
--> statement-breakpoint

-- Nothing of all this is ever deleted, row by row or whole.
create trigger sanctions_kept before delete on sanctions for each row execute function refuse_change();
--> statement-breakpoint
create trigger strike_reliance_kept before delete on strike_reliance for each row execute function refuse_change();
--> statement-breakpoint
create trigger remedies_kept before delete on remedies for each row execute function refuse_change();
--> statement-breakpoint
create trigger statements_kept before delete on statements for each row execute function refuse_change();
--> statement-breakpoint
create trigger appeals_kept before delete on appeals for each row execute function refuse_change();
--> statement-breakpoint
do $$
declare
  kept text;
begin
  foreach kept in array array['snapshots', 'policy_packs', 'policy_versions', 'policy_clauses', 'decisions', 'strikes', 'sanctions', 'strike_reliance', 'remedies', 'statements', 'appeals', 'audit_heads'] loop
    execute format('create trigger %I before truncate on %I for each statement execute function refuse_change()', kept || '_no_truncate', kept);
  end loop;
end $$;
--> statement-breakpoint

-- The head of a chain is moved by an entry, and by nothing else.
create function head_follows_its_entries() returns trigger language plpgsql as $$
begin
  if pg_trigger_depth() < 2 then
    raise exception 'the head of a chain is moved by its entries only' using errcode = '42501';
  end if;
  return coalesce(new, old);
end $$;
--> statement-breakpoint
create trigger audit_heads_follow before update or delete on audit_heads for each row execute function head_follows_its_entries();
