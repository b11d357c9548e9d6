import "server-only";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { database } from "@/db/client";
import { decisions } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { answerBefore, type Idempotency, idempotencyOf, rememberAnswer } from "@/lib/platform/idempotency";
import { metrics } from "@/lib/platform/metrics";
import type { Actor } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { DecideCase, type Decided } from "./contract";
import { decisionSubject } from "./decide-audit.rules";
import { decideOne } from "./decide-many.store";
import { recordDecidedHarm } from "./decided-harm.store";

function decideThrough(repeatable: Idempotency | null) {
  return command<typeof DecideCase, Decided>({
    name: "case.decide",
    permission: "case.decide",
    input: DecideCase,
    subject: decisionSubject,
    async run(context, input) {
      const decided = await decideOne(context, {
        caseId: input.caseId,
        version: input.version,
        verb: input.outcome === "referred" ? "refer" : "decide",
        input: () => ok(input),
      });
      if (!decided.ok) return decided;
      await recordDecidedHarm(context, input);
      if (!repeatable) return decided;
      const answer = { status: 200, response: decided.value };
      const isKept = await rememberAnswer(context.tx, repeatable, answer, context.now);
      return isKept ? decided : fail("conflict", "idempotency_busy");
    },
  });
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
