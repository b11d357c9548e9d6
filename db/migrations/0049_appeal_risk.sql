ALTER TABLE "appeals" ADD COLUMN "risk" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "appeals" ADD COLUMN "risk_why" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
CREATE INDEX "appeals_risk" ON "appeals" USING btree ("risk" DESC NULLS FIRST,"due_at","id") WHERE state in ('received', 'assigned');--> statement-breakpoint
-- hand-written
-- Which columns of an appeal may be set after it was filed (0038): also how it weighs, for those from before it was.
drop trigger appeals_frozen on appeals;
--> statement-breakpoint
create trigger appeals_frozen before update on appeals for each row
  execute function refuse_change_except('state', 'version', 'due_at', 'assigned_to', 'assigned_at', 'outcome', 'reasons', 'inadmissible_why', 'change', 'departure:once', 'cause:once', 'new_decision_id:once', 'decided_by:once', 'decided_at:once', 'answer_subject', 'answer_parts', 'notified_at:once', 'risk', 'risk_why');
--> statement-breakpoint
alter table appeals add constraint appeals_risk_level check (risk between 0 and 3);
