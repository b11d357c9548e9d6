import "server-only";
import { inArray } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { media } from "@/db/schema";
import type { SubmitNotice } from "./contract";
import { type KnownPictures, pictureKey } from "./may-say.rules";

/** Of the pictures that these notices name, those that are stored here, by platform and id. */
export async function knownPictures(db: Db | Tx, inputs: readonly SubmitNotice[]): Promise<KnownPictures> {
  const named = inputs.flatMap((input) => input.items.flatMap((item) => item.content?.media ?? []));
  const ids = [...new Set(named.flatMap(({ mediaId }) => mediaId?.toLowerCase() ?? []))];
  if (ids.length === 0) return new Set();
  const rows = await db
    .select({ id: media.id, platformId: media.platformId })
    .from(media)
    .where(inArray(media.id, ids));
  return new Set(rows.map((row) => pictureKey(row.platformId, row.id)));
}
