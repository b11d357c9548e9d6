import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { rowsAs } from "@/lib/platform/rows";
import { laneOf } from "./named-media.rules";
import type { PreparedNotice } from "./prepare.rules";

/** What these notices name, each once. */
function rowsOf(notices: readonly PreparedNotice[], making: { id: () => string }) {
  const found = new Map<string, ReturnType<typeof rowOf>>();
  const rowOf = (notice: PreparedNotice, { id, url, kind }: PreparedNotice["items"][number]["named"][number]) => ({
    id,
    message_id: making.id(),
    platform_id: notice.platform.id,
    kind,
    source_url: url,
    lane: laneOf(url),
    payload: { mediaId: id },
    // Another report may come when the first try has failed for good: it is fetched once more.
    dedupe_key: `media.fetch ${id} ${notice.id}`,
  });
  for (const notice of notices)
    for (const named of notice.items.flatMap((item) => item.named))
      if (!found.has(named.id)) found.set(named.id, rowOf(notice, named));
  return [...found.values()];
}

/**
 * The statement that makes a waiting row, and a message to fetch it, of each picture and video that is named by its
 * address: in the notice's own transaction, so that none is forgotten; fetched after it. What is stored stays as it is.
 */
export function insertNamedMedia(
  notices: readonly PreparedNotice[],
  making: { now: Date; id: () => string },
): { media: SQL | null; fetches: SQL | null } {
  const rows = rowsOf(notices, making);
  if (rows.length === 0) return { media: null, fetches: null };
  const given = rowsAs("given", rows, {
    id: "uuid",
    message_id: "uuid",
    platform_id: "text",
    kind: "text",
    source_url: "text",
    lane: "text",
    payload: "jsonb",
    dedupe_key: "text",
  });
  const at = sql`${making.now.toISOString()}::timestamptz`;
  return {
    media: sql`insert into media as known (id, platform_id, state, kind, source_url, created_at)
      select id, platform_id, 'waiting', kind, source_url, ${at} from ${given}
      on conflict (id) do update set state = 'waiting', failure = null where known.state = 'failed' returning 1`,
    fetches: sql`insert into outbox (id, platform_id, kind, payload, dedupe_key, run_at, created_at)
      select message_id, platform_id, lane, payload, dedupe_key, ${at}, ${at} from ${given} on conflict (dedupe_key) do nothing returning 1`,
  };
}
