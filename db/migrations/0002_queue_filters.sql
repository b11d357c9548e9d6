CREATE INDEX "cases_language_rank" ON "cases" USING btree ("language","rank","opened_at","id") WHERE state <> 'decided';--> statement-breakpoint
CREATE INDEX "cases_source_rank" ON "cases" USING btree ("source","rank","opened_at","id") WHERE state <> 'decided';--> statement-breakpoint
CREATE INDEX "cases_group_rank" ON "cases" USING btree ("clause_group","rank","opened_at","id") WHERE state <> 'decided' and clause_group is not null;--> statement-breakpoint
CREATE INDEX "cases_resting_rank" ON "cases" USING btree ("resting_state","rank","opened_at","id") WHERE state <> 'decided' and resting_state <> 'open';--> statement-breakpoint
CREATE INDEX "cases_tags" ON "cases" USING gin ("tags" jsonb_path_ops) WHERE state <> 'decided' and tags <> '[]'::jsonb;--> statement-breakpoint
CREATE INDEX "cases_waking" ON "cases" USING btree ("waiting_until") WHERE state = 'waiting';