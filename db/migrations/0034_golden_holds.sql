ALTER TABLE "golden_turns" ADD COLUMN "held_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "golden_turns" ADD COLUMN "handed_to" uuid;--> statement-breakpoint
ALTER TABLE "golden_turns" ADD COLUMN "handed_why" text;--> statement-breakpoint
ALTER TABLE "golden_turns" ADD COLUMN "handed_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "golden_turns" ADD COLUMN "questions" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "golden_turns" ADD CONSTRAINT "golden_turns_handed_to_people_id_fk" FOREIGN KEY ("handed_to") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;