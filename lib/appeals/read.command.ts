import "server-only";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { statements } from "@/db/schema";
import { appealUntilOf } from "@/lib/decisions/appeal-window.rules";
import { markLinkOpened, newestLink } from "@/lib/decisions/links.store";
import { command } from "@/lib/platform/command";
import { fail, ok } from "@/lib/platform/result";

/**
 * Records that an addressee opened their link. A person without an e-mail address is informed by reading it here, so
 * their six months begin now (A2); the first reading counts, and of a link that was replaced the first of the new one.
 */
export const markRead = command({
  name: "statement.read",
  permission: "appeal.file",
  input: z.object({ statementId: z.uuid() }),
  subject: (input) => ({ kind: "statement", id: input.statementId }),
  async run({ tx, now, onPlatform }, input) {
    const [row] = await tx
      .select({
        platformId: statements.platformId,
        readAt: statements.readAt,
        informedAt: statements.informedAt,
        delivery: statements.delivery,
        zone: statements.zone,
        letter: statements.letter,
      })
      .from(statements)
      .where(eq(statements.id, input.statementId))
      .for("update");
    if (!row) return fail("not_found");
    onPlatform(row.platformId);
    const link = await newestLink(tx, input.statementId);
    const isFirstOfLink = link !== null && link.openedAt === null;
    if (row.readAt && !isFirstOfLink) return fail("conflict", "already_read");
    if (isFirstOfLink) await markLinkOpened(tx, link.id, now);
    // Whoever had the earlier link was not its addressee, or nobody had opened it: they are informed by this one.
    const isInformedByLink = isFirstOfLink && (link.why === "wrong_person" || row.readAt === null);
    // While the mail is on its way it will say when they were informed: later, and so in their favour. One that came back
    // informed nobody, whatever was believed until then.
    const isInformedHere =
      isInformedByLink || row.delivery === "bounced" || (row.informedAt === null && row.delivery !== "held");
    const informed = isInformedHere ? { informedAt: now, appealUntil: appealUntilOf(row, now) } : {};
    await tx
      .update(statements)
      .set({ ...(row.readAt ? {} : { readAt: now }), ...informed })
      .where(eq(statements.id, input.statementId));
    return ok(null);
  },
});
