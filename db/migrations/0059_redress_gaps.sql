CREATE TABLE "case_overrides" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"why" text NOT NULL,
	"allowed_by" uuid NOT NULL,
	"allowed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "statement_links" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"statement_id" uuid NOT NULL,
	"serial" integer NOT NULL,
	"why" text NOT NULL,
	"note" text NOT NULL,
	"replaced_by" uuid NOT NULL,
	"replaced_at" timestamp (3) with time zone NOT NULL,
	"opened_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "appeals" ADD COLUMN "purged_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "remedies" ADD COLUMN "confirmed_via" text;--> statement-breakpoint
ALTER TABLE "remedies" ADD COLUMN "confirmed_by" uuid;--> statement-breakpoint
ALTER TABLE "remedies" ADD COLUMN "confirmed_how" text;--> statement-breakpoint
ALTER TABLE "evidence_locks" ADD COLUMN "purged_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "held_appeals" ADD COLUMN "purged_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "misuse_appeals" ADD COLUMN "purged_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "purged_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "case_overrides" ADD CONSTRAINT "case_overrides_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_overrides" ADD CONSTRAINT "case_overrides_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_overrides" ADD CONSTRAINT "case_overrides_allowed_by_people_id_fk" FOREIGN KEY ("allowed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statement_links" ADD CONSTRAINT "statement_links_statement_id_statements_id_fk" FOREIGN KEY ("statement_id") REFERENCES "public"."statements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statement_links" ADD CONSTRAINT "statement_links_replaced_by_people_id_fk" FOREIGN KEY ("replaced_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "case_overrides_case" ON "case_overrides" USING btree ("case_id","person_id","allowed_at");--> statement-breakpoint
CREATE UNIQUE INDEX "statement_links_once" ON "statement_links" USING btree ("statement_id","serial");--> statement-breakpoint
ALTER TABLE "remedies" ADD CONSTRAINT "remedies_confirmed_by_people_id_fk" FOREIGN KEY ("confirmed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "appeals_unpurged" ON "appeals" USING btree ("received_at","id") WHERE purged_at is null;--> statement-breakpoint
CREATE INDEX "mails_unpurged" ON "mails" USING btree ("sent_at","id") WHERE purged_at is null;
--> statement-breakpoint
-- hand-written
-- A replaced link stays on record; that its addressee opened it is set once.
create trigger statement_links_frozen before update on statement_links for each row execute function refuse_change_except('opened_at:once');
--> statement-breakpoint
create trigger statement_links_kept before delete on statement_links for each row execute function refuse_change();
--> statement-breakpoint
create trigger case_overrides_frozen before update or delete on case_overrides for each row execute function refuse_change();
--> statement-breakpoint
alter table case_overrides add constraint case_overrides_another check (allowed_by <> person_id);
--> statement-breakpoint
alter table statement_links add constraint statement_links_serial check (serial between 1 and 65535);
--> statement-breakpoint
-- A line of the ledger that no receiver answers for is confirmed once, and says by whom.
drop trigger remedies_frozen on remedies;
--> statement-breakpoint
create trigger remedies_frozen before update on remedies for each row
  execute function refuse_change_except('state', 'done_at', 'waived_by:once', 'waived_at:once', 'waived_why:once', 'confirmed_via:once', 'confirmed_by:once', 'confirmed_how:once');
--> statement-breakpoint
alter table remedies add constraint remedies_confirmed check
  (confirmed_via is null or (state = 'done' and (confirmed_via = 'person') = (confirmed_by is not null)));
--> statement-breakpoint
-- Words that are deleted on their date (issue 5, Q89): the columns that the trigger names become blank, once and together
-- with purged_at; every other column stays as written.
create function words_are_only_purged() returns trigger language plpgsql as $$
declare
  before_row jsonb := to_jsonb(old) - 'purged_at';
  after_row jsonb := to_jsonb(new) - 'purged_at';
  worded text;
begin
  foreach worded in array tg_argv loop
    if coalesce(after_row ->> worded, '') not in ('', '[]', '{}') then
      raise exception 'what is deleted of % is deleted whole', tg_table_name using errcode = '42501';
    end if;
    before_row := before_row - worded;
    after_row := after_row - worded;
  end loop;
  if old.purged_at is not null or new.purged_at is null or before_row is distinct from after_row then
    raise exception 'rows of % are not edited once written', tg_table_name using errcode = '42501';
  end if;
  return new;
end $$;
--> statement-breakpoint
drop trigger appeals_frozen on appeals;
--> statement-breakpoint
create trigger appeals_frozen before update on appeals for each row
  when (new.purged_at is not distinct from old.purged_at)
  execute function refuse_change_except('state', 'version', 'due_at', 'assigned_to', 'assigned_at', 'outcome', 'reasons', 'inadmissible_why', 'change', 'departure:once', 'cause:once', 'new_decision_id:once', 'decided_by:once', 'decided_at:once', 'answer_subject', 'answer_parts', 'notified_at:once', 'risk', 'risk_why');
--> statement-breakpoint
drop trigger appeals_answer_frozen on appeals;
--> statement-breakpoint
create trigger appeals_answer_frozen before update on appeals for each row
  when (old.decided_at is not null and new.purged_at is not distinct from old.purged_at)
  execute function refuse_change_except('state', 'version', 'new_decision_id', 'answer_subject', 'answer_parts', 'notified_at');
--> statement-breakpoint
drop trigger appeals_letter_frozen on appeals;
--> statement-breakpoint
create trigger appeals_letter_frozen before update on appeals for each row
  when (old.notified_at is not null and new.purged_at is not distinct from old.purged_at)
  execute function refuse_change_except('state', 'version', 'new_decision_id');
--> statement-breakpoint
create trigger appeals_purged before update on appeals for each row
  when (new.purged_at is distinct from old.purged_at) execute function words_are_only_purged('text');
--> statement-breakpoint
drop trigger held_appeals_frozen on held_appeals;
--> statement-breakpoint
create trigger held_appeals_frozen before update on held_appeals for each row
  when (new.purged_at is not distinct from old.purged_at)
  execute function refuse_change_except('taken_in_at:once', 'appeal_id:once', 'not_taken_why:once');
--> statement-breakpoint
create trigger held_appeals_purged before update on held_appeals for each row
  when (new.purged_at is distinct from old.purged_at) execute function words_are_only_purged('text', 'files');
--> statement-breakpoint
drop trigger misuse_appeals_frozen on misuse_appeals;
--> statement-breakpoint
create trigger misuse_appeals_frozen before update on misuse_appeals for each row
  when (new.purged_at is not distinct from old.purged_at)
  execute function refuse_change_except('outcome:once', 'reasons:once', 'decided_by:once', 'decided_at:once');
--> statement-breakpoint
create trigger misuse_appeals_purged before update on misuse_appeals for each row
  when (new.purged_at is distinct from old.purged_at) execute function words_are_only_purged('text');
--> statement-breakpoint
drop trigger mails_frozen on mails;
--> statement-breakpoint
create trigger mails_frozen before update on mails for each row
  when (new.purged_at is not distinct from old.purged_at)
  execute function refuse_change_except('message_id', 'route', 'sent_at', 'bounced_at', 'bounce_reason', 'delivered_at:once', 'complained_at:once', 'taken_by', 'taken_at', 'settled_at:once', 'settled_by:once', 'settled_how:once');
--> statement-breakpoint
create trigger mails_purged before update on mails for each row
  when (new.purged_at is distinct from old.purged_at)
  execute function words_are_only_purged('to_address', 'subject', 'body', 'html', 'bounce_reason', 'settled_how');
--> statement-breakpoint
-- Locked evidence is deleted only where nobody was told: every referral that rests on it was refused.
create function evidence_of_refused_only() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from crime_referrals r where r.lock_id = old.id and r.state = 'refused')
    or exists (select 1 from crime_referrals r where r.lock_id = old.id and r.state <> 'refused') then
    raise exception 'evidence under lock is never changed or deleted' using errcode = '42501';
  end if;
  return new;
end $$;
--> statement-breakpoint
drop trigger evidence_locks_frozen on evidence_locks;
--> statement-breakpoint
create trigger evidence_locks_frozen before update on evidence_locks for each row execute function words_are_only_purged('copy');
--> statement-breakpoint
create trigger evidence_locks_needed before update on evidence_locks for each row execute function evidence_of_refused_only();
--> statement-breakpoint
create trigger evidence_locks_kept before delete on evidence_locks for each row execute function refuse_change();
--> statement-breakpoint
create function evidence_file_of_purged_only() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from evidence_locks l where l.id = old.lock_id and l.purged_at is not null) then
    raise exception 'evidence under lock is never changed or deleted' using errcode = '42501';
  end if;
  return old;
end $$;
--> statement-breakpoint
drop trigger evidence_files_frozen on evidence_files;
--> statement-breakpoint
create trigger evidence_files_frozen before update on evidence_files for each row execute function refuse_change();
--> statement-breakpoint
create trigger evidence_files_kept before delete on evidence_files for each row execute function evidence_file_of_purged_only();
