import "server-only";
import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/client";
import { media } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { fetchGuarded, isForNow, type Network, openNetwork } from "@/lib/platform/fetch-guarded";
import { NotNeeded, type OutboxHandler, Refused } from "@/lib/platform/outbox";
import { fail, ok } from "@/lib/platform/result";
import { settingsFor } from "@/lib/platform/settings";
import type { Settings } from "@/lib/platform/settings.rules";
import { putBytes, sizeOfPlatform } from "./media.store";
import { mediaKind } from "./media-kind.rules";
import { fetchLanes } from "./named-media.rules";
import { preparePicture } from "./picture.rules";
import { fileHash, hashOfPicture } from "./picture-greys.rules";
import { keepLooks, type Looks } from "./picture-hash.store";
import { keptVideo } from "./video.command";

/** After so many tries it counts as gone: some ten minutes after the notice. */
const mostTries = 7;
const product = { kind: "system", name: "media" } as const;

type Waiting = Pick<typeof media.$inferSelect, "id" | "platformId" | "state" | "sourceUrl">;
/** `looks`: what lists of known pictures and files are compared with. */
type Settled = Partial<typeof media.$inferInsert> & { id: string; platformId: string; looks?: Looks };

/** What became of a picture or video: stored, or not to be had and why. A row that is stored already is left alone. */
const settleMedia = command({
  name: "media.fetch",
  permission: "media.fetch",
  input: z.custom<Settled>((value) => typeof value === "object" && value !== null),
  subject: ({ id, platformId, kind, size, sha256, failure }) => ({
    kind: "media",
    id,
    platformId,
    detail: { ...(failure ? { failure } : { kind, size, sha256 }) },
  }),
  async run({ tx, now }, { id, looks, ...row }) {
    const [there] = await tx.select({ state: media.state }).from(media).where(eq(media.id, id)).for("update");
    if (there?.state !== "waiting") return fail("stale");
    await tx.update(media).set(row).where(eq(media.id, id));
    if (looks) await keepLooks(tx, id, looks, now);
    return ok(null);
  },
});

type Kept = Partial<Settled> & { failure: string | null };

/** The bytes as they are kept, by what is in them; else why they are not. */
async function kept(db: Db, bytes: Uint8Array, now: Date): Promise<Kept> {
  const found = mediaKind(bytes);
  if (!found) return { failure: "not_media" };
  const sentSha256 = fileHash(bytes);
  if (found.kind === "video")
    return { ...(await keptVideo(db, bytes, found, now)), looks: { hash: null, sentSha256 }, failure: null };
  const picture = await preparePicture(bytes);
  if (!picture.ok) return { failure: picture.reason };
  const { bytes: encoded, ...rest } = picture.value;
  await putBytes(db, encoded, now);
  const looks = { hash: await hashOfPicture(encoded), sentSha256 };
  return { kind: "image", ...rest, size: encoded.byteLength, looks, failure: null };
}

async function isFull(db: Db, platformId: string, { mediaQuotaGigabytes: most }: Settings): Promise<boolean> {
  return most > 0 && (await sizeOfPlatform(db, platformId)) >= most * 1e9;
}

async function giveUp({ id, platformId }: Waiting, failure: string, now: Date): Promise<never> {
  await settleMedia(product, { id, platformId, state: "failed", failure }, now);
  throw new Refused(`not fetched: ${failure}`);
}

/** What was fetched is stored; what is not to be had is said once and for all, what may come later is tried again. */
export function fetchMediaThrough(network: () => Network): OutboxHandler {
  return async (message, { db, now }) => {
    const mediaId = z.uuid().parse(message.payload.mediaId);
    const { id, platformId, state, sourceUrl } = media;
    const [row] = await db.select({ id, platformId, state, sourceUrl }).from(media).where(eq(id, mediaId));
    if (!row?.sourceUrl) throw new NotNeeded("there is no such picture any more");
    if (row.state !== "waiting") return;
    const settings = await settingsFor(db, row.platformId);
    if (await isFull(db, row.platformId, settings)) return giveUp(row, "quota_full", now);
    const limits = { mostBytes: settings.mediaMegabytes * 1e6, timeoutMs: settings.mediaFetchSeconds * 1000 };
    const fetched = await fetchGuarded(row.sourceUrl, limits, network());
    if (!fetched.ok) {
      if (!isForNow(fetched.why) || message.attempts >= mostTries) return giveUp(row, fetched.why, now);
      await db.update(media).set({ failure: fetched.why }).where(eq(id, mediaId));
      throw new Error(`not fetched: ${fetched.why}`);
    }
    const answer = await kept(db, fetched.bytes, now);
    if (answer.failure !== null) return giveUp(row, answer.failure, now);
    await settleMedia(
      product,
      { ...answer, id: row.id, platformId: row.platformId, state: "stored", storedAt: now },
      now,
    );
  };
}

const fetchMedia = fetchMediaThrough(openNetwork);

/** The handlers of the outbox that fetch what notices name. */
export const mediaFetches = Object.fromEntries(fetchLanes.map((lane) => [lane, fetchMedia]));
