import "server-only";
import { appealOverrides } from "@/db/schema";
import { placeholderProblem } from "@/lib/decisions/placeholder.rules";
import { command } from "@/lib/platform/command";
import { fail, ok } from "@/lib/platform/result";
import { heldAppeal, sidesOf } from "./held.store";
import { mayBeAssigned, tieOf } from "./independence.rules";
import { LetPast } from "./override.contract";
import { reviewerOf } from "./store";

/**
 * Lets a named person past their tie to one decision, for one appeal (DSA.md A9: self-review only by a named override).
 * Said by an admin, never by the person themselves; role, qualification and clearance are asked for as ever. Fails as
 * `appeal_not_tied` where nothing has to be lifted, else with what the override cannot lift.
 */
export const letPast = command({
  name: "appeal.override",
  permission: "appeal.override",
  input: LetPast,
  subject: ({ appealId, personId }, value?: { tie: string }) => ({
    kind: "appeal",
    id: appealId,
    detail: { personId, ...(value ?? {}) },
  }),
  async run({ tx, actor, now, onPlatform }, input) {
    if (actor.kind !== "person") return fail("forbidden");
    const found = await heldAppeal(tx, actor, input);
    if (!found.ok) return found;
    onPlatform(found.value.decision.platformId);
    const sides = sidesOf(found.value);
    const person = await reviewerOf(tx, input.personId, "person");
    const tie = tieOf({ ...sides, person });
    if (!tie || sides.appeal.letPast.includes(person.id)) return fail("refused", "appeal_not_tied");
    const freed = { ...sides, appeal: { ...sides.appeal, letPast: [person.id] } };
    const allowed = mayBeAssigned({ ...freed, person }, now);
    if (!allowed.ok) return fail("refused", allowed.reason);
    if (placeholderProblem(input.why))
      return fail("refused", "refused", { fields: [{ field: "why", reason: "appeal_override_why" }] });
    const { platformId } = found.value.decision;
    const row = { platformId, appealId: input.appealId, personId: person.id, tie, why: input.why };
    await tx.insert(appealOverrides).values({ ...row, allowedBy: actor.id, allowedAt: now });
    return ok({ tie });
  },
});
