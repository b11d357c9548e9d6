ALTER TABLE "decisions" ADD COLUMN "suggestion_id" uuid;--> statement-breakpoint
ALTER TABLE "decisions" ADD COLUMN "override_code" text;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_suggestion_id_case_suggestions_id_fk" FOREIGN KEY ("suggestion_id") REFERENCES "public"."case_suggestions"("id") ON DELETE no action ON UPDATE no action;