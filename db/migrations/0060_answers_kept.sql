CREATE TABLE "decision_answers" (
	"decision_id" uuid NOT NULL,
	"notice_item_id" uuid NOT NULL,
	CONSTRAINT "decision_answers_decision_id_notice_item_id_pk" PRIMARY KEY("decision_id","notice_item_id")
);
--> statement-breakpoint
ALTER TABLE "decision_answers" ADD CONSTRAINT "decision_answers_decision_id_decisions_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_answers" ADD CONSTRAINT "decision_answers_notice_item_id_notice_items_id_fk" FOREIGN KEY ("notice_item_id") REFERENCES "public"."notice_items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "decision_answers_item" ON "decision_answers" USING btree ("notice_item_id");
--> statement-breakpoint
-- hand-written
-- What was answered before this was kept: what is answered now; where a decision fell since, by its letters to notifiers.
insert into decision_answers (decision_id, notice_item_id)
  select i.decision_id, i.id from notice_items i join decisions d on d.id = i.decision_id
  union
  select d.id, i.id from statements s join decisions d on d.id = s.decision_id join cases c on c.id = d.case_id
    join notice_items i on i.notice_id = s.notice_id and i.item_id = c.item_id
    where s.addressee = 'notifier' and s.letter = 'decision' and d.undone_at is null;
--> statement-breakpoint
-- Notifiers without an address have no letter: what stood in the case by then.
insert into decision_answers (decision_id, notice_item_id)
  select d.id, i.id from decisions d join notice_items i on i.case_id = d.case_id and i.created_at <= d.decided_at
    where d.origin = 'notice' and d.outcome <> 'referred' and d.undone_at is null
      and not exists (select 1 from decision_answers a where a.decision_id = d.id)
  on conflict do nothing;
--> statement-breakpoint
create trigger decision_answers_frozen before update on decision_answers for each row execute function refuse_change();
--> statement-breakpoint
create trigger decision_answers_kept before delete on decision_answers for each row execute function refuse_change();
--> statement-breakpoint
create trigger decision_answers_no_truncate before truncate on decision_answers for each statement execute function refuse_change();
