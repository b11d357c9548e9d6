import type { PolicyPack } from "@/lib/policy/contract";
import { counterCovers } from "@/lib/policy/counting.rules";
import { clauseIn, packIn } from "@/lib/policy/editions.rules";
import type { PriorStrike } from "./material.rules";
import type { Sanction, SanctionState, SanctionTarget, SanctionTerm, Strike } from "./standing.rules";

/** The columns of a stored sanction that its standing is made of. */
export type StoredSanction = {
  id: string;
  decisionId: string;
  action: string;
  target: string;
  state: SanctionState;
  startsAt: Date;
  endsAt: Date | null;
  indefinite: boolean;
  permanent: boolean;
  barsReEntry: boolean;
};

const targets: readonly SanctionTarget[] = ["content", "feature", "account", "person", "points", "authority"];

/** What was stored, as the rules of standing read it. A removal, a warning, a point happens once. */
export function sanctionFacts(row: StoredSanction): Sanction {
  const target = targets.find((known) => known === row.target) ?? "person";
  const term: SanctionTerm =
    row.endsAt !== null ? "until" : row.permanent ? "permanent" : row.indefinite ? "open_ended" : "once";
  // Removing one content does not overlap removing another; closing one feature twice does.
  const effect = target === "content" ? `content:${row.decisionId}:${row.action}` : `${target}:${row.action}`;
  const { id, decisionId, action, state, startsAt, endsAt, barsReEntry } = row;
  return { id, decisionId, actionId: action, target, effect, term, state, startsAt, endsAt, barsReEntry };
}

/** A stored strike with the counters of its version that count its clause. */
export function strikeFacts(row: PriorStrike, whole: PolicyPack): Strike {
  const pack = packIn(whole, row.versionRef);
  const clause = clauseIn(pack, row.clauseRef, row.versionRef);
  const counters = pack.sanctions.counters.filter(
    (counter) => clause && counter.versions.includes(row.versionRef) && counterCovers({ pack }, counter, clause),
  );
  return {
    id: row.id,
    decisionId: row.decisionId,
    role: row.role ?? "",
    versionRef: row.versionRef,
    clauseRef: row.clauseRef,
    counters: counters.map(({ id }) => id),
    points: row.points,
    state: row.overturnedAt === null ? "confirmed" : "voided",
    confirmedAt: row.confirmedAt,
    expiresAt: null,
  };
}
