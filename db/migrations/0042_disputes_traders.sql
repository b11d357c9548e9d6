CREATE TABLE "dispute_bodies" (
	"id" uuid PRIMARY KEY NOT NULL,
	"list_key" text NOT NULL,
	"source_list" text NOT NULL,
	"name" text NOT NULL,
	"country" text NOT NULL,
	"url" text NOT NULL,
	"languages" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"fields" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"certified_until" date,
	"withdrawn_at" timestamp (3) with time zone,
	"first_synced_at" timestamp (3) with time zone NOT NULL,
	"last_synced_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "dispute_remedies" (
	"remedy_id" uuid PRIMARY KEY NOT NULL,
	"dispute_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "disputes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"reference" text NOT NULL,
	"decision_id" uuid NOT NULL,
	"statement_id" uuid NOT NULL,
	"by" text NOT NULL,
	"body_id" uuid NOT NULL,
	"body_reference" text DEFAULT '' NOT NULL,
	"claim" text DEFAULT '' NOT NULL,
	"state" text DEFAULT 'received' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"extended_at" timestamp (3) with time zone,
	"extended_why" text,
	"recorded_by" uuid,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"engaged_at" timestamp (3) with time zone,
	"engaged_by" uuid,
	"position" text DEFAULT '' NOT NULL,
	"refused_at" timestamp (3) with time zone,
	"refused_by" uuid,
	"refused_why" text,
	"earlier_id" uuid,
	"reminded_90_at" timestamp (3) with time zone,
	"reminded_180_at" timestamp (3) with time zone,
	"outcome" text,
	"outcome_at" timestamp (3) with time zone,
	"outcome_text" text DEFAULT '' NOT NULL,
	"body_fees" integer DEFAULT 0 NOT NULL,
	"user_costs" integer DEFAULT 0 NOT NULL,
	"manifest_bad_faith" boolean DEFAULT false NOT NULL,
	"costs_paid_at" timestamp (3) with time zone,
	"answer" text,
	"answer_why" text,
	"change" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"answered_by" uuid,
	"answered_at" timestamp (3) with time zone,
	"implemented_at" timestamp (3) with time zone,
	"implemented_by" uuid,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "disputes_refusal_names_earlier" CHECK (refused_at is null or (earlier_id is not null and refused_why <> '')),
	CONSTRAINT "disputes_answered_by_a_person" CHECK (answer is null or (answered_by is not null and answer_why <> '')),
	CONSTRAINT "disputes_implemented_is_followed" CHECK (implemented_at is null or answer in ('follow', 'partly'))
);
--> statement-breakpoint
CREATE TABLE "affiliates" (
	"account_id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"screened_at" timestamp (3) with time zone,
	"screened_by" uuid,
	"result" text,
	"note" text DEFAULT '' NOT NULL,
	"decision_id" uuid
);
--> statement-breakpoint
CREATE TABLE "stronger_penalties" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"violation_type" text NOT NULL,
	"subject_kind" text NOT NULL,
	"step" integer NOT NULL,
	"action" text NOT NULL,
	"changed_by" uuid,
	"changed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "traders" (
	"account_id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"name" text DEFAULT '' NOT NULL,
	"address" text DEFAULT '' NOT NULL,
	"phone" text DEFAULT '' NOT NULL,
	"email" text DEFAULT '' NOT NULL,
	"id_ref" text DEFAULT '' NOT NULL,
	"register" text DEFAULT '' NOT NULL,
	"payment" text DEFAULT '' NOT NULL,
	"self_certified_at" timestamp (3) with time zone,
	"checked_at" timestamp (3) with time zone,
	"checked_by" uuid,
	"correction_asked_at" timestamp (3) with time zone,
	"correction_due_at" timestamp (3) with time zone,
	"correction_of" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"correction_why" text DEFAULT '' NOT NULL,
	"decision_id" uuid,
	"measure" text,
	"contract_ended_at" timestamp (3) with time zone,
	"purge_at" timestamp (3) with time zone,
	"purged_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "sanctions" ADD COLUMN "executed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "dispute_remedies" ADD CONSTRAINT "dispute_remedies_remedy_id_remedies_id_fk" FOREIGN KEY ("remedy_id") REFERENCES "public"."remedies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispute_remedies" ADD CONSTRAINT "dispute_remedies_dispute_id_disputes_id_fk" FOREIGN KEY ("dispute_id") REFERENCES "public"."disputes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_decision_id_decisions_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_statement_id_statements_id_fk" FOREIGN KEY ("statement_id") REFERENCES "public"."statements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_body_id_dispute_bodies_id_fk" FOREIGN KEY ("body_id") REFERENCES "public"."dispute_bodies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_recorded_by_people_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_engaged_by_people_id_fk" FOREIGN KEY ("engaged_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_refused_by_people_id_fk" FOREIGN KEY ("refused_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_answered_by_people_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_implemented_by_people_id_fk" FOREIGN KEY ("implemented_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "affiliates" ADD CONSTRAINT "affiliates_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "affiliates" ADD CONSTRAINT "affiliates_screened_by_people_id_fk" FOREIGN KEY ("screened_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "affiliates" ADD CONSTRAINT "affiliates_decision_id_decisions_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stronger_penalties" ADD CONSTRAINT "stronger_penalties_changed_by_people_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "traders" ADD CONSTRAINT "traders_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "traders" ADD CONSTRAINT "traders_checked_by_people_id_fk" FOREIGN KEY ("checked_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "traders" ADD CONSTRAINT "traders_decision_id_decisions_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "dispute_bodies_listed" ON "dispute_bodies" USING btree ("source_list","list_key");--> statement-breakpoint
CREATE INDEX "dispute_remedies_dispute" ON "dispute_remedies" USING btree ("dispute_id");--> statement-breakpoint
CREATE UNIQUE INDEX "disputes_reference" ON "disputes" USING btree ("reference");--> statement-breakpoint
CREATE INDEX "disputes_due" ON "disputes" USING btree ("due_at","id");--> statement-breakpoint
CREATE INDEX "disputes_received" ON "disputes" USING btree ("received_at","id");--> statement-breakpoint
CREATE INDEX "disputes_decision" ON "disputes" USING btree ("decision_id");--> statement-breakpoint
CREATE INDEX "disputes_statement" ON "disputes" USING btree ("statement_id");--> statement-breakpoint
CREATE UNIQUE INDEX "disputes_once" ON "disputes" USING btree ("body_id","body_reference") WHERE body_reference <> '';--> statement-breakpoint
CREATE UNIQUE INDEX "stronger_penalties_step" ON "stronger_penalties" USING btree ("platform_id","violation_type","subject_kind","step");--> statement-breakpoint
CREATE INDEX "traders_platform" ON "traders" USING btree ("platform_id","account_id");--> statement-breakpoint
CREATE INDEX "traders_purge" ON "traders" USING btree ("purge_at");--> statement-breakpoint
CREATE INDEX "traders_decision" ON "traders" USING btree ("decision_id");
--> statement-breakpoint
-- hand-written
-- A measure's execution is set once, by whoever the platform told of it.
drop trigger sanctions_frozen on sanctions;
--> statement-breakpoint
create trigger sanctions_frozen before update on sanctions for each row
  execute function refuse_change_except('state', 'ended_at:once', 'executed_at:once');
--> statement-breakpoint
-- A dispute stays what it was recorded as; each step of it is set once (DSA Art. 21).
create trigger disputes_frozen before update on disputes for each row
  execute function refuse_change_except('state', 'version', 'due_at', 'body_reference', 'extended_at:once', 'extended_why:once', 'engaged_at:once', 'engaged_by:once', 'position', 'refused_at:once', 'refused_by:once', 'refused_why:once', 'earlier_id:once', 'reminded_90_at:once', 'reminded_180_at:once', 'outcome:once', 'outcome_at:once', 'outcome_text', 'body_fees', 'user_costs', 'manifest_bad_faith', 'costs_paid_at:once', 'answer:once', 'answer_why:once', 'change', 'answered_by:once', 'answered_at:once', 'implemented_at:once', 'implemented_by:once', 'closed_at:once');
--> statement-breakpoint
create trigger disputes_kept before delete on disputes for each row execute function refuse_change();
--> statement-breakpoint
alter table disputes add constraint disputes_earlier_fk foreign key (earlier_id) references disputes (id);
--> statement-breakpoint
alter table stronger_penalties add constraint stronger_penalties_step_counts check (step >= 1);
