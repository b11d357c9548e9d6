CREATE TABLE "crime_referrals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"lock_id" uuid NOT NULL,
	"offence" text NOT NULL,
	"why" text NOT NULL,
	"country" text,
	"state" text DEFAULT 'open' NOT NULL,
	"opened_by" uuid NOT NULL,
	"suspicion_at" timestamp (3) with time zone NOT NULL,
	"addressee" text,
	"authority" text,
	"authority_reference" text,
	"content_hash" text,
	"sent_at" timestamp (3) with time zone,
	"sent_by" uuid,
	"refused_at" timestamp (3) with time zone,
	"refused_by" uuid,
	"refused_why" text,
	CONSTRAINT "crime_referrals_ended" CHECK (case "crime_referrals"."state" when 'sent' then num_nulls("crime_referrals"."addressee", "crime_referrals"."authority", "crime_referrals"."content_hash", "crime_referrals"."sent_at", "crime_referrals"."sent_by") = 0
        when 'refused' then num_nulls("crime_referrals"."refused_at", "crime_referrals"."refused_by", "crime_referrals"."refused_why") = 0 else true end),
	CONSTRAINT "crime_referrals_second_person" CHECK ("crime_referrals"."refused_by" is null or "crime_referrals"."refused_by" <> "crime_referrals"."opened_by"),
	CONSTRAINT "crime_referrals_country" CHECK ("crime_referrals"."addressee" is null or ("crime_referrals"."addressee" = 'state_concerned') = ("crime_referrals"."country" is not null))
);
--> statement-breakpoint
CREATE TABLE "evidence_files" (
	"id" uuid PRIMARY KEY NOT NULL,
	"lock_id" uuid NOT NULL,
	"media_id" uuid NOT NULL,
	"sha256" text NOT NULL,
	"mime" text NOT NULL,
	"size" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "evidence_locks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"copy" jsonb NOT NULL,
	"sha256" text NOT NULL,
	"locked_by" uuid NOT NULL,
	"locked_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "held_notices" (
	"notice_id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"measure_id" uuid NOT NULL,
	"input" jsonb NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"taken_in_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "misuse_appeals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"reference" text NOT NULL,
	"measure_id" uuid NOT NULL,
	"text" text NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"outcome" text,
	"reasons" text,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	CONSTRAINT "misuse_appeals_answered" CHECK (num_nulls("misuse_appeals"."outcome", "misuse_appeals"."reasons", "misuse_appeals"."decided_by", "misuse_appeals"."decided_at") in (0, 4))
);
--> statement-breakpoint
CREATE TABLE "misuse_letters" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"measure_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"language" text NOT NULL,
	"zone" text NOT NULL,
	"subject" text NOT NULL,
	"parts" jsonb NOT NULL,
	"composed_at" timestamp (3) with time zone NOT NULL,
	"sent_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "misuse_marks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"decision_id" uuid NOT NULL,
	"notice_id" uuid,
	"appeal_id" uuid,
	"why" text NOT NULL,
	"marked_by" uuid NOT NULL,
	"marked_at" timestamp (3) with time zone NOT NULL,
	"withdrawn_at" timestamp (3) with time zone,
	"withdrawn_by" uuid
);
--> statement-breakpoint
CREATE TABLE "misuse_measures" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"state" text DEFAULT 'warned' NOT NULL,
	"warned_at" timestamp (3) with time zone NOT NULL,
	"warned_by" uuid NOT NULL,
	"warned_why" text NOT NULL,
	"warned_counts" jsonb NOT NULL,
	"suspended_from" timestamp (3) with time zone,
	"suspended_until" timestamp (3) with time zone,
	"suspended_by" uuid,
	"suspended_why" text,
	"clause" text,
	"assessment" jsonb,
	"ended_at" timestamp (3) with time zone,
	"ended_how" text,
	"ended_by" uuid,
	CONSTRAINT "misuse_measures_suspended" CHECK (num_nulls("misuse_measures"."suspended_from", "misuse_measures"."suspended_until", "misuse_measures"."suspended_by", "misuse_measures"."suspended_why", "misuse_measures"."clause", "misuse_measures"."assessment") in (0, 6)),
	CONSTRAINT "misuse_measures_warned_first" CHECK ("misuse_measures"."suspended_from" is null or ("misuse_measures"."warned_at" < "misuse_measures"."suspended_from" and "misuse_measures"."suspended_from" < "misuse_measures"."suspended_until")),
	CONSTRAINT "misuse_measures_ends" CHECK (("misuse_measures"."state" = 'ended') = ("misuse_measures"."ended_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "misuse_subjects" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"side" text NOT NULL,
	"account_id" uuid,
	"sender" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "misuse_subjects_one" CHECK (case "misuse_subjects"."side" when 'content' then "misuse_subjects"."account_id" is not null and "misuse_subjects"."sender" is null else "misuse_subjects"."sender" is not null and "misuse_subjects"."account_id" is null end)
);
--> statement-breakpoint
CREATE TABLE "terms_states" (
	"platform_id" text PRIMARY KEY NOT NULL,
	"states" jsonb DEFAULT '[]'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "terms_summaries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"language" text NOT NULL,
	"summary" text NOT NULL,
	"remedies" text NOT NULL,
	"url" text DEFAULT '' NOT NULL,
	"written_by" uuid,
	"written_at" timestamp (3) with time zone NOT NULL,
	"replaced_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "purged_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "snapshots" ADD COLUMN "purged_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "crime_referrals" ADD CONSTRAINT "crime_referrals_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crime_referrals" ADD CONSTRAINT "crime_referrals_lock_id_evidence_locks_id_fk" FOREIGN KEY ("lock_id") REFERENCES "public"."evidence_locks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crime_referrals" ADD CONSTRAINT "crime_referrals_opened_by_people_id_fk" FOREIGN KEY ("opened_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crime_referrals" ADD CONSTRAINT "crime_referrals_sent_by_people_id_fk" FOREIGN KEY ("sent_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crime_referrals" ADD CONSTRAINT "crime_referrals_refused_by_people_id_fk" FOREIGN KEY ("refused_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence_files" ADD CONSTRAINT "evidence_files_lock_id_evidence_locks_id_fk" FOREIGN KEY ("lock_id") REFERENCES "public"."evidence_locks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence_locks" ADD CONSTRAINT "evidence_locks_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence_locks" ADD CONSTRAINT "evidence_locks_locked_by_people_id_fk" FOREIGN KEY ("locked_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "held_notices" ADD CONSTRAINT "held_notices_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "held_notices" ADD CONSTRAINT "held_notices_measure_id_misuse_measures_id_fk" FOREIGN KEY ("measure_id") REFERENCES "public"."misuse_measures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "misuse_appeals" ADD CONSTRAINT "misuse_appeals_measure_id_misuse_measures_id_fk" FOREIGN KEY ("measure_id") REFERENCES "public"."misuse_measures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "misuse_appeals" ADD CONSTRAINT "misuse_appeals_decided_by_people_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "misuse_letters" ADD CONSTRAINT "misuse_letters_measure_id_misuse_measures_id_fk" FOREIGN KEY ("measure_id") REFERENCES "public"."misuse_measures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "misuse_marks" ADD CONSTRAINT "misuse_marks_subject_id_misuse_subjects_id_fk" FOREIGN KEY ("subject_id") REFERENCES "public"."misuse_subjects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "misuse_marks" ADD CONSTRAINT "misuse_marks_decision_id_decisions_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "misuse_marks" ADD CONSTRAINT "misuse_marks_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "misuse_marks" ADD CONSTRAINT "misuse_marks_appeal_id_appeals_id_fk" FOREIGN KEY ("appeal_id") REFERENCES "public"."appeals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "misuse_marks" ADD CONSTRAINT "misuse_marks_marked_by_people_id_fk" FOREIGN KEY ("marked_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "misuse_marks" ADD CONSTRAINT "misuse_marks_withdrawn_by_people_id_fk" FOREIGN KEY ("withdrawn_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "misuse_measures" ADD CONSTRAINT "misuse_measures_subject_id_misuse_subjects_id_fk" FOREIGN KEY ("subject_id") REFERENCES "public"."misuse_subjects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "misuse_measures" ADD CONSTRAINT "misuse_measures_warned_by_people_id_fk" FOREIGN KEY ("warned_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "misuse_measures" ADD CONSTRAINT "misuse_measures_suspended_by_people_id_fk" FOREIGN KEY ("suspended_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "misuse_measures" ADD CONSTRAINT "misuse_measures_ended_by_people_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "misuse_subjects" ADD CONSTRAINT "misuse_subjects_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "terms_states" ADD CONSTRAINT "terms_states_platform_id_platforms_id_fk" FOREIGN KEY ("platform_id") REFERENCES "public"."platforms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "terms_summaries" ADD CONSTRAINT "terms_summaries_platform_id_platforms_id_fk" FOREIGN KEY ("platform_id") REFERENCES "public"."platforms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "terms_summaries" ADD CONSTRAINT "terms_summaries_written_by_people_id_fk" FOREIGN KEY ("written_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "crime_referrals_one_open" ON "crime_referrals" USING btree ("case_id") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "crime_referrals_state" ON "crime_referrals" USING btree ("state","suspicion_at","id");--> statement-breakpoint
CREATE INDEX "crime_referrals_case" ON "crime_referrals" USING btree ("case_id","suspicion_at");--> statement-breakpoint
CREATE UNIQUE INDEX "evidence_files_once" ON "evidence_files" USING btree ("lock_id","media_id");--> statement-breakpoint
CREATE INDEX "evidence_files_sha256" ON "evidence_files" USING btree ("sha256");--> statement-breakpoint
CREATE INDEX "evidence_locks_case" ON "evidence_locks" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "held_notices_measure" ON "held_notices" USING btree ("measure_id","received_at");--> statement-breakpoint
CREATE UNIQUE INDEX "misuse_appeals_once" ON "misuse_appeals" USING btree ("measure_id");--> statement-breakpoint
CREATE UNIQUE INDEX "misuse_appeals_reference" ON "misuse_appeals" USING btree ("reference");--> statement-breakpoint
CREATE INDEX "misuse_appeals_open" ON "misuse_appeals" USING btree ("due_at") WHERE decided_at is null;--> statement-breakpoint
CREATE INDEX "misuse_letters_measure" ON "misuse_letters" USING btree ("measure_id","composed_at");--> statement-breakpoint
CREATE UNIQUE INDEX "misuse_marks_once" ON "misuse_marks" USING btree ("decision_id",coalesce("notice_id", "appeal_id", '00000000-0000-0000-0000-000000000000'::uuid)) WHERE withdrawn_at is null;--> statement-breakpoint
CREATE INDEX "misuse_marks_subject" ON "misuse_marks" USING btree ("subject_id","marked_at");--> statement-breakpoint
CREATE UNIQUE INDEX "misuse_measures_one" ON "misuse_measures" USING btree ("subject_id") WHERE state <> 'ended';--> statement-breakpoint
CREATE INDEX "misuse_measures_ending" ON "misuse_measures" USING btree ("suspended_until") WHERE state = 'suspended';--> statement-breakpoint
CREATE UNIQUE INDEX "misuse_subjects_account" ON "misuse_subjects" USING btree ("platform_id","account_id") WHERE account_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "misuse_subjects_sender" ON "misuse_subjects" USING btree ("platform_id","sender") WHERE sender is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "terms_summaries_current" ON "terms_summaries" USING btree ("platform_id","language") WHERE replaced_at is null;
--> statement-breakpoint
-- hand-written
-- A case is not decided while a suspicion of a crime against somebody's life is neither sent nor refused (DSA Art. 18).
create function case_waits_for_its_referral() returns trigger language plpgsql as $$
begin
  if exists (select 1 from crime_referrals r where r.case_id = new.id and r.state = 'open') then
    raise exception 'case % has an open referral to the authorities', new.id using errcode = '23514';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger cases_wait_for_referral before update of state on cases for each row
  when (new.state = 'decided' and old.state is distinct from new.state) execute function case_waits_for_its_referral();
--> statement-breakpoint
create trigger crime_referrals_ended_once before update on crime_referrals for each row when (old.state <> 'open') execute function refuse_change();
--> statement-breakpoint
create trigger crime_referrals_frozen before update on crime_referrals for each row execute function
  refuse_change_except('country', 'state', 'addressee', 'authority', 'authority_reference', 'content_hash', 'sent_at', 'sent_by', 'refused_at', 'refused_by', 'refused_why');
--> statement-breakpoint
create trigger crime_referrals_kept before delete on crime_referrals for each row execute function refuse_change();
--> statement-breakpoint
create trigger evidence_locks_frozen before update or delete on evidence_locks for each row execute function refuse_change();
--> statement-breakpoint
create trigger evidence_files_frozen before update or delete on evidence_files for each row execute function refuse_change();
--> statement-breakpoint
create trigger evidence_locks_no_truncate before truncate on evidence_locks for each statement execute function refuse_change();
--> statement-breakpoint
create trigger evidence_files_no_truncate before truncate on evidence_files for each statement execute function refuse_change();
--> statement-breakpoint
create trigger misuse_marks_frozen before update on misuse_marks for each row execute function refuse_change_except('withdrawn_at:once', 'withdrawn_by:once');
--> statement-breakpoint
create trigger misuse_marks_kept before delete on misuse_marks for each row execute function refuse_change();
--> statement-breakpoint
create trigger misuse_measures_frozen before update on misuse_measures for each row execute function
  refuse_change_except('state', 'suspended_from:once', 'suspended_until:once', 'suspended_by:once', 'suspended_why:once', 'clause:once', 'assessment:once', 'ended_at:once', 'ended_how:once', 'ended_by:once');
--> statement-breakpoint
create function misuse_measure_goes_forward() returns trigger language plpgsql as $$
begin
  if (old.state, new.state) not in (('warned', 'suspended'), ('warned', 'ended'), ('suspended', 'ended')) then
    raise exception 'a measure of misuse does not go from % to %', old.state, new.state using errcode = '23514';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger misuse_measures_forward before update of state on misuse_measures for each row
  when (old.state is distinct from new.state) execute function misuse_measure_goes_forward();
--> statement-breakpoint
create trigger misuse_measures_kept before delete on misuse_measures for each row execute function refuse_change();
--> statement-breakpoint
create trigger misuse_letters_frozen before update on misuse_letters for each row execute function refuse_change_except('sent_at:once');
--> statement-breakpoint
create function misuse_appeal_needs_another_person() returns trigger language plpgsql as $$
begin
  if exists (select 1 from misuse_measures m where m.id = new.measure_id and new.decided_by in (m.warned_by, m.suspended_by)) then
    raise exception 'who warned or suspended does not answer the complaint about it' using errcode = '23514';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger misuse_appeals_independent before insert or update on misuse_appeals for each row
  when (new.decided_by is not null) execute function misuse_appeal_needs_another_person();
--> statement-breakpoint
create trigger misuse_appeals_frozen before update on misuse_appeals for each row execute function refuse_change_except('outcome:once', 'reasons:once', 'decided_by:once', 'decided_at:once');
--> statement-breakpoint
-- What a snapshot says stays as it was seen, until it is taken out whole on its date (issue 5, Q89): its hash stays.
create function snapshot_is_only_purged() returns trigger language plpgsql as $$
begin
  if old.purged_at is not null or new.purged_at is null or new.title <> '' or new.text <> '' or new.context <> '{}'::jsonb or new.media <> '[]'::jsonb
    or (to_jsonb(old) - '{title,text,context,media,purged_at}'::text[]) is distinct from (to_jsonb(new) - '{title,text,context,media,purged_at}'::text[]) then
    raise exception 'rows of snapshots are never changed or deleted' using errcode = '42501';
  end if;
  return new;
end $$;
--> statement-breakpoint
drop trigger snapshots_frozen on snapshots;
--> statement-breakpoint
create trigger snapshots_frozen before update on snapshots for each row execute function snapshot_is_only_purged();
--> statement-breakpoint
create trigger snapshots_kept before delete on snapshots for each row execute function refuse_change();
