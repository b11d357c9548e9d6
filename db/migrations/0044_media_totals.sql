CREATE TABLE "media_totals" (
	"platform_id" text PRIMARY KEY NOT NULL,
	"bytes" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
DROP INDEX "media_size";--> statement-breakpoint
CREATE INDEX "wave_run_members_decision" ON "wave_run_members" USING btree ("decision_id") WHERE decision_id is not null;
--> statement-breakpoint
-- hand-written
--> statement-breakpoint
-- The running sum of what each platform's pictures and videos take. One row a platform, changed in the transaction that
-- stores or forgets a file; a file that only waits has no size and touches nothing.
create function count_media_bytes() returns trigger language plpgsql as $$
begin
  if tg_op in ('UPDATE', 'DELETE') and old.size <> 0 then
    update media_totals set bytes = bytes - old.size where platform_id = old.platform_id;
  end if;
  if tg_op in ('INSERT', 'UPDATE') and new.size <> 0 then
    insert into media_totals (platform_id, bytes) values (new.platform_id, new.size)
      on conflict (platform_id) do update set bytes = media_totals.bytes + excluded.bytes;
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger media_bytes_new after insert on media for each row
  when (new.size <> 0) execute function count_media_bytes();
--> statement-breakpoint
create trigger media_bytes_changed after update of size, platform_id on media for each row
  when (old.size is distinct from new.size or old.platform_id is distinct from new.platform_id) execute function count_media_bytes();
--> statement-breakpoint
create trigger media_bytes_gone after delete on media for each row
  when (old.size <> 0) execute function count_media_bytes();
--> statement-breakpoint
insert into media_totals (platform_id, bytes) select platform_id, sum(size) from media where size > 0 group by platform_id;
