import "server-only";
import { and, asc, eq, gte, isNull, lt, lte, type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { auditDrawItems, auditDraws, cases, decisions, platforms } from "@/db/schema";
import { command } from "@/lib/platform/command";
import type { Actor } from "@/lib/platform/permissions.rules";
import { type Failure, fail, ok } from "@/lib/platform/result";
import { isCleared } from "@/lib/platform/skills.rules";
import { addDays, startOfDay } from "@/lib/platform/time.rules";
import { shownTo } from "@/lib/queue/filters.queries";
import { AnswerMark, CloseAudit, DrawAudit, type DrawnAudit, MarkItem } from "./audit.contract";
import { answerRefusal, closeRefusal, markRefusal, needsComment } from "./audit.rules";

const invalid = (field: string, reason: string): Failure => fail("invalid", "invalid", { fields: [{ field, reason }] });
const about = (drawId: string, detail: Record<string, unknown> = {}) => ({ kind: "audit_draw", id: drawId, detail });

type Pool = { platform: string; from: Date; until: Date; size: number; seed: string };

/** The draw itself: the same seed, period and platform give the same decisions in the same order, whoever asks. */
function drawn(tx: Tx, { platform, from, until, size, seed }: Pool, shown: SQL | undefined, now: Date) {
  return tx
    .select({ decisionId: decisions.id, population: sql<number>`count(*) over ()::int` })
    .from(decisions)
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .where(
      and(
        eq(decisions.platformId, platform),
        gte(decisions.decidedAt, from),
        lt(decisions.decidedAt, until),
        // What can still be taken back is no decision yet, and what was taken back is none.
        lte(decisions.effectiveAt, now),
        isNull(decisions.undoneAt),
        shown,
      ),
    )
    .orderBy(sql`md5(${seed} || ' ' || ${decisions.id}::text)`, asc(decisions.id))
    .limit(size);
}

/** Draws decisions to be looked at by an auditor, reproducibly. Of child safety only for one who is cleared. */
export const drawAudit = command<typeof DrawAudit, DrawnAudit>({
  name: "audit.draw",
  permission: "audit.draw",
  input: DrawAudit,
  subject: ({ platform, from, to, size, seed }, value) => ({
    ...about(value?.drawId ?? "new", { from, to, size, seed, population: value?.population ?? 0 }),
    ...(value ? { platformId: platform } : {}),
  }),
  async run({ tx, actor, now }, { title, platform, from, to, size, seed }) {
    if (actor.kind !== "person") return fail("forbidden");
    const [known] = await tx.select({ zone: platforms.zone }).from(platforms).where(eq(platforms.id, platform));
    if (!known) return invalid("platform", "platform_unknown");
    if (to < from) return invalid("to", "audit_period_backwards");
    const period = { from: startOfDay(from, known.zone), until: startOfDay(addDays(to, 1), known.zone) };
    if (period.until > now) return invalid("to", "audit_period_not_over");
    const rows = await drawn(tx, { platform, ...period, size, seed }, shownTo(actor), now);
    const population = rows[0]?.population ?? 0;
    if (population === 0) return fail("refused", "audit_nothing_to_draw");
    const draw = { platformId: platform, title, ...period, size: rows.length, seed, population };
    const withChildSafety = isCleared(actor);
    const [made] = await tx
      .insert(auditDraws)
      .values({ ...draw, withChildSafety, drawnBy: actor.id, drawnAt: now })
      .returning({ id: auditDraws.id });
    if (!made) throw new Error("an insert without conflict returns its row");
    const items = rows.map(({ decisionId }, index) => ({
      decisionId,
      drawId: made.id,
      platformId: platform,
      position: index + 1,
    }));
    await tx.insert(auditDrawItems).values(items);
    return ok({ drawId: made.id, size: rows.length, population, platform });
  },
});

/** One item with its draw, both locked, as far as this person may know of its case. */
async function lockItem(tx: Tx, actor: Actor, { drawId, itemId }: { drawId: string; itemId: string }) {
  const [draw] = await tx.select().from(auditDraws).where(eq(auditDraws.id, drawId)).for("update");
  if (!draw) return null;
  const [row] = await tx
    .select({ item: auditDrawItems, decidedBy: decisions.decidedBy })
    .from(auditDrawItems)
    .innerJoin(decisions, eq(decisions.id, auditDrawItems.decisionId))
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .where(and(eq(auditDrawItems.id, itemId), eq(auditDrawItems.drawId, drawId), shownTo(actor)));
  return row ? { draw, item: { ...row.item, decidedBy: row.decidedBy } } : null;
}

/** What the auditor found in one decision: in order, a finding, or a question. May be changed until it is answered or closed. */
export const markItem = command<typeof MarkItem, { itemId: string }>({
  name: "audit.mark",
  permission: "audit.draw",
  input: MarkItem,
  subject: ({ drawId, itemId, mark }) => about(drawId, { itemId, mark }),
  async run({ tx, actor, now, onPlatform }, { mark, comment, ...place }) {
    if (actor.kind !== "person") return fail("forbidden");
    const found = await lockItem(tx, actor, place);
    if (!found) return fail("not_found", "audit_not_found");
    onPlatform(found.draw.platformId);
    const refusal = markRefusal(found.draw, found.item, actor.id);
    if (refusal) return fail(refusal === "audit_not_yours" ? "refused" : "stale", refusal);
    if (needsComment(mark) && comment === "") return invalid("comment", "required");
    await tx.update(auditDrawItems).set({ mark, comment, markedAt: now }).where(eq(auditDrawItems.id, place.itemId));
    return ok({ itemId: place.itemId });
  },
});

/** What a supervisor says to a finding or a question, once. */
export const answerMark = command<typeof AnswerMark, { itemId: string }>({
  name: "audit.answer",
  permission: "audit.answer",
  input: AnswerMark,
  subject: ({ drawId, itemId }) => about(drawId, { itemId }),
  async run({ tx, actor, now, onPlatform }, { answer, ...place }) {
    if (actor.kind !== "person") return fail("forbidden");
    const found = await lockItem(tx, actor, place);
    if (!found) return fail("not_found", "audit_not_found");
    onPlatform(found.draw.platformId);
    const refusal = answerRefusal(found.item, actor.id);
    if (refusal) return fail(refusal === "audit_answered" ? "stale" : "refused", refusal);
    await tx
      .update(auditDrawItems)
      .set({ answer, answeredBy: actor.id, answeredAt: now })
      .where(eq(auditDrawItems.id, place.itemId));
    return ok({ itemId: place.itemId });
  },
});

/** The auditor's last word on a draw, when each of its decisions has a mark. */
export const closeAudit = command<typeof CloseAudit, { drawId: string }>({
  name: "audit.close",
  permission: "audit.draw",
  input: CloseAudit,
  subject: ({ drawId }) => about(drawId),
  async run({ tx, actor, now, onPlatform }, { drawId, summary }) {
    if (actor.kind !== "person") return fail("forbidden");
    const [draw] = await tx.select().from(auditDraws).where(eq(auditDraws.id, drawId)).for("update");
    if (!draw) return fail("not_found", "audit_not_found");
    onPlatform(draw.platformId);
    const unmarked = await tx.$count(
      auditDrawItems,
      and(eq(auditDrawItems.drawId, drawId), isNull(auditDrawItems.mark)),
    );
    const refusal = closeRefusal(draw, unmarked, actor.id);
    if (refusal)
      return fail(refusal === "audit_closed" ? "stale" : "refused", refusal, { values: { count: unmarked } });
    await tx.update(auditDraws).set({ summary, closedAt: now }).where(eq(auditDraws.id, drawId));
    return ok({ drawId });
  },
});
