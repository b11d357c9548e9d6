CREATE TABLE "hash_list_entries" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "hash_list_entries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"list_id" uuid NOT NULL,
	"hash" text NOT NULL,
	"keys" integer[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "hash_lists" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"source" text NOT NULL,
	"category" text NOT NULL,
	"kind" text NOT NULL,
	"threshold" integer NOT NULL,
	"size" integer NOT NULL,
	"is_on" boolean DEFAULT true NOT NULL,
	"loaded_by" uuid,
	"loaded_at" timestamp (3) with time zone NOT NULL,
	"walked_to" uuid
);
--> statement-breakpoint
CREATE TABLE "hash_matches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"media_id" uuid NOT NULL,
	"list_id" uuid NOT NULL,
	"list_name" text NOT NULL,
	"category" text NOT NULL,
	"kind" text NOT NULL,
	"distance" integer NOT NULL,
	"matched_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "picture_hashes" (
	"media_id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"sent_sha256" text,
	"phash" text,
	"dhash" text,
	"made_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "snapshot_pictures" (
	"snapshot_id" uuid NOT NULL,
	"media_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"platform_id" text NOT NULL,
	"looked_at" timestamp (3) with time zone,
	CONSTRAINT "snapshot_pictures_snapshot_id_media_id_pk" PRIMARY KEY("snapshot_id","media_id")
);
--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "has_pictures" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "hash_list_entries" ADD CONSTRAINT "hash_list_entries_list_id_hash_lists_id_fk" FOREIGN KEY ("list_id") REFERENCES "public"."hash_lists"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hash_lists" ADD CONSTRAINT "hash_lists_loaded_by_people_id_fk" FOREIGN KEY ("loaded_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hash_matches" ADD CONSTRAINT "hash_matches_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "picture_hashes" ADD CONSTRAINT "picture_hashes_media_id_media_id_fk" FOREIGN KEY ("media_id") REFERENCES "public"."media"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "hash_list_entries_once" ON "hash_list_entries" USING btree ("list_id","hash");--> statement-breakpoint
CREATE INDEX "hash_list_entries_hash" ON "hash_list_entries" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "hash_list_entries_keys" ON "hash_list_entries" USING gin ("keys");--> statement-breakpoint
CREATE UNIQUE INDEX "hash_matches_once" ON "hash_matches" USING btree ("case_id","media_id","list_id");--> statement-breakpoint
CREATE INDEX "hash_matches_list" ON "hash_matches" USING btree ("list_id");--> statement-breakpoint
CREATE INDEX "picture_hashes_unmade" ON "picture_hashes" USING btree ("media_id") WHERE made_at is null;--> statement-breakpoint
CREATE INDEX "snapshot_pictures_media" ON "snapshot_pictures" USING btree ("media_id");--> statement-breakpoint
CREATE INDEX "snapshot_pictures_item" ON "snapshot_pictures" USING btree ("item_id");--> statement-breakpoint
CREATE INDEX "snapshot_pictures_unseen" ON "snapshot_pictures" USING btree ("snapshot_id","media_id") WHERE looked_at is null;--> statement-breakpoint
CREATE INDEX "cases_pictured_rank" ON "cases" USING btree ("rank","opened_at","id") WHERE state <> 'decided' and has_pictures;--> statement-breakpoint
CREATE INDEX "cases_pictured_opened" ON "cases" USING btree ("opened_at","id") WHERE state <> 'decided' and has_pictures;--> statement-breakpoint
CREATE INDEX "cases_pictured_due" ON "cases" USING btree ("due_at","id") WHERE state <> 'decided' and has_pictures;
--> statement-breakpoint
-- Whoever stores a picture or a snapshot need not know of hashes: a statement's new rows are told by triggers, and the worker does the rest.
CREATE FUNCTION picture_hash_wanted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO picture_hashes (media_id, platform_id) SELECT id, platform_id FROM made ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER picture_hash_wanted AFTER INSERT ON media REFERENCING NEW TABLE AS made
  FOR EACH STATEMENT EXECUTE FUNCTION picture_hash_wanted();
--> statement-breakpoint
CREATE FUNCTION snapshot_pictures_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO snapshot_pictures (snapshot_id, media_id, item_id, platform_id)
    SELECT s.id, (m ->> 'mediaId')::uuid, s.item_id, s.platform_id FROM made s, jsonb_array_elements(s.media) m
    WHERE s.media <> '[]'::jsonb AND m ->> 'kind' = 'image' ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER snapshot_pictures_kept AFTER INSERT ON snapshots REFERENCING NEW TABLE AS made
  FOR EACH STATEMENT EXECUTE FUNCTION snapshot_pictures_kept();
--> statement-breakpoint
INSERT INTO picture_hashes (media_id, platform_id) SELECT id, platform_id FROM media;
--> statement-breakpoint
INSERT INTO snapshot_pictures (snapshot_id, media_id, item_id, platform_id)
  SELECT s.id, (m ->> 'mediaId')::uuid, s.item_id, s.platform_id FROM snapshots s, jsonb_array_elements(s.media) m
  WHERE s.media <> '[]'::jsonb AND m ->> 'kind' = 'image' ON CONFLICT DO NOTHING;
--> statement-breakpoint
-- An item that was decided once and is reported again: its pictures are looked at for the new case, too.
CREATE FUNCTION pictures_of_new_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE snapshot_pictures p SET looked_at = NULL FROM made WHERE p.item_id = made.item_id AND p.looked_at IS NOT NULL;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER pictures_of_new_case AFTER INSERT ON cases REFERENCING NEW TABLE AS made
  FOR EACH STATEMENT EXECUTE FUNCTION pictures_of_new_case();
