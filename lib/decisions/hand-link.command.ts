import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { cases, decisions, statements } from "@/db/schema";
import { isOnHold } from "@/lib/intake/order-hold.store";
import { command } from "@/lib/platform/command";
import { appUrl, secrets } from "@/lib/platform/env";
import { fail, ok } from "@/lib/platform/result";
import { shownTo } from "@/lib/queue/filters.queries";
import { handRefusal } from "./hand-link.rules";
import { linkAddress } from "./link.rules";
import { linkSerial } from "./links.store";

/**
 * Gives a supervisor the signed link of a letter that reached nobody, so that its addressee is told in another way and
 * can appeal (DSA Art. 17, 20). The log holds who asked for which; the time to appeal begins when the link is opened.
 */
export const handLink = command({
  name: "statement.hand_link",
  permission: "statement.hand_link",
  input: z.object({ statementId: z.uuid() }),
  subject: ({ statementId }) => ({ kind: "statement", id: statementId }),
  async run({ tx, actor, now, onPlatform }, { statementId }) {
    const { platformId, delivery, readAt, revokedAt } = statements;
    const { undoneAt, effectiveAt } = decisions;
    const [row] = await tx
      .select({
        ...{ platformId, delivery, readAt, revokedAt, undoneAt, effectiveAt, serial: linkSerial },
        isHeld: sql<boolean>`(${statements.addressee} = 'affected' and ${isOnHold(statements.decisionId, now)})`,
      })
      .from(statements)
      .innerJoin(decisions, eq(decisions.id, statements.decisionId))
      .innerJoin(cases, eq(cases.id, decisions.caseId))
      .where(and(eq(statements.id, statementId), shownTo(actor)));
    if (!row) return fail("not_found");
    onPlatform(row.platformId);
    if (row.effectiveAt > now) return fail("refused", "decision_not_final");
    if (row.isHeld && !row.readAt) return fail("refused", "order_forbids_telling");
    const refusal = handRefusal(row);
    if (refusal) return fail("refused", refusal);
    return ok({ link: linkAddress(appUrl(), statementId, secrets().links, row.serial) });
  },
});
