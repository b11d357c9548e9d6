DROP INDEX "misuse_measures_ending";--> statement-breakpoint
CREATE INDEX "disputes_unengaged" ON "disputes" USING btree ("recorded_at","id") WHERE state = 'received';--> statement-breakpoint
CREATE INDEX "misuse_measures_ending" ON "misuse_measures" USING btree ("suspended_until","id") WHERE state = 'suspended';