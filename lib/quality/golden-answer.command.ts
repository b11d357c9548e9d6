import "server-only";
import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { goldenAnswers } from "@/db/schema";
import { DecideCase, type Decided, UndoDecision, type Undone } from "@/lib/decisions/contract";
import { codesOf } from "@/lib/decisions/decide-audit.rules";
import { rationaleProblems } from "@/lib/decisions/decide-other.store";
import { assessed } from "@/lib/decisions/decide-violation.store";
import { harmsDecided } from "@/lib/decisions/decided-harm.store";
import type { CaseMaterial } from "@/lib/decisions/material.rules";
import { explained } from "@/lib/decisions/material.store";
import { type CommandContext, command } from "@/lib/platform/command";
import { appUrl } from "@/lib/platform/env";
import type { Actor, Person } from "@/lib/platform/permissions.rules";
import { type Failure, fail, ok, type Result } from "@/lib/platform/result";
import { settingsFor } from "@/lib/platform/settings";
import { leaseEnd } from "@/lib/queue/rules";
import { crimeOnGolden } from "./golden.rules";
import { recordGolden } from "./golden-care.store";
import { goldenSubject } from "./golden-subject.rules";
import { goldenMaterial, lockTurn, moveTurn, type Turn, turnAtRest, turnNotHanded } from "./golden-turn.store";
import { turnFor } from "./golden-work.command";

type Answer = { clauseRef: string | null; sanctions: string[] };

/** What would stop a decision like this stops the answer, in the same words; else what was answered. */
async function read(
  { tx, actor, now }: { tx: Tx; actor: Person; now: Date },
  material: CaseMaterial,
  input: DecideCase,
): Promise<{ answer: Answer; effectiveAt: Date; failure?: undefined } | { failure: Failure }> {
  const effectiveAt = new Date(now.getTime() + material.undoSeconds * 1000);
  switch (input.outcome) {
    case "violation": {
      const url = `${appUrl()}/decision`;
      const { assessment, problems } = await assessed({ tx, actor, now, material }, input, url);
      if (problems.length > 0) return { failure: fail("refused", "decision_incomplete", { fields: problems }) };
      const chosen = assessment.sanctions.filter(({ isFollowOn }) => !isFollowOn).map(({ action }) => action);
      const answer = { clauseRef: assessment.clause?.ref ?? null, sanctions: chosen };
      return { answer, effectiveAt: assessment.effectiveAt };
    }
    case "no_violation": {
      const problems = await explained(tx, rationaleProblems({ actor, material }, input));
      if (problems.length > 0) return { failure: fail("refused", "decision_incomplete", { fields: problems }) };
      return { answer: { clauseRef: null, sanctions: [] }, effectiveAt };
    }
    case "referred":
      return { answer: { clauseRef: null, sanctions: [] }, effectiveAt };
  }
}

const decided = (golden: Turn, material: CaseMaterial, made: typeof goldenAnswers.$inferSelect): Decided => ({
  decisionId: made.id,
  caseId: golden.turn.id,
  platform: golden.turn.platformId,
  reference: material.reference,
  undoUntil: made.effectiveAt.toISOString(),
  outcome: made.outcome,
});

async function answerOnce(
  { tx, actor, now }: CommandContext,
  input: DecideCase,
  requestKey: string | null,
): Promise<Result<Decided>> {
  if (actor.kind !== "person") return fail("forbidden");
  const { caseId, version } = input;
  const before = await lockTurn(tx, actor, caseId);
  // The same request once more, because its answer was lost: it is told what was answered.
  if (before?.answer && requestKey !== null && before.answer.requestKey === requestKey)
    return ok(decided(before, await goldenMaterial(tx, before), before.answer));
  const verb = input.outcome === "referred" ? "refer" : "decide";
  const { golden, failure } = await turnFor(tx, actor, { verb, caseId, version }, now);
  if (failure) return failure;
  if (verb === "decide" && crimeOnGolden(golden.turn, actor.name))
    return fail("refused", "referral_is_open", { values: { name: actor.name } });
  const material = await goldenMaterial(tx, golden);
  const found = await read({ tx, actor, now }, material, input);
  if (found.failure) return found.failure;
  const { turn } = golden;
  const [made] = await tx
    .insert(goldenAnswers)
    .values({
      platformId: turn.platformId,
      turnId: turn.id,
      itemId: turn.itemId,
      personId: actor.id,
      outcome: input.outcome,
      ...found.answer,
      answeredAt: now,
      effectiveAt: found.effectiveAt,
      requestKey,
    })
    .returning();
  if (!made) throw new Error("the answer was not stored");
  await recordGolden(tx, actor, golden, now, { more: harmsDecided(material.pack, input) });
  const state = input.outcome === "referred" ? "waiting" : "decided";
  await moveTurn(tx, golden, { state, ...turnAtRest, ...turnNotHanded });
  return ok(decided(golden, material, made));
}

/**
 * Answers a golden item with the form of a decision: refused as a decision is, and kept as one row of `golden_answers`.
 * No statement, strike, sanction, letter, outbox row, report row, wave or example comes of it (issue 4, Quality).
 */
export function answerGolden(actor: Actor, raw: unknown, now: Date, key: string | null): Promise<Result<Decided>> {
  return command<typeof DecideCase, Decided>({
    name: "case.decide",
    permission: "case.decide",
    input: DecideCase,
    subject: (input, value) => ({
      ...goldenSubject({ caseId: input.caseId, platform: value?.platform }),
      detail: { outcome: input.outcome, ...(value ? { decisionId: value.decisionId } : {}), ...codesOf(input) },
    }),
    run: (context, input) => answerOnce(context, input, key),
  })(actor, raw, now);
}

/** Takes an answer back within the undo window, into the hands of who gave it. */
export const undoGolden = command<typeof UndoDecision, Undone>({
  name: "case.undo",
  permission: "case.undo",
  input: UndoDecision,
  subject: ({ decisionId }, value) => goldenSubject({ caseId: value?.caseId ?? decisionId, platform: value?.platform }),
  async run({ tx, actor, now }, { decisionId }) {
    const [named] = await tx.select().from(goldenAnswers).where(eq(goldenAnswers.id, decisionId));
    const golden = named && (await lockTurn(tx, actor, named.turnId));
    if (!golden) return fail("not_found", "decision_not_found");
    if (golden.answer?.id !== decisionId) return fail("stale", "decision_already_undone");
    if (now >= golden.answer.effectiveAt) return fail("refused", "undo_window_over");
    await tx
      .update(goldenAnswers)
      .set({ undoneAt: now })
      .where(and(eq(goldenAnswers.id, decisionId)));
    const { leaseSeconds } = await settingsFor(tx, golden.turn.platformId);
    const turn = await moveTurn(tx, golden, { state: "claimed", leaseUntil: leaseEnd(now, leaseSeconds) });
    return ok({ decisionId, caseId: turn.id, platform: turn.platformId, version: turn.version, state: turn.state });
  },
});
