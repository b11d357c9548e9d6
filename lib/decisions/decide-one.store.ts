import "server-only";
import type { CommandContext } from "@/lib/platform/command";
import { fail, ok, type Result } from "@/lib/platform/result";
import { caseFor, moveCase, notHeld } from "@/lib/queue/store";
import type { DecideCase, Decided } from "./contract";
import { decideNoViolation } from "./decide-other.store";
import { decideReferred } from "./decide-referred.store";
import { decideViolation } from "./decide-violation.store";
import type { CaseMaterial } from "./material.rules";
import { materialOf } from "./material.store";
import { type Deciding, lockAccount, originOf } from "./record.store";
import { afterReferral } from "./referral.rules";

/** What to decide: as it was sent, or as it follows from what is known under the locks. */
export type Asked = {
  caseId: string;
  version: number;
  verb: "decide" | "refer";
  input: (material: CaseMaterial) => Result<DecideCase>;
  /** The least undo window, where a decision is one of many that are taken back together. */
  undoSeconds?: number;
};

/**
 * One decision on one case, inside its transaction: for the command that one person gives, and for each item of a wave.
 * Locks the case, then the account, and reads under the locks what the choice is then made from.
 */
export async function decideOne({ tx, actor, now }: CommandContext, asked: Asked): Promise<Result<Decided>> {
  // A decision is a named person's: a key or a schedule has nobody who could answer for it.
  if (actor.kind !== "person") return fail("forbidden");
  const { caseId, version, verb } = asked;
  const { row, failure } = await caseFor(tx, { verb, caseId, version, actor }, now);
  if (failure) return failure;
  await lockAccount(tx, row.accountId);
  const read = await materialOf(tx, caseId);
  if (!read) return fail("not_found", "case_not_found");
  const material = { ...read, undoSeconds: Math.max(read.undoSeconds, asked.undoSeconds ?? 0) };
  const chosen = asked.input(material);
  if (!chosen.ok) return chosen;
  const input = chosen.value;
  const origin = await originOf(tx, row);
  const decided = await byOutcome({ tx, actor, now, row, material, origin }, input);
  if (!decided.ok) return decided;
  const { decisionId, effectiveAt } = decided.value;
  const after =
    input.outcome === "referred"
      ? { ...afterReferral({ to: input.to, dueAt: row.dueAt, effectiveAt }), setAsideBy: actor.id }
      : ({ state: "decided", decidedAt: now } as const);
  await moveCase(tx, row, { ...after, ...notHeld });
  const undoUntil = effectiveAt.toISOString();
  const { outcome } = input;
  return ok({ decisionId, caseId, platform: row.platformId, reference: material.reference, undoUntil, outcome });
}

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
