-- hand-written
-- Videos, too, are compared with lists of files and gathered by them: which video is in which snapshot is kept as of pictures.
CREATE OR REPLACE FUNCTION snapshot_pictures_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO snapshot_pictures (snapshot_id, media_id, item_id, platform_id)
    SELECT s.id, (m ->> 'mediaId')::uuid, s.item_id, s.platform_id FROM made s, jsonb_array_elements(s.media) m
    WHERE s.media <> '[]'::jsonb AND m ->> 'kind' IN ('image', 'video') ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
--> statement-breakpoint
INSERT INTO snapshot_pictures (snapshot_id, media_id, item_id, platform_id)
  SELECT s.id, (m ->> 'mediaId')::uuid, s.item_id, s.platform_id FROM snapshots s, jsonb_array_elements(s.media) m
  WHERE s.media <> '[]'::jsonb AND m ->> 'kind' = 'video' ON CONFLICT DO NOTHING;
