CREATE INDEX "sanctions_running" ON "sanctions" USING btree ("account_id") WHERE state in ('held', 'in_force');--> statement-breakpoint
CREATE INDEX "accounts_handle_begins" ON "accounts" USING btree (lower("handle") text_pattern_ops);--> statement-breakpoint
CREATE INDEX "accounts_external_begins" ON "accounts" USING btree (lower("external_id") text_pattern_ops);--> statement-breakpoint
CREATE INDEX "content_items_role" ON "content_items" USING btree ("role","account_id") WHERE role is not null;