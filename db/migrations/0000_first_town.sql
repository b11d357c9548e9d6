CREATE TYPE "public"."appeal_outcome" AS ENUM('upheld', 'partly_reversed', 'reversed', 'omitted');--> statement-breakpoint
CREATE TYPE "public"."appeal_state" AS ENUM('received', 'inadmissible', 'assigned', 'decided', 'notified');--> statement-breakpoint
CREATE TYPE "public"."remedy_state" AS ENUM('waiting', 'done', 'failed', 'not_possible');--> statement-breakpoint
CREATE TYPE "public"."decision_outcome" AS ENUM('violation', 'no_violation', 'referred');--> statement-breakpoint
CREATE TYPE "public"."delivery" AS ENUM('held', 'sent', 'not_deliverable', 'bounced', 'cancelled');--> statement-breakpoint
CREATE TYPE "public"."sanction_state" AS ENUM('held', 'in_force', 'ended', 'lifted');--> statement-breakpoint
CREATE TYPE "public"."notice_source" AS ENUM('guest', 'registered', 'trusted_flagger', 'authority', 'court', 'guardian', 'rights_holder', 'third_party', 'own_detection');--> statement-breakpoint
CREATE TYPE "public"."role" AS ENUM('moderator', 'supervisor', 'admin', 'auditor');--> statement-breakpoint
CREATE TYPE "public"."outbox_state" AS ENUM('waiting', 'sent', 'refused', 'stuck', 'cancelled');--> statement-breakpoint
CREATE TYPE "public"."version_state" AS ENUM('draft', 'in_review', 'scheduled', 'in_force', 'retired');--> statement-breakpoint
CREATE TYPE "public"."case_state" AS ENUM('open', 'claimed', 'waiting', 'escalated', 'decided', 'reopened');--> statement-breakpoint
CREATE TABLE "appeals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"reference" text NOT NULL,
	"decision_id" uuid NOT NULL,
	"statement_id" uuid NOT NULL,
	"by" text NOT NULL,
	"text" text NOT NULL,
	"language" text NOT NULL,
	"state" "appeal_state" DEFAULT 'received' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"assigned_to" uuid,
	"assigned_at" timestamp (3) with time zone,
	"outcome" "appeal_outcome",
	"reasons" text,
	"inadmissible_why" text,
	"change" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"new_decision_id" uuid,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	"answer_subject" text,
	"answer_parts" jsonb,
	"notified_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "remedies" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"appeal_id" uuid,
	"decision_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subject_id" text,
	"state" "remedy_state" DEFAULT 'waiting' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"done_at" timestamp (3) with time zone,
	"note" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "decisions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"snapshot_id" uuid NOT NULL,
	"account_id" uuid,
	"role" text,
	"outcome" "decision_outcome" NOT NULL,
	"origin" text NOT NULL,
	"ground_terms" boolean DEFAULT false NOT NULL,
	"ground_illegal" boolean DEFAULT false NOT NULL,
	"clause_id" uuid,
	"clause_ref" text,
	"version_ref" text,
	"also_breaks" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"legal_ground" text,
	"legal_explanation" text,
	"facts" text DEFAULT '' NOT NULL,
	"evidence" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"exceptions_considered" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"findings" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"recommendation" jsonb,
	"count" integer,
	"points" integer DEFAULT 0 NOT NULL,
	"deviation_code" text,
	"deviation_why" text,
	"rationale" text DEFAULT '' NOT NULL,
	"tags" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"dsa_category" text,
	"dsa_keyword" text,
	"territories" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"automated_detection" boolean DEFAULT false NOT NULL,
	"automated_decision" text DEFAULT 'none' NOT NULL,
	"exempt_from_statement" text,
	"referral" jsonb,
	"content_day" date NOT NULL,
	"decided_by" uuid NOT NULL,
	"decided_at" timestamp (3) with time zone NOT NULL,
	"effective_at" timestamp (3) with time zone NOT NULL,
	"undone_at" timestamp (3) with time zone,
	"reversed_at" timestamp (3) with time zone,
	"supersedes" uuid,
	"superseded_by" uuid
);
--> statement-breakpoint
CREATE TABLE "review_flags" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"decision_id" uuid NOT NULL,
	"because_decision_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"resolved_at" timestamp (3) with time zone,
	"resolved_by" uuid,
	"resolution" text
);
--> statement-breakpoint
CREATE TABLE "sanctions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"decision_id" uuid NOT NULL,
	"account_id" uuid,
	"role" text,
	"action" text NOT NULL,
	"label" jsonb NOT NULL,
	"target" text NOT NULL,
	"dsa_value" text,
	"needs_statement" boolean NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone,
	"indefinite" boolean DEFAULT false NOT NULL,
	"permanent" boolean DEFAULT false NOT NULL,
	"bars_re_entry" boolean DEFAULT false NOT NULL,
	"is_follow_on" boolean DEFAULT false NOT NULL,
	"state" "sanction_state" DEFAULT 'held' NOT NULL,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "statements" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"decision_id" uuid NOT NULL,
	"addressee" text NOT NULL,
	"account_id" uuid,
	"notice_id" uuid,
	"is_statement_of_reasons" boolean NOT NULL,
	"language" text NOT NULL,
	"zone" text NOT NULL,
	"subject" text NOT NULL,
	"parts" jsonb NOT NULL,
	"delivery" "delivery" DEFAULT 'held' NOT NULL,
	"composed_at" timestamp (3) with time zone NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"informed_at" timestamp (3) with time zone,
	"read_at" timestamp (3) with time zone,
	"appeal_until" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	"puid" text
);
--> statement-breakpoint
CREATE TABLE "strike_reliance" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"decision_id" uuid NOT NULL,
	"strike_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "strikes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"decision_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"role" text,
	"clause_ref" text NOT NULL,
	"version_ref" text NOT NULL,
	"content_day" date NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"confirmed_at" timestamp (3) with time zone NOT NULL,
	"overturned_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"external_id" text NOT NULL,
	"handle" text NOT NULL,
	"kind" text,
	"email" text,
	"language" text,
	"zone" text,
	"jurisdiction" text,
	"facts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "content_items" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"location" text NOT NULL,
	"location_key" text NOT NULL,
	"account_id" uuid,
	"role" text,
	"surface" text,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "media" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"sha256" text NOT NULL,
	"mime" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notice_contacts" (
	"notice_id" uuid PRIMARY KEY NOT NULL,
	"name" text,
	"email" text,
	"language" text NOT NULL,
	"zone" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notice_items" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"notice_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"location" text NOT NULL,
	"detail" text DEFAULT '' NOT NULL,
	"decision_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"reference" text NOT NULL,
	"secret_hash" text NOT NULL,
	"source" "notice_source" NOT NULL,
	"channel" text NOT NULL,
	"legal_claim" boolean NOT NULL,
	"child_abuse_claim" boolean DEFAULT false NOT NULL,
	"category" text,
	"legal_reference" text,
	"explanation" text NOT NULL,
	"tags" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"relation" text,
	"good_faith_at" timestamp (3) with time zone NOT NULL,
	"good_faith_wording" text NOT NULL,
	"language" text NOT NULL,
	"automated" text DEFAULT 'none' NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"external_id" text,
	"api_key_id" uuid
);
--> statement-breakpoint
CREATE TABLE "snapshots" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"item_id" uuid NOT NULL,
	"title" text DEFAULT '' NOT NULL,
	"text" text DEFAULT '' NOT NULL,
	"language" text DEFAULT 'und' NOT NULL,
	"media" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"context" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"content_at" timestamp (3) with time zone NOT NULL,
	"content_at_known" boolean NOT NULL,
	"taken_at" timestamp (3) with time zone NOT NULL,
	"sha256" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"key_hash" text NOT NULL,
	"platform_ids" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"permissions" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"created_by" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"role" "role" NOT NULL,
	"password_hash" text NOT NULL,
	"session_version" integer DEFAULT 1 NOT NULL,
	"locale" text DEFAULT 'en' NOT NULL,
	"is_demo" boolean DEFAULT false NOT NULL,
	"disabled_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "qualifications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"subject" text NOT NULL,
	"valid_from" timestamp (3) with time zone NOT NULL,
	"valid_until" timestamp (3) with time zone,
	"recorded_by" uuid
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"user_agent" text DEFAULT '' NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	"revoked_by" uuid
);
--> statement-breakpoint
CREATE TABLE "sign_in_attempts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"subject" text NOT NULL,
	"succeeded" boolean NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_entries" (
	"seq" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_entries_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"chain" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"verb" text NOT NULL,
	"outcome" text NOT NULL,
	"subject_kind" text,
	"subject_id" text,
	"body" text NOT NULL,
	"position" bigint DEFAULT 0 NOT NULL,
	"prev_hash" text DEFAULT '' NOT NULL,
	"hash" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_heads" (
	"chain" text PRIMARY KEY NOT NULL,
	"position" bigint DEFAULT 0 NOT NULL,
	"hash" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"scope" text NOT NULL,
	"key" text NOT NULL,
	"request_hash" text NOT NULL,
	"status" integer NOT NULL,
	"response" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "idempotency_keys_scope_key_pk" PRIMARY KEY("scope","key")
);
--> statement-breakpoint
CREATE TABLE "mails" (
	"id" uuid PRIMARY KEY NOT NULL,
	"outbox_id" uuid,
	"to_address" text NOT NULL,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"language" text NOT NULL,
	"kind" text NOT NULL,
	"route" text NOT NULL,
	"message_id" text DEFAULT '' NOT NULL,
	"sent_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text DEFAULT '*' NOT NULL,
	"kind" text NOT NULL,
	"payload" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"dedupe_key" text NOT NULL,
	"state" "outbox_state" DEFAULT 'waiting' NOT NULL,
	"run_at" timestamp (3) with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"locked_until" timestamp (3) with time zone,
	"last_error" text,
	"decision_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"done_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"platform_id" text DEFAULT '*' NOT NULL,
	"key" text NOT NULL,
	"value" jsonb NOT NULL,
	"updated_by" uuid,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "settings_platform_id_key_pk" PRIMARY KEY("platform_id","key")
);
--> statement-breakpoint
CREATE TABLE "clause_editorial" (
	"platform_id" text NOT NULL,
	"ref" text NOT NULL,
	"editorial" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "clause_editorial_platform_id_ref_pk" PRIMARY KEY("platform_id","ref")
);
--> statement-breakpoint
CREATE TABLE "platforms" (
	"id" text PRIMARY KEY NOT NULL,
	"name" jsonb NOT NULL,
	"prefix" text NOT NULL,
	"zone" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "policy_clauses" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"version_id" uuid NOT NULL,
	"ref" text NOT NULL,
	"parent_ref" text,
	"position" integer NOT NULL,
	"kind" text NOT NULL,
	"enforceable" boolean NOT NULL,
	"title" text NOT NULL,
	"rule" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "policy_packs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"revision" integer NOT NULL,
	"sha256" text NOT NULL,
	"pack" jsonb NOT NULL,
	"loaded_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "policy_versions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"ref" text NOT NULL,
	"label" text NOT NULL,
	"documents" jsonb NOT NULL,
	"announced_on" date,
	"effective_from" date,
	"effective_to" date,
	"text_available" boolean NOT NULL,
	"state" "version_state" NOT NULL,
	"rules_sha256" text NOT NULL,
	"published_at" timestamp (3) with time zone,
	"published_by" uuid
);
--> statement-breakpoint
CREATE TABLE "case_suggestions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"model" text NOT NULL,
	"confident" text NOT NULL,
	"matches" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "cases" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"number" bigint GENERATED ALWAYS AS IDENTITY (sequence name "cases_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 20100 CACHE 1),
	"item_id" uuid NOT NULL,
	"snapshot_id" uuid NOT NULL,
	"account_id" uuid,
	"state" "case_state" DEFAULT 'open' NOT NULL,
	"resting_state" "case_state" DEFAULT 'open' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"rank" integer NOT NULL,
	"rank_why" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"source" "notice_source" NOT NULL,
	"language" text NOT NULL,
	"surface" text,
	"clause_group" text,
	"severity" text,
	"notice_count" integer DEFAULT 0 NOT NULL,
	"tags" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"excerpt" text DEFAULT '' NOT NULL,
	"claimed_by" uuid,
	"lease_until" timestamp (3) with time zone,
	"waiting_for" text,
	"waiting_until" timestamp (3) with time zone,
	"escalated_to" text,
	"escalated_why" text,
	"decided_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "notes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"case_id" uuid,
	"account_id" uuid,
	"text" text NOT NULL,
	"written_by" uuid NOT NULL,
	"written_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_decision_id_decisions_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_statement_id_statements_id_fk" FOREIGN KEY ("statement_id") REFERENCES "public"."statements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_assigned_to_people_id_fk" FOREIGN KEY ("assigned_to") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_decided_by_people_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "remedies" ADD CONSTRAINT "remedies_appeal_id_appeals_id_fk" FOREIGN KEY ("appeal_id") REFERENCES "public"."appeals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "remedies" ADD CONSTRAINT "remedies_decision_id_decisions_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_snapshot_id_snapshots_id_fk" FOREIGN KEY ("snapshot_id") REFERENCES "public"."snapshots"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_clause_id_policy_clauses_id_fk" FOREIGN KEY ("clause_id") REFERENCES "public"."policy_clauses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_decided_by_people_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_flags" ADD CONSTRAINT "review_flags_decision_id_decisions_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sanctions" ADD CONSTRAINT "sanctions_decision_id_decisions_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statements" ADD CONSTRAINT "statements_decision_id_decisions_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statements" ADD CONSTRAINT "statements_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "strike_reliance" ADD CONSTRAINT "strike_reliance_decision_id_decisions_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "strike_reliance" ADD CONSTRAINT "strike_reliance_strike_id_strikes_id_fk" FOREIGN KEY ("strike_id") REFERENCES "public"."strikes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "strikes" ADD CONSTRAINT "strikes_decision_id_decisions_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "strikes" ADD CONSTRAINT "strikes_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_platform_id_platforms_id_fk" FOREIGN KEY ("platform_id") REFERENCES "public"."platforms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_items" ADD CONSTRAINT "content_items_platform_id_platforms_id_fk" FOREIGN KEY ("platform_id") REFERENCES "public"."platforms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_items" ADD CONSTRAINT "content_items_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_contacts" ADD CONSTRAINT "notice_contacts_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_items" ADD CONSTRAINT "notice_items_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_items" ADD CONSTRAINT "notice_items_item_id_content_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."content_items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_platform_id_platforms_id_fk" FOREIGN KEY ("platform_id") REFERENCES "public"."platforms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "snapshots" ADD CONSTRAINT "snapshots_item_id_content_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."content_items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qualifications" ADD CONSTRAINT "qualifications_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_clauses" ADD CONSTRAINT "policy_clauses_version_id_policy_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."policy_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_packs" ADD CONSTRAINT "policy_packs_platform_id_platforms_id_fk" FOREIGN KEY ("platform_id") REFERENCES "public"."platforms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_versions" ADD CONSTRAINT "policy_versions_platform_id_platforms_id_fk" FOREIGN KEY ("platform_id") REFERENCES "public"."platforms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_suggestions" ADD CONSTRAINT "case_suggestions_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_item_id_content_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."content_items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_snapshot_id_snapshots_id_fk" FOREIGN KEY ("snapshot_id") REFERENCES "public"."snapshots"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_claimed_by_people_id_fk" FOREIGN KEY ("claimed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notes" ADD CONSTRAINT "notes_written_by_people_id_fk" FOREIGN KEY ("written_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "appeals_reference" ON "appeals" USING btree ("reference");--> statement-breakpoint
CREATE UNIQUE INDEX "appeals_once" ON "appeals" USING btree ("statement_id") WHERE state <> 'inadmissible';--> statement-breakpoint
CREATE INDEX "appeals_open" ON "appeals" USING btree ("due_at","id") WHERE state in ('received', 'assigned');--> statement-breakpoint
CREATE INDEX "appeals_received" ON "appeals" USING btree ("received_at","id");--> statement-breakpoint
CREATE INDEX "appeals_decision" ON "appeals" USING btree ("decision_id");--> statement-breakpoint
CREATE INDEX "remedies_appeal" ON "remedies" USING btree ("appeal_id");--> statement-breakpoint
CREATE INDEX "remedies_decision" ON "remedies" USING btree ("decision_id");--> statement-breakpoint
CREATE INDEX "decisions_case" ON "decisions" USING btree ("case_id","decided_at");--> statement-breakpoint
CREATE INDEX "decisions_account" ON "decisions" USING btree ("account_id","decided_at");--> statement-breakpoint
CREATE INDEX "decisions_person" ON "decisions" USING btree ("decided_by","decided_at");--> statement-breakpoint
CREATE INDEX "decisions_platform" ON "decisions" USING btree ("platform_id","decided_at","id");--> statement-breakpoint
CREATE INDEX "decisions_clause" ON "decisions" USING btree ("platform_id","clause_ref","decided_at");--> statement-breakpoint
CREATE UNIQUE INDEX "decisions_one_standing" ON "decisions" USING btree ("case_id") WHERE undone_at is null and superseded_by is null and reversed_at is null;--> statement-breakpoint
CREATE INDEX "review_flags_open" ON "review_flags" USING btree ("created_at") WHERE resolved_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "review_flags_once" ON "review_flags" USING btree ("decision_id","because_decision_id");--> statement-breakpoint
CREATE INDEX "sanctions_decision" ON "sanctions" USING btree ("decision_id");--> statement-breakpoint
CREATE INDEX "sanctions_account" ON "sanctions" USING btree ("account_id","state");--> statement-breakpoint
CREATE INDEX "sanctions_ending" ON "sanctions" USING btree ("ends_at","id") WHERE state = 'in_force' and ends_at is not null;--> statement-breakpoint
CREATE INDEX "sanctions_starting" ON "sanctions" USING btree ("starts_at","id") WHERE state = 'held';--> statement-breakpoint
CREATE INDEX "statements_decision" ON "statements" USING btree ("decision_id");--> statement-breakpoint
CREATE INDEX "statements_notice" ON "statements" USING btree ("notice_id");--> statement-breakpoint
CREATE UNIQUE INDEX "statements_puid" ON "statements" USING btree ("platform_id","puid");--> statement-breakpoint
CREATE UNIQUE INDEX "strike_reliance_once" ON "strike_reliance" USING btree ("decision_id","strike_id");--> statement-breakpoint
CREATE INDEX "strike_reliance_strike" ON "strike_reliance" USING btree ("strike_id");--> statement-breakpoint
CREATE INDEX "strikes_account" ON "strikes" USING btree ("account_id","role","confirmed_at");--> statement-breakpoint
CREATE UNIQUE INDEX "strikes_decision" ON "strikes" USING btree ("decision_id");--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_external" ON "accounts" USING btree ("platform_id","external_id");--> statement-breakpoint
CREATE UNIQUE INDEX "content_items_location" ON "content_items" USING btree ("platform_id","location_key");--> statement-breakpoint
CREATE INDEX "content_items_account" ON "content_items" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "notice_items_case" ON "notice_items" USING btree ("case_id");--> statement-breakpoint
CREATE UNIQUE INDEX "notice_items_once" ON "notice_items" USING btree ("notice_id","item_id");--> statement-breakpoint
CREATE UNIQUE INDEX "notices_reference" ON "notices" USING btree ("reference");--> statement-breakpoint
CREATE UNIQUE INDEX "notices_external" ON "notices" USING btree ("platform_id","external_id") WHERE external_id is not null;--> statement-breakpoint
CREATE INDEX "notices_received" ON "notices" USING btree ("platform_id","received_at","id");--> statement-breakpoint
CREATE INDEX "snapshots_item" ON "snapshots" USING btree ("item_id","taken_at");--> statement-breakpoint
CREATE UNIQUE INDEX "api_keys_hash" ON "api_keys" USING btree ("key_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "people_email" ON "people" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "qualifications_person" ON "qualifications" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "sessions_person" ON "sessions" USING btree ("person_id","last_seen_at");--> statement-breakpoint
CREATE INDEX "sign_in_attempts_subject" ON "sign_in_attempts" USING btree ("subject","at");--> statement-breakpoint
CREATE INDEX "audit_at" ON "audit_entries" USING btree ("at","seq");--> statement-breakpoint
CREATE INDEX "audit_subject" ON "audit_entries" USING btree ("subject_kind","subject_id","seq");--> statement-breakpoint
CREATE INDEX "audit_actor" ON "audit_entries" USING btree ("actor_id","seq");--> statement-breakpoint
CREATE UNIQUE INDEX "audit_chain_position" ON "audit_entries" USING btree ("chain","position");--> statement-breakpoint
CREATE INDEX "idempotency_age" ON "idempotency_keys" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "mails_sent" ON "mails" USING btree ("sent_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "mails_outbox" ON "mails" USING btree ("outbox_id");--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_dedupe" ON "outbox" USING btree ("dedupe_key");--> statement-breakpoint
CREATE INDEX "outbox_due" ON "outbox" USING btree ("run_at","id") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "outbox_decision" ON "outbox" USING btree ("decision_id");--> statement-breakpoint
CREATE INDEX "outbox_recent" ON "outbox" USING btree ("created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "policy_clauses_ref" ON "policy_clauses" USING btree ("version_id","ref");--> statement-breakpoint
CREATE INDEX "policy_clauses_platform" ON "policy_clauses" USING btree ("platform_id","ref");--> statement-breakpoint
CREATE UNIQUE INDEX "policy_packs_sha" ON "policy_packs" USING btree ("platform_id","sha256");--> statement-breakpoint
CREATE INDEX "policy_packs_newest" ON "policy_packs" USING btree ("platform_id","loaded_at");--> statement-breakpoint
CREATE UNIQUE INDEX "policy_versions_ref" ON "policy_versions" USING btree ("platform_id","ref");--> statement-breakpoint
CREATE INDEX "case_suggestions_case" ON "case_suggestions" USING btree ("case_id","made_at");--> statement-breakpoint
CREATE UNIQUE INDEX "cases_number" ON "cases" USING btree ("number");--> statement-breakpoint
CREATE UNIQUE INDEX "cases_one_open" ON "cases" USING btree ("item_id") WHERE state <> 'decided';--> statement-breakpoint
CREATE INDEX "cases_rank" ON "cases" USING btree ("rank","opened_at","id") WHERE state <> 'decided';--> statement-breakpoint
CREATE INDEX "cases_platform_rank" ON "cases" USING btree ("platform_id","rank","opened_at","id") WHERE state <> 'decided';--> statement-breakpoint
CREATE INDEX "cases_opened" ON "cases" USING btree ("opened_at","id") WHERE state <> 'decided';--> statement-breakpoint
CREATE INDEX "cases_due" ON "cases" USING btree ("due_at","id") WHERE state <> 'decided';--> statement-breakpoint
CREATE INDEX "cases_decided" ON "cases" USING btree ("decided_at","id") WHERE state = 'decided';--> statement-breakpoint
CREATE INDEX "cases_claimed_by" ON "cases" USING btree ("claimed_by") WHERE state = 'claimed';--> statement-breakpoint
CREATE INDEX "cases_account" ON "cases" USING btree ("account_id","opened_at");--> statement-breakpoint
CREATE INDEX "cases_item" ON "cases" USING btree ("item_id");--> statement-breakpoint
CREATE INDEX "notes_case" ON "notes" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "notes_account" ON "notes" USING btree ("account_id");