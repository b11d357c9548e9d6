import "server-only";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { media } from "@/db/schema";
import { appendAudit } from "@/lib/platform/audit";
import { command } from "@/lib/platform/command";
import { secrets } from "@/lib/platform/env";
import { fail, ok } from "@/lib/platform/result";
import { lookToken, type Revealed } from "./look.rules";
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
    const [row] = await tx.select({ platformId: media.platformId }).from(media).where(eq(media.id, mediaId));
    if (!row || (await isHiddenPicture(tx, actor, mediaId))) return fail("not_found", "media_not_found");
    const subject = { kind: "media", id: mediaId, platformId: row.platformId };
    await appendAudit(tx, { actor, verb: "media.view", outcome: "viewed", subject, now });
    const look = lookToken({ mediaId, personId: actor.id }, now, secrets().links);
    return ok({ mediaId, platform: row.platformId, address: `/api/media/${mediaId}?look=${look}` });
  },
});
