import "server-only";
import { command } from "@/lib/platform/command";
import { fail, ok, type Result } from "@/lib/platform/result";
import { caseFor, moveCase, notHeld } from "@/lib/queue/store";
import { DecideCase, type Decided } from "./contract";
import { decideNoViolation, decideReferred } from "./decide-other.store";
import { decideViolation } from "./decide-violation.store";
import { materialOf } from "./material.store";
import { type Deciding, lockAccount, originOf } from "./record.store";

/**
 * Decides a case (issue 2, item 4): finding, sanctions, strike, statements, answers to notifiers, outbox rows and audit
 * entry commit together or not at all (DESIGN 3.2). Fails with `stale` naming who decided first, `conflict` naming who
 * holds the case, or `refused` with every field that stops it. Nothing leaves before the undo window is over.
 */
export const decideCase = command<typeof DecideCase, Decided>({
  name: "case.decide",
  permission: "case.decide",
  input: DecideCase,
  subject: (input, value) => ({
    kind: "case",
    id: input.caseId,
    platformId: value?.platform,
    detail: { outcome: input.outcome, ...(value ? { decisionId: value.decisionId } : {}), ...codesOf(input) },
  }),
  async run({ tx, actor, now }, input) {
    // A decision is a named person's: a key or a schedule has nobody who could answer for it.
    if (actor.kind !== "person") return fail("forbidden");
    const { caseId, version } = input;
    const { row, failure } = await caseFor(tx, { verb: "decide", caseId, version, actor }, now);
    if (failure) return failure;
    await lockAccount(tx, row.accountId);
    const material = await materialOf(tx, caseId);
    if (!material) return fail("not_found", "case_not_found");
    const origin = await originOf(tx, row);
    const decided = await byOutcome({ tx, actor, now, row, material, origin }, input);
    if (!decided.ok) return decided;
    await moveCase(tx, row, { state: "decided", decidedAt: now, ...notHeld });
    const { decisionId, effectiveAt } = decided.value;
    const undoUntil = effectiveAt.toISOString();
    return ok({
      decisionId,
      caseId,
      platform: row.platformId,
      reference: material.reference,
      undoUntil,
      outcome: input.outcome,
    });
  },
});

function byOutcome(deciding: Deciding, input: DecideCase): Promise<Result<{ decisionId: string; effectiveAt: Date }>> {
  switch (input.outcome) {
    case "violation":
      return decideViolation(deciding, input);
    case "no_violation":
      return decideNoViolation(deciding, input);
    case "referred":
      return decideReferred(deciding, input);
  }
}

/** What the audit log keeps of the choice: references and codes, never a text. */
function codesOf(input: DecideCase): Record<string, unknown> {
  if (input.outcome === "referred") return { to: input.to };
  if (input.outcome === "no_violation") return input.clause ? { clause: input.clause } : {};
  const corrected = [...(input.roleWhy ? ["role"] : []), ...(input.contentDateWhy ? ["contentDate"] : [])];
  const sanctions = input.sanctions.map(({ action }) => action);
  return {
    clause: input.clause,
    ground: input.ground,
    sanctions,
    ...(input.deviation ? { deviation: input.deviation.code } : {}),
    ...(corrected.length > 0 ? { corrected } : {}),
  };
}
