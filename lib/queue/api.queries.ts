import "server-only";
import type { Db } from "@/db/client";
import type { Actor } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { platformsAsked } from "@/lib/policy/api.queries";
import type { ApiCase, ApiCases } from "./api.contract";
import type { QueueRequest, QueueRow } from "./contract";
import { openCases } from "./queries";

/** `isAhead`, `hasLapsedForMe` and `notShown` are of the desk's own list, and no part of the contract. */
function toApiCase({
  claimedBy,
  isAhead: _isAhead,
  hasLapsedForMe: _hasLapsed,
  notShown: _notShown,
  ...row
}: QueueRow): ApiCase {
  const heldBy = claimedBy === null ? "nobody" : claimedBy.isMe ? "you" : "another";
  return { ...row, heldBy };
}

/**
 * One page of the queue for a program, with the desk's own filters, orders and keyset. `actor` is the key, or the person
 * it acts for: without one, there is no view "mine". Fails naming `platform`, `state` or `after`.
 */
export async function casesFor(db: Db, actor: Actor, request: QueueRequest, now: Date): Promise<Result<ApiCases>> {
  const platform = await platformsAsked(db, { actor, verb: "case.view", now }, request.platform);
  if (!platform.ok) return platform;
  if (request.state === "mine" && actor.kind !== "person")
    return fail("invalid", "invalid", { fields: [{ field: "state", reason: "mine_needs_person" }] });
  const page = await openCases(db, request, actor, now);
  return page.ok ? ok({ cases: page.value.rows.map(toApiCase), next: page.value.next }) : page;
}
