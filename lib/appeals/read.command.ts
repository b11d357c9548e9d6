import "server-only";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { statements } from "@/db/schema";
import { appealWindowEnds } from "@/lib/decisions/appeal-window.rules";
import { command } from "@/lib/platform/command";
import { fail, ok } from "@/lib/platform/result";

/**
 * Records that an addressee opened their link. A person without an e-mail address is informed by reading it here, so
 * their six months begin now (A2); the first reading counts.
 */
export const markRead = command({
  name: "statement.read",
  permission: "appeal.file",
  input: z.object({ statementId: z.uuid() }),
  subject: (input) => ({ kind: "statement", id: input.statementId }),
  async run({ tx, now }, input) {
    const [row] = await tx
      .select({ readAt: statements.readAt, informedAt: statements.informedAt, zone: statements.zone })
      .from(statements)
      .where(eq(statements.id, input.statementId));
    if (!row) return fail("not_found");
    if (row.readAt) return fail("conflict", "already_read");
    const informed = row.informedAt ? {} : { informedAt: now, appealUntil: appealWindowEnds(now, row.zone) };
    await tx
      .update(statements)
      .set({ readAt: now, ...informed })
      .where(eq(statements.id, input.statementId));
    return ok(null);
  },
});
