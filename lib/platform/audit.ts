import "server-only";
import type { Db, Tx } from "@/db/client";
import { auditEntries } from "@/db/schema";
import type { Actor } from "./permissions.rules";

export type AuditSubject = { kind: string; id: string; platformId?: string; detail?: Record<string, unknown> };
export type AuditOutcome = "done" | "refused" | "viewed";

/**
 * Appends one entry to the chain of the subject's platform. `verb` is the product's word (`case.decide`).
 * `detail` must hold ids and codes, never texts of content or people's names: the log outlives retention dates.
 * @throws when the database refuses; the surrounding transaction then fails whole.
 */
export async function appendAudit(
  tx: Tx | Db,
  entry: { actor: Actor; verb: string; outcome: AuditOutcome; subject?: AuditSubject; now: Date },
): Promise<void> {
  const { actor, verb, outcome, subject, now } = entry;
  const actorId = actor.kind === "system" ? actor.name : (actor.id ?? null);
  const columns = {
    chain: subject?.platformId ?? "desk",
    at: now,
    actorKind: actor.kind,
    actorId,
    verb,
    outcome,
    subjectKind: subject?.kind ?? null,
    subjectId: subject?.id ?? null,
  };
  const body = JSON.stringify({ ...columns, at: now.toISOString(), detail: subject?.detail ?? {} });
  await tx.insert(auditEntries).values({ ...columns, body });
}
