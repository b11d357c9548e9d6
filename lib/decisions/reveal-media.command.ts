import "server-only";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { media } from "@/db/schema";
import { appendAudit } from "@/lib/platform/audit";
import { command } from "@/lib/platform/command";
import { secrets } from "@/lib/platform/env";
import { fail, ok } from "@/lib/platform/result";
import { recordLooked } from "@/lib/queue/care-looked.store";
import { lookSeconds, lookToken, type Revealed, videoLookSeconds } from "./look.rules";
import { isHiddenPicture } from "./media.queries";

/**
 * Records that somebody looks at a picture that is blurred until asked for (Q81), and only then says where it is: without
 * this answer nobody gets more than the blurred one.
 */
export const revealMedia = command({
  name: "media.reveal",
  permission: "media.reveal",
  input: z.object({ mediaId: z.uuid() }),
  subject: (input, value?: Revealed) => ({
    kind: "media",
    id: input.mediaId,
    platformId: value?.platform,
  }),
  async run({ tx, actor, now }, { mediaId }) {
    if (actor.kind !== "person") return fail("forbidden");
    const [row] = await tx
      .select({ platformId: media.platformId, kind: media.kind })
      .from(media)
      .where(and(eq(media.id, mediaId), eq(media.state, "stored")));
    if (!row || (await isHiddenPicture(tx, actor, mediaId))) return fail("not_found", "media_not_found");
    const subject = { kind: "media", id: mediaId, platformId: row.platformId };
    await appendAudit(tx, { actor, verb: "media.view", outcome: "viewed", subject, now });
    await recordLooked(tx, actor, mediaId, now);
    const seconds = row.kind === "video" ? videoLookSeconds : lookSeconds;
    const look = lookToken({ mediaId, personId: actor.id }, now, secrets().links, seconds);
    return ok({ mediaId, platform: row.platformId, address: `/api/media/${mediaId}?look=${look}` });
  },
});
