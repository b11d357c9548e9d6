import "server-only";
import type { Db, Tx } from "@/db/client";
import { auditEntries } from "@/db/schema";
import type { Actor } from "./permissions.rules";

export type AuditSubject = { kind: string; id: string; platformId?: string; detail?: Record<string, unknown> };
type Entry = { actor: Actor; verb: string; outcome: AuditOutcome; now: Date };
export type AuditOutcome = "done" | "refused" | "viewed";

/** Who it was, as the log names them: a person or key by id, the product's own parts by name, a visitor not at all. */
export function actorIdOf(actor: Actor): string | null {
  return actor.kind === "system" ? actor.name : (actor.id ?? null);
}

/** Of a person for whom a program acted, the entry names the key beside them: either may have to answer for it. */
function detailOf(actor: Actor, detail: Record<string, unknown> = {}): Record<string, unknown> {
  return actor.kind === "person" && actor.through ? { ...detail, key: actor.through.keyId } : detail;
}

/**
 * Appends one entry to the chain of the subject's platform; a platform that does not exist has none. `verb` is the
 * product's word (`case.decide`).
 * `detail` must hold ids and codes, never texts of content or people's names: the log outlives retention dates.
 * @throws when the database refuses; the surrounding transaction then fails whole.
 */
export async function appendAudit(
  tx: Tx | Db,
  { subject, ...entry }: Entry & { subject?: AuditSubject },
): Promise<void> {
  await tx.insert(auditEntries).values(rowOf(entry, subject));
}

/** The same about each of several subjects, in their order, in one statement. */
export async function appendAudits(tx: Tx | Db, entry: Entry, subjects: readonly AuditSubject[]): Promise<void> {
  if (subjects.length > 0) await tx.insert(auditEntries).values(subjects.map((subject) => rowOf(entry, subject)));
}

function rowOf({ actor, verb, outcome, now }: Entry, subject?: AuditSubject): typeof auditEntries.$inferInsert {
  const columns = {
    chain: subject?.platformId ?? "desk",
    at: now,
    actorKind: actor.kind,
    actorId: actorIdOf(actor),
    verb,
    outcome,
    subjectKind: subject?.kind ?? null,
    subjectId: subject?.id ?? null,
  };
  const body = JSON.stringify({ ...columns, at: now.toISOString(), detail: detailOf(actor, subject?.detail) });
  return { ...columns, body };
}
