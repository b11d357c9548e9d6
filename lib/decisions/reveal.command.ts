import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { cases, notifierReveals } from "@/db/schema";
import { command } from "@/lib/platform/command";
import type { Actor } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { shownTo } from "@/lib/queue/filters.queries";
import { AnswerReveal, AskReveal, WithdrawReveal } from "./reveal.contract";
import { nameableOn } from "./reveal.store";

type Revealed = { revealId: string; platform: string; caseId: string; state: string };
/** In the log without the reason: it may name somebody. */
const subject = (_input: unknown, value?: Revealed) => ({
  kind: "case",
  id: value?.caseId ?? "unknown",
  platformId: value?.platform,
  detail: { revealId: value?.revealId, state: value?.state },
});

/**
 * Asks that the statement of reasons on a case names who sent one of its reports, because the illegality cannot be told
 * without it (DSA Art. 17(3)(b), S6). Nothing is told until a second person consents. What may not be named, is not there
 * or has no name is answered alike (`reveal_not_possible`), so that nobody learns by asking whether there is a name.
 */
export const askReveal = command<typeof AskReveal, Revealed>({
  name: "reveal.ask",
  permission: "reveal.ask",
  input: AskReveal,
  subject,
  async run({ tx, actor, now }, { caseId, noticeId, why }) {
    if (actor.kind !== "person") return fail("forbidden");
    const about = await nameableOn(tx, actor, { caseId, noticeId });
    if (!about) return fail("refused", "reveal_not_possible");
    if (about.state === "decided") return fail("refused", "reveal_decided");
    const { platformId } = about;
    const [row] = await tx
      .insert(notifierReveals)
      .values({ platformId, caseId, noticeId, why, askedBy: actor.id, askedAt: now })
      .onConflictDoNothing()
      .returning({ id: notifierReveals.id });
    if (!row) return fail("stale", "reveal_asked_already");
    return ok({ revealId: row.id, platform: platformId, caseId, state: "asked" });
  },
});

type Stored = typeof notifierReveals.$inferSelect;

/** A request, locked, of a case that this actor may know of. */
async function storedReveal(tx: Tx, actor: Actor, revealId: string): Promise<Result<Stored>> {
  const [row] = await tx.select().from(notifierReveals).where(eq(notifierReveals.id, revealId)).for("update");
  const [shown] = row
    ? await tx
        .select({ id: cases.id })
        .from(cases)
        .where(and(eq(cases.id, row.caseId), shownTo(actor)))
    : [];
  return row && shown ? ok(row) : fail("not_found");
}

/** The second person: consents, or refuses, and says why. Nobody answers what they asked themselves (also a check). */
export const answerReveal = command<typeof AnswerReveal, Revealed>({
  name: "reveal.answer",
  permission: "reveal.answer",
  input: AnswerReveal,
  subject,
  async run({ tx, actor, now }, { revealId, consents, why }) {
    if (actor.kind !== "person") return fail("forbidden");
    const found = await storedReveal(tx, actor, revealId);
    if (!found.ok) return found;
    const { askedBy, state, platformId, caseId, noticeId } = found.value;
    if (askedBy === actor.id) return fail("refused", "reveal_own");
    if (state !== "asked") return fail("stale", "reveal_answered");
    // What was said of the report since then counts: a notifier who turned out to be a minor is not named.
    if (consents && !(await nameableOn(tx, actor, { caseId, noticeId }))) return fail("refused", "reveal_not_possible");
    const answered = { state: consents ? "consented" : "refused", answerWhy: why } as const;
    await tx
      .update(notifierReveals)
      .set({ ...answered, answeredBy: actor.id, answeredAt: now })
      .where(eq(notifierReveals.id, revealId));
    return ok({ revealId, platform: platformId, caseId, state: answered.state });
  },
});

/** Takes a request or a consent back; letters that were written stay as they are. By who asked, or who may consent. */
export const withdrawReveal = command<typeof WithdrawReveal, Revealed>({
  name: "reveal.withdraw",
  permission: "reveal.ask",
  input: WithdrawReveal,
  subject,
  async run({ tx, actor, now }, { revealId }) {
    if (actor.kind !== "person") return fail("forbidden");
    const found = await storedReveal(tx, actor, revealId);
    if (!found.ok) return found;
    const { askedBy, platformId, caseId } = found.value;
    if (askedBy !== actor.id && actor.role !== "supervisor") return fail("forbidden");
    const [ended] = await tx
      .update(notifierReveals)
      .set({ state: "withdrawn", withdrawnBy: actor.id, withdrawnAt: now })
      .where(and(eq(notifierReveals.id, revealId), inArray(notifierReveals.state, ["asked", "consented"])))
      .returning({ id: notifierReveals.id });
    if (!ended) return fail("stale", "reveal_answered");
    return ok({ revealId, platform: platformId, caseId, state: "withdrawn" });
  },
});
