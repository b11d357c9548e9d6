CREATE TABLE "media_files" (
	"sha256" text PRIMARY KEY NOT NULL,
	"size" integer NOT NULL,
	"touched_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "media" ALTER COLUMN "sha256" SET DEFAULT '';--> statement-breakpoint
ALTER TABLE "media" ALTER COLUMN "mime" SET DEFAULT '';--> statement-breakpoint
ALTER TABLE "media" ALTER COLUMN "bytes" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "media" ALTER COLUMN "width" SET DEFAULT 0;--> statement-breakpoint
ALTER TABLE "media" ALTER COLUMN "height" SET DEFAULT 0;--> statement-breakpoint
ALTER TABLE "media" ADD COLUMN "state" text DEFAULT 'stored' NOT NULL;--> statement-breakpoint
ALTER TABLE "media" ADD COLUMN "kind" text DEFAULT 'image' NOT NULL;--> statement-breakpoint
ALTER TABLE "media" ADD COLUMN "size" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "media" ADD COLUMN "soft" "bytea";--> statement-breakpoint
ALTER TABLE "media" ADD COLUMN "is_encoded" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "media" ADD COLUMN "source_url" text;--> statement-breakpoint
ALTER TABLE "media" ADD COLUMN "failure" text;--> statement-breakpoint
ALTER TABLE "media" ADD COLUMN "stored_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "media_veil" text;--> statement-breakpoint
CREATE INDEX "media_files_touched" ON "media_files" USING btree ("touched_at");--> statement-breakpoint
CREATE INDEX "media_sha256" ON "media" USING btree ("sha256") WHERE sha256 <> '';--> statement-breakpoint
CREATE INDEX "media_size" ON "media" USING btree ("platform_id","size") WHERE size > 0;
--> statement-breakpoint
UPDATE "media" SET "size" = octet_length("bytes"), "stored_at" = "created_at" WHERE "bytes" IS NOT NULL;
