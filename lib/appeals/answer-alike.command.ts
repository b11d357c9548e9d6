import "server-only";
import { and, desc, eq } from "drizzle-orm";
import { database } from "@/db/client";
import { appealFirstLooks, appeals } from "@/db/schema";
import { fieldFailures } from "@/lib/platform/field-failures";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { AnswerAlike, type AnsweredAlike } from "./alike.contract";
import { alikeTo } from "./alike.queries";
import { answerAppeal } from "./answer.command";
import { lookAtAppeal } from "./first-look.command";
import { hasLooked } from "./first-look.store";
import { takeAppeal } from "./take.command";

type Seen = { appealId: string; version: number };
type Given = { outcome: string; reasons: string; cause: string | null };
type Look = { finding: string; clauseRef: string | null; why: string };

/** The answer that was given, and what its author had found before: the one reasoning for all of them. */
async function givenTo(appealId: string, personId: string): Promise<{ answer: Given; look: Look | null } | null> {
  const db = await database();
  const [row] = await db
    .select({ outcome: appeals.outcome, reasons: appeals.reasons, cause: appeals.cause })
    .from(appeals)
    .where(and(eq(appeals.id, appealId), eq(appeals.decidedBy, personId)));
  if (!row?.outcome || !row.reasons) return null;
  const { finding, clauseRef, why, at } = appealFirstLooks;
  const [look] = await db
    .select({ finding, clauseRef, why })
    .from(appealFirstLooks)
    .where(and(eq(appealFirstLooks.appealId, appealId), eq(appealFirstLooks.by, personId)))
    .orderBy(desc(at));
  return { answer: { outcome: row.outcome, reasons: row.reasons, cause: row.cause }, look: look ?? null };
}

/** One of them, by the same commands as any appeal: each has its own transaction, ledger, letter and entries in the log. */
async function answerOne(actor: Actor, seen: Seen, given: { answer: Given; look: Look | null }, now: Date) {
  const taken = await takeAppeal(actor, seen, now);
  if (!taken.ok) return taken;
  const held = { appealId: seen.appealId, version: taken.value.version };
  const { look, answer } = given;
  if (look && actor.id && !(await hasLooked(await database(), seen.appealId, actor.id))) {
    const looked = await lookAtAppeal(
      actor,
      { ...held, finding: look.finding, clause: look.clauseRef, why: look.why },
      now,
    );
    if (!looked.ok) return looked;
  }
  return answerAppeal(actor, { ...held, ...answer }, now);
}

/**
 * Gives the answer to one appeal to others of the same wave that can be decided alike (issue 5): one reasoning, and for
 * each an answer of its own. What cannot be is set apart with why, whatever was ticked, and nothing of it is done. One
 * that is refused holds up no other.
 */
export async function answerAlike(actor: Actor, raw: unknown, now: Date = new Date()): Promise<Result<AnsweredAlike>> {
  if (!can(actor, "appeal.decide") || actor.kind !== "person") return fail("forbidden");
  const parsed = AnswerAlike.safeParse(raw);
  if (!parsed.success) return fail("invalid", "invalid", { fields: fieldFailures(parsed.error) });
  const { appealId, appeals: asked } = parsed.data;
  const given = await givenTo(appealId, actor.id);
  if (!given) return fail("refused", "appeal_alike_not_yours");
  const alike = new Map((await alikeTo(await database(), appealId, actor)).map((row) => [row.id, row]));
  const done: AnsweredAlike = { answered: [], apart: [] };
  for (const seen of asked) {
    const row = alike.get(seen.appealId);
    const apart = row ? row.apart : "apart_finding";
    const answered = apart === null ? await answerOne(actor, seen, given, now) : fail("refused", apart);
    if (answered.ok) done.answered.push(seen.appealId);
    else done.apart.push({ appealId: seen.appealId, reason: answered.fields?.[0]?.reason ?? answered.reason });
  }
  return ok(done);
}
