ALTER TABLE "database_copies" ADD COLUMN "cleaned" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "database_copies" ADD COLUMN "reviewed_by" uuid;--> statement-breakpoint
ALTER TABLE "database_copies" ADD COLUMN "reviewed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "database_copies" ADD COLUMN "review_reason" text;--> statement-breakpoint
ALTER TABLE "database_copies" ADD COLUMN "released" jsonb;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "must_change_password" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "database_copies" ADD CONSTRAINT "database_copies_reviewed_by_people_id_fk" FOREIGN KEY ("reviewed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "database_copies_to_review" ON "database_copies" USING btree ("composed_at","id") WHERE state = 'to_review';--> statement-breakpoint
drop trigger database_copies_frozen on database_copies;
--> statement-breakpoint
create trigger database_copies_frozen before update on database_copies for each row
  execute function refuse_change_except('state', 'withdrawn_at', 'reviewed_by', 'reviewed_at', 'review_reason', 'released');
--> statement-breakpoint
create trigger database_copies_released_once before update on database_copies for each row
  when (old.reviewed_at is not null) execute function refuse_change_except('state', 'withdrawn_at');
