import "server-only";
import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { media } from "@/db/schema";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";

/** The only types that are ever sent: none of them can hold a script. */
const shownTypes: ReadonlySet<string> = new Set([
  "image/png",
  "image/jpeg",
  "image/webp",
  "image/gif",
  "video/mp4",
  "video/webm",
]);

/** A stored picture with its type; anything of another type is sent as bytes that a browser does not show. */
export async function storedMedia(
  db: Db,
  actor: Actor,
  mediaId: string,
): Promise<Result<{ bytes: Uint8Array; mime: string }>> {
  if (!can(actor, "media.reveal")) return fail("forbidden");
  const [row] = await db.select({ bytes: media.bytes, mime: media.mime }).from(media).where(eq(media.id, mediaId));
  if (!row) return fail("not_found", "media_not_found");
  return ok({ bytes: row.bytes, mime: shownTypes.has(row.mime) ? row.mime : "application/octet-stream" });
}
