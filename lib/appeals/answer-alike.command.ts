import "server-only";
import { database } from "@/db/client";
import { fieldFailures } from "@/lib/platform/field-failures";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { type Failure, fail, ok, type Result } from "@/lib/platform/result";
import { AnswerAlike, type AnsweredAlike, type SetApart } from "./alike.contract";
import { type AlikePart, alikeWithParts } from "./alike.queries";
import { type Given, givenTo, type Look } from "./alike.store";
import { answerAppeal } from "./answer.command";
import { lookAlike } from "./first-look.command";
import { hasLooked } from "./first-look.store";
import { takeAppeal } from "./take.command";

type Seen = { appealId: string; version: number; reasons: string | null };
type Shared = { leadId: string; answer: Given & AlikePart; look: Look | null };

/** One of them, by the same commands as any appeal: each has its own transaction, ledger, letter and entries in the log. */
async function answerOne(actor: Actor, seen: Seen, { leadId, answer, look }: Shared, now: Date) {
  const { appealId, version } = seen;
  const taken = await takeAppeal(actor, { appealId, version }, now);
  if (!taken.ok) return taken;
  const held = { appealId, version: taken.value.version };
  if (look && actor.id && !(await hasLooked(await database(), appealId, actor.id))) {
    const { finding, clauseRef: clause, why } = look;
    const looked = await lookAlike(actor, { ...held, finding, clause, why, withAppealId: leadId }, now);
    if (!looked.ok) return looked;
  }
  return answerAppeal(actor, { ...held, ...answer, reasons: seen.reasons ?? answer.reasons }, now);
}

/** Why one stays apart: the first of what was wrong with it, with what its sentence names. */
function setApart(appealId: string, { reason, values, fields }: Failure): SetApart {
  const first = fields?.[0] ?? { reason, values };
  return { appealId, reason: first.reason, ...(first.values ? { values: first.values } : {}) };
}

/**
 * Gives the answer to one appeal to others of the same wave that can be decided alike (issue 5): one reasoning, and for
 * each an answer of its own, in words of its own if it has them. Where a part fell, the same part falls: each decision's
 * own measures. What cannot be is set apart with why, whatever was ticked, and nothing of it is done. One that is
 * refused holds up no other.
 */
export async function answerAlike(actor: Actor, raw: unknown, now: Date = new Date()): Promise<Result<AnsweredAlike>> {
  if (!can(actor, "appeal.decide") || actor.kind !== "person") return fail("forbidden");
  const parsed = AnswerAlike.safeParse(raw);
  if (!parsed.success) return fail("invalid", "invalid", { fields: fieldFailures(parsed.error) });
  const { appealId, appeals: asked } = parsed.data;
  const db = await database();
  const given = await givenTo(db, appealId, actor.id);
  if (!given) return fail("refused", "appeal_alike_not_yours");
  const alike = new Map((await alikeWithParts(db, appealId, actor)).map((found) => [found.row.id, found]));
  const done: AnsweredAlike = { answered: [], apart: [] };
  for (const seen of asked) {
    const found = alike.get(seen.appealId);
    const apart = found ? found.row.apart : "apart_own";
    const answered =
      found && apart === null
        ? await answerOne(
            actor,
            seen,
            { leadId: appealId, answer: { ...given.answer, ...found.part }, look: given.look },
            now,
          )
        : fail("refused", apart ?? "apart_own");
    if (answered.ok) done.answered.push(seen.appealId);
    else done.apart.push(setApart(seen.appealId, answered));
  }
  return ok(done);
}
