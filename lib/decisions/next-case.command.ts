import "server-only";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { database } from "@/db/client";
import { cases } from "@/db/schema";
import { answerBefore, type Idempotency, idempotencyOf, rememberAnswer } from "@/lib/platform/idempotency";
import type { Actor } from "@/lib/platform/permissions.rules";
import { ok, type Result } from "@/lib/platform/result";
import { notBlindTo } from "@/lib/queue/blind.store";
import { claimNext } from "@/lib/queue/claim.command";
import { ClaimNext } from "@/lib/queue/contract";
import { holderOf } from "@/lib/queue/rules";
import type { CaseView, Decided } from "./contract";
import { decideCase } from "./decide.command";
import { caseView } from "./queries";

/** Takes the next case of a filtered queue and reads it whole: one round trip for the browser; null when none is left. */
export async function nextCase(actor: Actor, raw: unknown, now: Date = new Date()): Promise<Result<CaseView | null>> {
  const claimed = await claimNext(actor, raw, now);
  if (!claimed.ok || claimed.value === null) return claimed.ok ? ok(null) : claimed;
  return caseView(await database(), actor, claimed.value.caseId, now);
}

const Given = z.object({ caseId: z.uuid() });

/** The next case that this very request was given before, or null when there is none or it is no longer this person's. */
async function givenBefore(actor: Actor, asked: Idempotency, now: Date): Promise<string | null> {
  const db = await database();
  const before = await answerBefore(db, asked, now);
  const given = Given.safeParse(before === "other" ? null : before?.response);
  if (!given.success) return null;
  const { id, state, claimedBy, leaseUntil } = cases;
  const [row] = await db
    .select({ state, claimedBy, leaseUntil })
    .from(cases)
    .where(and(eq(id, given.data.caseId), notBlindTo(actor)));
  return row && holderOf(row, now) === actor.id ? given.data.caseId : null;
}

/** The next case, remembered under the key of the request; the same one again when the request is sent again. */
async function nextOnce(
  actor: Actor,
  { filter, take }: { filter: z.infer<typeof ClaimNext>; take: typeof nextCase },
  now: Date,
  key: string | null,
) {
  const about = { scope: `case.claim_next ${actor.id ?? actor.kind}`, body: filter };
  const repeatable = idempotencyOf(key, about);
  if (!repeatable.ok || !repeatable.value) return take(actor, filter, now);
  const asked = repeatable.value;
  const db = await database();
  const before = await givenBefore(actor, asked, now);
  if (before) return caseView(db, actor, before, now);
  const next = await take(actor, filter, now);
  if (!next.ok || !next.value) return next;
  const answer = { status: 200, response: { caseId: next.value.case.id } };
  await db.transaction((tx) => rememberAnswer(tx, asked, answer, now));
  return next;
}

/** The ids of an address, between commas. */
export const idsIn = (value: string | string[] = ""): string[] => `${value}`.split(",").filter((id) => id !== "");

export type DecidedAndNext = { decided: Decided; next: CaseView | null };

/**
 * Decides, then takes the next case of the queue that `search` describes (`next=1`, `order` and filters); with `inHand`,
 * the case that is on the screen by now, the next one is laid ready, and not that one nor one of `ready`, which are laid ready behind it. The decision stands whatever becomes of the second step: a queue that cannot be read is answered as an empty one. With `key` a
 * request whose answer was lost may be sent again, and is given the same next case while it is theirs.
 * @param by how the desk decides and takes, where it does more than these (lib/quality/desk.command.ts)
 */
export async function decideAndNext(
  actor: Actor,
  raw: unknown,
  search: Record<string, string | string[]>,
  now: Date = new Date(),
  key: string | null = null,
  by: { decide: typeof decideCase; take: typeof nextCase } = { decide: decideCase, take: nextCase },
): Promise<Result<DecidedAndNext>> {
  const decided = await by.decide(actor, raw, now, key);
  if (!decided.ok) return decided;
  const asked = { ...search, ready: idsIn(search.ready), last: idsIn(search.last) };
  const filter = search.next === "1" ? ClaimNext.safeParse(asked).data : undefined;
  const next = filter ? await nextOnce(actor, { filter, take: by.take }, now, key) : null;
  return ok({ decided: decided.value, next: next?.ok ? next.value : null });
}
