import "server-only";
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { cases, hashMatches, media, type SnapshotMedia, snapshots } from "@/db/schema";
import { mediaBytes } from "@/lib/intake/media.store";
import { preparePicture, veilOf } from "@/lib/intake/picture.rules";
import type { ByteRange } from "@/lib/platform/blob-store";
import { secrets } from "@/lib/platform/env";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { isCleared } from "@/lib/platform/skills.rules";
import type { CaseView } from "./contract";
import { opensLook } from "./look.rules";
import { veilOfMedia } from "./veil.queries";

/** What is sent: all of it, or a part of a video. `size` is that of the whole. */
export type ShownMedia = { bytes: Uint8Array; mime: string; size: number; range: ByteRange | null };

/** At most so much of a video at once; players ask for the next part by themselves. */
export const partBytes = 2_000_000;

/** Of what came in before pictures were encoded anew, only these are made into one now; none of them can hold a script. */
const olderTypes: ReadonlySet<string> = new Set(["image/png", "image/jpeg", "image/webp", "image/gif"]);
const videoTypes: ReadonlySet<string> = new Set(["video/mp4", "video/webm", "video/quicktime"]);

const { bytes, sha256, size, mime, kind, blurred, soft } = media;
const columns = { bytes, sha256, size, mime, kind, blurred, soft };
type Row = Pick<typeof media.$inferSelect, keyof typeof columns>;

const whole = (all: Uint8Array, type = "image/webp"): Result<ShownMedia> =>
  ok({ bytes: all, mime: type, size: all.byteLength, range: null });

export type AskedMedia = {
  mediaId: string;
  look: string | null;
  /** The case as whose picture it is asked for: its veil may be a weaker one than the strongest. */
  caseId?: string | null;
  /** From this byte on, of a video. */
  from?: number | null;
};

/**
 * What is shown of a stored picture or video: without a look (`look` null) the small veiled picture, with the token of a
 * look that was just written down (`revealMedia`) the thing itself. Answers `media_not_found`, and `media_look_over` to a
 * token that has ended or is another person's.
 */
export async function shownMedia(db: Db, actor: Actor, asked: AskedMedia, now: Date): Promise<Result<ShownMedia>> {
  if (!can(actor, "media.reveal") || actor.kind !== "person") return fail("forbidden");
  const { mediaId, look } = asked;
  if (look !== null && !opensLook(look, { mediaId, personId: actor.id }, now, secrets().links))
    return fail("refused", "media_look_over");
  const [row] = await db
    .select(columns)
    .from(media)
    .where(and(eq(media.id, mediaId), eq(media.state, "stored")));
  if (!row || (await isHiddenPicture(db, actor, mediaId))) return fail("not_found", "media_not_found");
  if (look === null) return veiled(db, actor, row, asked);
  if (row.kind === "video") return partOfVideo(row, asked.from ?? 0);
  const all = await mediaBytes(row);
  if (!all) return fail("not_found", "media_not_found");
  return row.blurred ? whole(all) : olderMedia(row, all, true);
}

/** A video whole, to be kept as a file and looked at elsewhere: part after part, so that it is never in memory whole. */
export async function wholeVideo(
  db: Db,
  actor: Actor,
  asked: AskedMedia & { look: string },
  now: Date,
): Promise<Result<{ stream: ReadableStream<Uint8Array>; mime: string; size: number }>> {
  const partFrom = (from: number) => shownMedia(db, actor, { ...asked, from }, now);
  const first = await partFrom(0);
  if (!first.ok) return first;
  if (first.value.range === null) return fail("not_found", "media_not_found");
  const { mime, size } = first.value;
  let next: Result<ShownMedia> | null = first;
  let at = 0;
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const part = next ?? (await partFrom(at));
      next = null;
      if (!part.ok) return controller.error(new Error(`a part of a video is gone: ${part.reason}`));
      controller.enqueue(part.value.bytes);
      at += part.value.bytes.byteLength;
      if (at >= size) controller.close();
    },
  });
  return ok({ stream, mime, size });
}

async function veiled(db: Db, actor: Actor, row: Row, asked: AskedMedia): Promise<Result<ShownMedia>> {
  const { strength, isGrey } = await veilOfMedia(db, actor, { mediaId: asked.mediaId, caseId: asked.caseId ?? null });
  if (row.blurred && (row.soft === null || (strength === "high" && isGrey))) return whole(row.blurred);
  // `none` is what the desk asks for by itself, as a look; nothing clear is sent without one.
  if (row.soft) return whole(await veilOf(row.soft, { strength: strength === "none" ? "low" : strength, isGrey }));
  const all = row.kind === "image" ? await mediaBytes(row) : null;
  return all ? olderMedia(row, all, false) : fail("not_found", "media_not_found");
}

async function partOfVideo(row: Row, from: number): Promise<Result<ShownMedia>> {
  if (!videoTypes.has(row.mime)) return fail("not_found", "media_not_found");
  if (from >= row.size) return fail("invalid", "media_range");
  const range = { first: from, last: Math.min(row.size, from + partBytes) - 1 };
  const part = await mediaBytes(row, range);
  return part ? ok({ bytes: part, mime: row.mime, size: row.size, range }) : fail("not_found", "media_not_found");
}

/** True when the picture is of content that has a case which is hidden from this actor. */
export async function isHiddenPicture(db: Db | Tx, actor: Actor, mediaId: string): Promise<boolean> {
  if (isCleared(actor)) return false;
  // From the hidden cases, which are few and have an index of their own: pictures have none that leads to their content.
  const [row] = await db
    .select({ id: cases.id })
    .from(cases)
    .innerJoin(snapshots, eq(snapshots.itemId, cases.itemId))
    .where(and(sql`${cases.childSafety}`, sql`${snapshots.media} @> ${JSON.stringify([{ mediaId }])}::jsonb`))
    .limit(1);
  return row !== undefined;
}

/** The lists of known content that a case's pictures are on, the nearest first (lib/intake/recognise.command.ts). */
export async function knownPictures(db: Db, caseId: string): Promise<CaseView["known"]> {
  return db
    .select({
      mediaId: hashMatches.mediaId,
      list: hashMatches.listName,
      category: hashMatches.category,
      kind: hashMatches.kind,
      distance: hashMatches.distance,
    })
    .from(hashMatches)
    .where(eq(hashMatches.caseId, caseId))
    .orderBy(asc(hashMatches.distance), asc(hashMatches.id))
    .limit(20);
}

/** A row of before: encoded now, each time, because nothing that came from outside is sent as it came. */
async function olderMedia(row: Pick<Row, "mime">, all: Uint8Array, isFull: boolean): Promise<Result<ShownMedia>> {
  const picture = olderTypes.has(row.mime) ? await preparePicture(all) : fail("not_found", "media_not_found");
  if (!picture.ok) return fail("not_found", "media_not_found");
  return whole(isFull ? picture.value.bytes : picture.value.blurred);
}

/** The pictures and videos of a snapshot with the room that each needs, so that nothing moves when one arrives. */
export async function placedMedia(db: Db, shown: readonly SnapshotMedia[]): Promise<CaseView["content"]["media"]> {
  if (shown.length === 0) return [];
  const ids = shown.map(({ mediaId }) => mediaId);
  const { id, width, height, state, failure, isEncoded } = media;
  const rows = await db
    .select({ id, width, height, state, failure, kind, isEncoded })
    .from(media)
    .where(inArray(id, ids));
  const known = new Map(rows.map((row) => [row.id, row]));
  return shown.map((one) => {
    const row = known.get(one.mediaId);
    return {
      ...one,
      kind: row?.kind ?? one.kind,
      width: row?.width || 4,
      height: row?.height || 3,
      state: row?.state ?? "stored",
      failure: row?.failure ?? null,
      isEncoded: row?.isEncoded ?? false,
    };
  });
}
