CREATE TABLE "quality_reviews" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"sample_id" uuid NOT NULL,
	"decision_id" uuid NOT NULL,
	"reviewed_by" uuid NOT NULL,
	"reviewed_at" timestamp (3) with time zone NOT NULL,
	"outcome" text NOT NULL,
	"clause_ref" text,
	"sanctions" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"why" text DEFAULT '' NOT NULL,
	"cause" text,
	"coaching_note" text,
	"concluded_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "quality_samples" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"decision_id" uuid NOT NULL,
	"rules" jsonb NOT NULL,
	"drawn_at" timestamp (3) with time zone NOT NULL,
	"reviewed_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "quality_reviews" ADD CONSTRAINT "quality_reviews_sample_id_quality_samples_id_fk" FOREIGN KEY ("sample_id") REFERENCES "public"."quality_samples"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quality_reviews" ADD CONSTRAINT "quality_reviews_decision_id_decisions_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quality_reviews" ADD CONSTRAINT "quality_reviews_reviewed_by_people_id_fk" FOREIGN KEY ("reviewed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quality_samples" ADD CONSTRAINT "quality_samples_decision_id_decisions_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "quality_reviews_once" ON "quality_reviews" USING btree ("sample_id");--> statement-breakpoint
CREATE INDEX "quality_reviews_decision" ON "quality_reviews" USING btree ("decision_id");--> statement-breakpoint
CREATE INDEX "quality_reviews_newest" ON "quality_reviews" USING btree ("reviewed_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "quality_samples_once" ON "quality_samples" USING btree ("decision_id");--> statement-breakpoint
CREATE INDEX "quality_samples_waiting" ON "quality_samples" USING btree ("drawn_at","id") WHERE reviewed_at is null;--> statement-breakpoint
-- A drawn decision stays drawn, and what was found without seeing the first outcome is never rewritten with it in sight.
create trigger quality_samples_frozen before update on quality_samples for each row
  execute function refuse_change_except('reviewed_at:once');
--> statement-breakpoint
create trigger quality_reviews_frozen before update on quality_reviews for each row
  execute function refuse_change_except('cause:once', 'coaching_note:once', 'concluded_at:once');
--> statement-breakpoint
create trigger quality_samples_kept before delete on quality_samples for each row execute function refuse_change();
--> statement-breakpoint
create trigger quality_reviews_kept before delete on quality_reviews for each row execute function refuse_change();
--> statement-breakpoint
create trigger quality_samples_no_truncate before truncate on quality_samples for each statement execute function refuse_change();
--> statement-breakpoint
create trigger quality_reviews_no_truncate before truncate on quality_reviews for each statement execute function refuse_change();
--> statement-breakpoint
create function quality_review_needs_another_person() returns trigger language plpgsql as $$
begin
  if exists (select 1 from decisions d where d.id = new.decision_id and d.decided_by = new.reviewed_by) then
    raise exception 'the person who made a decision cannot review its quality' using errcode = '42501';
  end if;
  if not exists (select 1 from quality_samples s where s.id = new.sample_id and s.decision_id = new.decision_id) then
    raise exception 'a review is of the decision that was drawn' using errcode = '42501';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger quality_reviews_independent before insert on quality_reviews
  for each row execute function quality_review_needs_another_person();
--> statement-breakpoint
-- Article 20(6): as before, and neither does who reviewed the decision's quality answer the appeal.
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
    or exists (select 1 from quality_reviews q where q.decision_id = new.decision_id and q.reviewed_by = new.decided_by)
    or exists (select 1 from appeals a
      where a.new_decision_id = new.decision_id and a.decided_by = new.decided_by and a.id <> new.id) then
    raise exception 'a person who reviewed a decision cannot answer the appeal against it' using errcode = '42501';
  end if;
  return new;
end $$;
