import "server-only";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { database } from "@/db/client";
import { decisions } from "@/db/schema";
import { type CommandContext, command } from "@/lib/platform/command";
import { answerBefore, type Idempotency, idempotencyOf, rememberAnswer } from "@/lib/platform/idempotency";
import { metrics } from "@/lib/platform/metrics";
import type { Actor } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { caseFor, moveCase, notHeld } from "@/lib/queue/store";
import { DecideCase, type Decided } from "./contract";
import { decideNoViolation } from "./decide-other.store";
import { decideReferred } from "./decide-referred.store";
import { decideViolation } from "./decide-violation.store";
import { materialOf } from "./material.store";
import { type Deciding, lockAccount, originOf } from "./record.store";
import { afterReferral } from "./referral.rules";

function decideThrough(repeatable: Idempotency | null) {
  return command<typeof DecideCase, Decided>({
    name: "case.decide",
    permission: "case.decide",
    input: DecideCase,
    subject: (input, value) => ({
      kind: "case",
      id: input.caseId,
      platformId: value?.platform,
      detail: { outcome: input.outcome, ...(value ? { decisionId: value.decisionId } : {}), ...codesOf(input) },
    }),
    async run(context, input) {
      const decided = await decide(context, input);
      if (!decided.ok || !repeatable) return decided;
      const answer = { status: 200, response: decided.value };
      const isKept = await rememberAnswer(context.tx, repeatable, answer, context.now);
      return isKept ? decided : fail("conflict", "idempotency_busy");
    },
  });
}

async function decide({ tx, actor, now }: CommandContext, input: DecideCase): Promise<Result<Decided>> {
  // A decision is a named person's: a key or a schedule has nobody who could answer for it.
  if (actor.kind !== "person") return fail("forbidden");
  const { caseId, version } = input;
  const verb = input.outcome === "referred" ? "refer" : "decide";
  const { row, failure } = await caseFor(tx, { verb, caseId, version, actor }, now);
  if (failure) return failure;
  await lockAccount(tx, row.accountId);
  const material = await materialOf(tx, caseId);
  if (!material) return fail("not_found", "case_not_found");
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

const Remembered = z.object({
  decisionId: z.uuid(),
  caseId: z.uuid(),
  platform: z.string(),
  reference: z.string(),
  undoUntil: z.string(),
  outcome: z.enum(["violation", "no_violation", "referred"]),
});

/** What this very request was answered before, while its decision stands; null when it is new, or was taken back. */
async function answeredBefore(asked: Idempotency, now: Date): Promise<Result<Decided> | null> {
  const db = await database();
  const before = await answerBefore(db, asked, now);
  if (before === "other") return fail("conflict", "idempotency_other_body");
  const read = Remembered.safeParse(before?.response);
  if (!read.success) return null;
  const [made] = await db
    .select({ undoneAt: decisions.undoneAt })
    .from(decisions)
    .where(eq(decisions.id, read.data.decisionId));
  return made?.undoneAt === null ? ok(read.data) : null;
}

/**
 * Decides a case: finding, sanctions, strike, statements, answers to notifiers, outbox rows and audit entry commit
 * together or not at all (DESIGN 3.2). Fails with `stale` naming who decided first, `conflict` naming who holds the case,
 * or `refused` with every field that stops it. Nothing leaves before the undo window is over.
 * @param key with it a request whose answer was lost may be sent again, and gets the answer of the first
 */
export async function decideCase(
  actor: Actor,
  raw: unknown,
  now: Date = new Date(),
  key: string | null = null,
): Promise<Result<Decided>> {
  const asked = idempotencyOf(key, { scope: `case.decide ${actor.id ?? actor.kind}`, body: raw });
  if (!asked.ok) return asked;
  const repeatable = asked.value;
  const before = repeatable && (await answeredBefore(repeatable, now));
  if (before) return before;
  const result = await decideThrough(repeatable)(actor, raw, now);
  if (result.ok) metrics().decisions.inc({ platform: result.value.platform, outcome: result.value.outcome });
  if (result.ok || !repeatable || (result.code !== "stale" && result.code !== "conflict")) return result;
  // Of one request sent twice at once, the second has the first one's answer by now.
  return (await answeredBefore(repeatable, now)) ?? result;
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
