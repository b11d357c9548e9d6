CREATE TABLE "held_appeals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"measure_id" uuid NOT NULL,
	"statement_id" uuid NOT NULL,
	"reference" text NOT NULL,
	"text" text NOT NULL,
	"files" jsonb NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"taken_in_at" timestamp (3) with time zone,
	"appeal_id" uuid,
	"not_taken_why" text,
	CONSTRAINT "held_appeals_taken" CHECK (("held_appeals"."taken_in_at" is null) = ("held_appeals"."appeal_id" is null and "held_appeals"."not_taken_why" is null) and num_nonnulls("held_appeals"."appeal_id", "held_appeals"."not_taken_why") < 2)
);
--> statement-breakpoint
ALTER TABLE "misuse_measures" ADD COLUMN "decision_id" uuid;--> statement-breakpoint
ALTER TABLE "held_appeals" ADD CONSTRAINT "held_appeals_measure_id_misuse_measures_id_fk" FOREIGN KEY ("measure_id") REFERENCES "public"."misuse_measures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "held_appeals" ADD CONSTRAINT "held_appeals_statement_id_statements_id_fk" FOREIGN KEY ("statement_id") REFERENCES "public"."statements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "held_appeals" ADD CONSTRAINT "held_appeals_appeal_id_appeals_id_fk" FOREIGN KEY ("appeal_id") REFERENCES "public"."appeals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "held_appeals_reference" ON "held_appeals" USING btree ("reference");--> statement-breakpoint
CREATE UNIQUE INDEX "held_appeals_once" ON "held_appeals" USING btree ("statement_id") WHERE taken_in_at is null;--> statement-breakpoint
CREATE INDEX "held_appeals_measure" ON "held_appeals" USING btree ("measure_id","received_at");--> statement-breakpoint
ALTER TABLE "misuse_measures" ADD CONSTRAINT "misuse_measures_decision_id_decisions_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "misuse_measures_decision" ON "misuse_measures" USING btree ("decision_id") WHERE decision_id is not null;
--> statement-breakpoint
-- hand-written
drop trigger misuse_measures_frozen on misuse_measures;
--> statement-breakpoint
create trigger misuse_measures_frozen before update on misuse_measures for each row execute function
  refuse_change_except('state', 'suspended_from:once', 'suspended_until:once', 'suspended_by:once', 'suspended_why:once', 'clause:once', 'assessment:once', 'ended_at:once', 'ended_how:once', 'ended_by:once', 'decision_id:once');
--> statement-breakpoint
create trigger held_appeals_frozen before update on held_appeals for each row execute function refuse_change_except('taken_in_at:once', 'appeal_id:once', 'not_taken_why:once');
--> statement-breakpoint
create trigger held_appeals_kept before delete on held_appeals for each row execute function refuse_change();
--> statement-breakpoint
create trigger held_appeals_no_truncate before truncate on held_appeals for each statement execute function refuse_change();
--> statement-breakpoint
-- A suspension for misuse is a decision now: who warned of it does not answer the appeal against it either.
create function misuse_appeal_needs_no_warner() returns trigger language plpgsql as $$
begin
  if exists (select 1 from misuse_measures m where m.decision_id = new.decision_id and m.warned_by = new.decided_by)
    and not exists (select 1 from appeal_overrides o where o.appeal_id = new.id and o.person_id = new.decided_by) then
    raise exception 'who warned somebody does not answer the appeal against the suspension' using errcode = '42501';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger appeals_without_warner before update of decided_by on appeals for each row
  when (new.decided_by is not null and old.decided_by is null) execute function misuse_appeal_needs_no_warner();
