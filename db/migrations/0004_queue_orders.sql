DROP INDEX "cases_tags";--> statement-breakpoint
CREATE INDEX "cases_platform_opened" ON "cases" USING btree ("platform_id","opened_at","id") WHERE state <> 'decided';--> statement-breakpoint
CREATE INDEX "cases_platform_due" ON "cases" USING btree ("platform_id","due_at","id") WHERE state <> 'decided';--> statement-breakpoint
CREATE INDEX "cases_language_opened" ON "cases" USING btree ("language","opened_at","id") WHERE state <> 'decided';--> statement-breakpoint
CREATE INDEX "cases_language_due" ON "cases" USING btree ("language","due_at","id") WHERE state <> 'decided';--> statement-breakpoint
CREATE INDEX "cases_source_opened" ON "cases" USING btree ("source","opened_at","id") WHERE state <> 'decided';--> statement-breakpoint
CREATE INDEX "cases_source_due" ON "cases" USING btree ("source","due_at","id") WHERE state <> 'decided';--> statement-breakpoint
CREATE INDEX "cases_group_opened" ON "cases" USING btree ("clause_group","opened_at","id") WHERE state <> 'decided' and clause_group is not null;--> statement-breakpoint
CREATE INDEX "cases_group_due" ON "cases" USING btree ("clause_group","due_at","id") WHERE state <> 'decided' and clause_group is not null;--> statement-breakpoint
CREATE INDEX "cases_resting_opened" ON "cases" USING btree ("resting_state","opened_at","id") WHERE state <> 'decided' and resting_state <> 'open';--> statement-breakpoint
CREATE INDEX "cases_resting_due" ON "cases" USING btree ("resting_state","due_at","id") WHERE state <> 'decided' and resting_state <> 'open';--> statement-breakpoint
CREATE INDEX "cases_tagged_rank" ON "cases" USING btree ("rank","opened_at","id") WHERE state <> 'decided' and tags <> '[]'::jsonb;--> statement-breakpoint
CREATE INDEX "cases_tagged_opened" ON "cases" USING btree ("opened_at","id") WHERE state <> 'decided' and tags <> '[]'::jsonb;--> statement-breakpoint
CREATE INDEX "cases_tagged_due" ON "cases" USING btree ("due_at","id") WHERE state <> 'decided' and tags <> '[]'::jsonb;--> statement-breakpoint
-- Platform, language, source and clause group go together (a group is of one platform): without this the planner takes
-- a combination that is empty for a common one, and walks the whole queue for it.
CREATE STATISTICS "cases_filters" (mcv) ON platform_id, language, source, clause_group FROM cases;
