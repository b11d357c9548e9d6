import "server-only";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { media } from "@/db/schema";
import { appendAudit } from "@/lib/platform/audit";
import { command } from "@/lib/platform/command";
import { fail, ok } from "@/lib/platform/result";

/** Records that somebody looked at a picture that is blurred until asked for (Q81); the bytes come from their own route. */
export const revealMedia = command({
  name: "media.reveal",
  permission: "media.reveal",
  input: z.object({ mediaId: z.uuid() }),
  subject: (input, value?: { mediaId: string; platform: string }) => ({
    kind: "media",
    id: input.mediaId,
    platformId: value?.platform,
  }),
  async run({ tx, actor, now }, { mediaId }) {
    const [row] = await tx.select({ platformId: media.platformId }).from(media).where(eq(media.id, mediaId));
    if (!row) return fail("not_found", "media_not_found");
    const subject = { kind: "media", id: mediaId, platformId: row.platformId };
    await appendAudit(tx, { actor, verb: "media.view", outcome: "viewed", subject, now });
    return ok({ mediaId, platform: row.platformId });
  },
});
