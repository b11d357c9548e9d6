DROP INDEX "care_exposures_once";--> statement-breakpoint
ALTER TABLE "care_exposures" ALTER COLUMN "case_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "golden_items" ADD COLUMN "harms_read" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "care_exposures" ADD COLUMN "golden_turn_id" uuid;--> statement-breakpoint
ALTER TABLE "care_exposures" ADD COLUMN "golden_shown_as" uuid;--> statement-breakpoint
ALTER TABLE "care_exposures" ADD COLUMN "shown_id" uuid GENERATED ALWAYS AS (coalesce(case_id, golden_shown_as)) STORED;--> statement-breakpoint
ALTER TABLE "care_exposures" ADD CONSTRAINT "care_exposures_golden_turn_id_golden_turns_id_fk" FOREIGN KEY ("golden_turn_id") REFERENCES "public"."golden_turns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "care_exposures_once" ON "care_exposures" USING btree ("person_id","shown_id","harm_class","shift_id");--> statement-breakpoint
ALTER TABLE "care_exposures" ADD CONSTRAINT "care_exposures_of_one" CHECK (num_nonnulls(case_id, golden_turn_id) = 1);--> statement-breakpoint
ALTER TABLE "care_exposures" ADD CONSTRAINT "care_exposures_golden_shown" CHECK ((golden_turn_id is null) = (golden_shown_as is null));