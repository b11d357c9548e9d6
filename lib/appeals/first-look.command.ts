import "server-only";
import { appealFirstLooks } from "@/db/schema";
import { placeholderProblem } from "@/lib/decisions/placeholder.rules";
import { type CommandContext, command } from "@/lib/platform/command";
import { type FieldFailure, fail, ok } from "@/lib/platform/result";
import { recordShown } from "@/lib/queue/care.store";
import { LookAlike, LookAtAppeal, type OfferedClause } from "./first-look.contract";
import { knownBefore, type LookKnown } from "./first-look.rules";
import { clausesToFind, hasLooked } from "./first-look.store";
import { heldAppeal, sidesOf } from "./held.store";
import { mayDecideAppeal } from "./independence.rules";
import { lookBeside } from "./one-hand.store";
import { hasReadBefore } from "./read-before.store";
import { reviewerOf } from "./store";

function problemsOf({ finding, clause, why }: LookAtAppeal, offered: readonly OfferedClause[]): FieldFailure[] {
  const isUnknown = finding === "clause" && !offered.some(({ ref }) => ref === clause);
  const clauseReason = clause === null ? "appeal_look_clause_needed" : "appeal_look_clause_unknown";
  return [
    ...(isUnknown ? [{ field: "clause", reason: clauseReason }] : []),
    ...(placeholderProblem(why) ? [{ field: "why", reason: "appeal_look_why" }] : []),
  ];
}

/** Keeps the finding. `withAppealId`: the appeal that was looked at in its stead; null: this one. */
async function keepLook(context: CommandContext, input: LookAtAppeal, withAppealId: string | null) {
  const { tx, actor, now, onPlatform } = context;
  const found = await heldAppeal(tx, actor, input);
  if (!found.ok) return found;
  const { appeal, decision, letPast } = found.value;
  onPlatform(decision.platformId);
  const person = await reviewerOf(tx, actor.id, actor.kind);
  const allowed = mayDecideAppeal({ ...sidesOf(found.value), person }, now);
  if (!allowed.ok) return fail("refused", allowed.reason);
  if (appeal.assignedTo !== person.id) return fail("refused", "appeal_take_first");
  if (await hasLooked(tx, appeal.id, person.id)) return fail("stale", "appeal_looked");
  const problems = problemsOf(input, await clausesToFind(tx, decision));
  if (problems.length > 0) return fail("refused", "refused", { fields: problems });
  const { finding, why } = input;
  const readBefore = await hasReadBefore(tx, decision, { personId: person.id, receivedAt: appeal.receivedAt });
  const known = knownBefore({ withAppealId, isLetPast: letPast.includes(person.id), hasReadBefore: readBefore });
  const look = {
    platformId: decision.platformId,
    by: person.id,
    at: now,
    finding,
    clauseRef: finding === "clause" ? input.clause : null,
    why,
    known,
    withAppealId: known === "alike" ? withAppealId : null,
  };
  await tx.insert(appealFirstLooks).values({ ...look, appealId: appeal.id });
  await recordShown(tx, actor, decision.caseId, now);
  await lookBeside(tx, appeal, look);
  return ok({ appealId: appeal.id, known });
}

type Kept = { appealId: string; known: LookKnown | null };
const about = ({ appealId }: { appealId: string }, value?: Kept) => ({
  kind: "appeal",
  id: appealId,
  ...(value?.known ? { detail: { known: value.known } } : {}),
});

/**
 * The reviewer's own finding from the evidence, before anything of the decision is shown to them (issue 5). Kept as it was
 * written; only then may they answer. Whoever was let past a tie, or opened the case since it was decided, had the decision
 * before them, and that is kept with it.
 * Fails as `appeal_take_first`, `appeal_looked`, or as independence says.
 */
export const lookAtAppeal = command({
  name: "appeal.look",
  permission: "appeal.decide",
  input: LookAtAppeal,
  subject: (input, value?: Kept) => about(input, value),
  run: (context, input) => keepLook(context, input, null),
});

/**
 * The finding on one appeal of a wave, kept for another that gets the same answer: marked as not found in its own evidence.
 */
export const lookAlike = command({
  name: "appeal.look",
  permission: "appeal.decide",
  input: LookAlike,
  subject: (input, value?: Kept) => about(input, value),
  run: (context, { withAppealId, ...input }) => keepLook(context, input, withAppealId),
});
