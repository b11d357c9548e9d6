ALTER TABLE "decisions" ADD COLUMN "automated_processing" boolean DEFAULT false NOT NULL;--> statement-breakpoint
-- Decisions made before know it from what their cases were: written once, past the trigger that freezes them.
alter table decisions disable trigger decisions_frozen;
--> statement-breakpoint
update decisions d set automated_processing =
  exists (select 1 from case_suggestions s where s.case_id = d.case_id)
  or exists (
    select 1 from notice_items i join notices n on n.id = i.notice_id
    where i.decision_id = d.id and n.source <> 'own_detection' and n.automated <> 'none'
  );
--> statement-breakpoint
alter table decisions enable trigger decisions_frozen;
