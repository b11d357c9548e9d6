-- What must never change is refused by the database itself, whoever asks.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are never changed or deleted', tg_table_name using errcode = '42501';
end $$;
--> statement-breakpoint
create trigger audit_entries_append_only before update or delete on audit_entries for each row execute function refuse_change();
--> statement-breakpoint
create trigger audit_entries_no_truncate before truncate on audit_entries for each statement execute function refuse_change();
--> statement-breakpoint
create trigger snapshots_frozen before update or delete on snapshots for each row execute function refuse_change();
--> statement-breakpoint
create trigger policy_packs_frozen before update or delete on policy_packs for each row execute function refuse_change();
--> statement-breakpoint
create trigger policy_clauses_frozen before update or delete on policy_clauses for each row execute function refuse_change();
--> statement-breakpoint
-- Columns named in the trigger's arguments may still be set; every other column stays as written.
create function refuse_change_except() returns trigger language plpgsql as $$
declare
  before_row jsonb := to_jsonb(old);
  after_row jsonb := to_jsonb(new);
  free text;
begin
  foreach free in array tg_argv loop
    before_row := before_row - free;
    after_row := after_row - free;
  end loop;
  if before_row is distinct from after_row then
    raise exception 'rows of % are not edited once written', tg_table_name using errcode = '42501';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger policy_versions_frozen before update on policy_versions for each row
  when (old.published_at is not null) execute function refuse_change_except('state', 'effective_to');
--> statement-breakpoint
create trigger policy_versions_kept before delete on policy_versions for each row
  when (old.published_at is not null) execute function refuse_change();
--> statement-breakpoint
create trigger decisions_frozen before update on decisions for each row
  execute function refuse_change_except('undone_at', 'reversed_at', 'supersedes', 'superseded_by');
--> statement-breakpoint
create trigger decisions_kept before delete on decisions for each row execute function refuse_change();
--> statement-breakpoint
create trigger strikes_frozen before update on strikes for each row execute function refuse_change_except('overturned_at');
--> statement-breakpoint
create trigger strikes_kept before delete on strikes for each row execute function refuse_change();
--> statement-breakpoint
create trigger statements_frozen before update on statements for each row
  when (old.sent_at is not null)
  execute function refuse_change_except('delivery', 'informed_at', 'read_at', 'appeal_until', 'revoked_at');
--> statement-breakpoint
create trigger mails_frozen before update on mails for each row execute function refuse_change_except('message_id', 'route');
--> statement-breakpoint
-- Each entry takes the head of its chain under a row lock: one order, no gap, nobody can forget it.
create function audit_chain() returns trigger language plpgsql as $$
declare
  head audit_heads%rowtype;
begin
  insert into audit_heads (chain) values (new.chain) on conflict do nothing;
  select * into head from audit_heads where chain = new.chain for update;
  new.position := head.position + 1;
  new.prev_hash := head.hash;
  new.hash := encode(sha256(convert_to(head.hash || new.body, 'UTF8')), 'hex');
  update audit_heads set position = new.position, hash = new.hash where chain = new.chain;
  return new;
end $$;
--> statement-breakpoint
create trigger audit_entries_chain before insert on audit_entries for each row execute function audit_chain();
--> statement-breakpoint
-- Article 20(6) and DESIGN 3.7: whoever decided a case, or an appeal's earlier decision, does not answer the appeal.
create function appeal_needs_another_person() returns trigger language plpgsql as $$
begin
  if new.decided_by is not null and exists (
    select 1 from decisions d where d.id = new.decision_id and d.decided_by = new.decided_by
  ) then
    raise exception 'the person who made a decision cannot answer the appeal against it' using errcode = '42501';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger appeals_independent before insert or update on appeals for each row execute function appeal_needs_another_person();
--> statement-breakpoint
alter table notice_items add constraint notice_items_case foreign key (case_id) references cases (id);
--> statement-breakpoint
-- Claimed and decided rows die at the head of these indexes; vacuum early or claiming slows down.
alter table cases set (autovacuum_vacuum_scale_factor = 0.01, autovacuum_analyze_scale_factor = 0.02);
--> statement-breakpoint
alter table outbox set (autovacuum_vacuum_scale_factor = 0.01);
