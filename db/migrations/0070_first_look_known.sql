ALTER TABLE "appeal_first_looks" ADD COLUMN "known" text;--> statement-breakpoint
ALTER TABLE "appeal_first_looks" ADD COLUMN "with_appeal_id" uuid;--> statement-breakpoint
ALTER TABLE "appeal_first_looks" ADD CONSTRAINT "appeal_first_looks_with_appeal_id_appeals_id_fk" FOREIGN KEY ("with_appeal_id") REFERENCES "public"."appeals"("id") ON DELETE no action ON UPDATE no action;