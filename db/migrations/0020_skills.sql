ALTER TABLE "people" ADD COLUMN "skills" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "child_safety" boolean GENERATED ALWAYS AS ((rank_why @> '[{"code": "child_abuse"}]'::jsonb or rank_why @> '[{"code": "category", "values": {"category": "child_safety"}}]'::jsonb)) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "cases_general_rank" ON "cases" USING btree ("rank","opened_at","id") WHERE state <> 'decided' and not child_safety;--> statement-breakpoint
CREATE INDEX "cases_general_opened" ON "cases" USING btree ("opened_at","id") WHERE state <> 'decided' and not child_safety;--> statement-breakpoint
CREATE INDEX "cases_general_due" ON "cases" USING btree ("due_at","id") WHERE state <> 'decided' and not child_safety;