import "server-only";
import { database } from "@/db/client";
import type { Actor } from "@/lib/platform/permissions.rules";
import { ok, type Result } from "@/lib/platform/result";
import { claimNext } from "@/lib/queue/claim.command";
import { ClaimNext } from "@/lib/queue/contract";
import type { CaseView, Decided } from "./contract";
import { decideCase } from "./decide.command";
import { caseView } from "./queries";

/** Takes the next case of a filtered queue and reads it whole: one round trip for the browser; null when none is left. */
export async function nextCase(actor: Actor, raw: unknown, now: Date = new Date()): Promise<Result<CaseView | null>> {
  const claimed = await claimNext(actor, raw, now);
  if (!claimed.ok || claimed.value === null) return claimed.ok ? ok(null) : claimed;
  return caseView(await database(), actor, claimed.value.caseId, now);
}

export type DecidedAndNext = { decided: Decided; next: CaseView | null };

/**
 * Decides, then takes the next case of the queue that `search` describes (`next=1`, `order` and filters). The decision
 * stands whatever becomes of the second step: a queue that cannot be read is answered as an empty one. With `key` a
 * request whose answer was lost may be sent again; a program is then given the same next case (`claimNext`).
 */
export async function decideAndNext(
  actor: Actor,
  raw: unknown,
  search: Record<string, string | string[]>,
  now: Date = new Date(),
  key: string | null = null,
): Promise<Result<DecidedAndNext>> {
  const decided = await decideCase(actor, raw, now, key);
  if (!decided.ok) return decided;
  const filter = search.next === "1" ? ClaimNext.safeParse(search).data : undefined;
  const next = filter ? await nextCase(actor, filter, now) : null;
  return ok({ decided: decided.value, next: next?.ok ? next.value : null });
}
