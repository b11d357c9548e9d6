ALTER TABLE "golden_items" ADD COLUMN "media" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "golden_items" ADD COLUMN "account" jsonb;