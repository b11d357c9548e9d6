import "server-only";
import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { commitmentAnomalies, commitmentRegisters, commitments, people } from "@/db/schema";
import { enqueueAll } from "@/lib/platform/outbox";
import type { Actor } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { addDays, dayIn, endOfDay } from "@/lib/platform/time.rules";
import { mayRecord } from "./access.rules";
import type { CommitmentWritten } from "./contract";
import { holderOf, registerZone } from "./month.rules";

export type HeldCommitment = {
  row: typeof commitments.$inferSelect;
  register: typeof commitmentRegisters.$inferSelect;
};
type Asking = { commitmentId: string; version?: number };

/** The last moment of the day that lies so many days after today. */
export const dueIn = (days: number, now: Date) => endOfDay(addDays(dayIn(now, registerZone), days), registerZone);

export const personOf = (actor: Actor) => (actor.kind === "person" ? actor.id : null);

/**
 * A commitment under lock. Fails as `commitment_not_found`, as `commitment_changed` where another version was looked at,
 * and as `commitment_retired` where an import took it out.
 */
export async function lockCommitment(tx: Tx, { commitmentId, version }: Asking): Promise<Result<HeldCommitment>> {
  const [row] = await tx.select().from(commitments).where(eq(commitments.id, commitmentId)).for("update");
  if (!row) return fail("not_found", "commitment_not_found");
  if (version !== undefined && row.version !== version) return fail("stale", "commitment_changed");
  if (row.retiredAt) return fail("refused", "commitment_retired");
  const [register] = await tx.select().from(commitmentRegisters).where(eq(commitmentRegisters.id, row.registerId));
  return register ? ok({ row, register }) : fail("not_found", "commitment_not_found");
}

/** The same for whoever may record on it; everybody else gets `commitment_not_yours`. */
export async function lockOwn(tx: Tx, actor: Actor, asked: Asking): Promise<Result<HeldCommitment>> {
  const held = await lockCommitment(tx, asked);
  if (!held.ok) return held;
  const { row, register } = held.value;
  return mayRecord(actor, { ownerId: row.ownerId, leadId: register.leadId })
    ? held
    : fail("forbidden", "commitment_not_yours");
}

export async function setCommitment(
  tx: Tx,
  { id, version }: Pick<HeldCommitment["row"], "id" | "version">,
  change: Partial<typeof commitments.$inferInsert>,
): Promise<CommitmentWritten> {
  await tx
    .update(commitments)
    .set({ ...change, version: version + 1 })
    .where(eq(commitments.id, id));
  return { commitmentId: id, version: version + 1 };
}

/** Whoever of these may still sign in. */
export async function activeAmong(db: Db | Tx, ids: readonly (string | null)[]): Promise<Set<string>> {
  const asked = ids.flatMap((id) => id ?? []);
  if (asked.length === 0) return new Set();
  const rows = await db
    .select({ id: people.id })
    .from(people)
    .where(and(inArray(people.id, asked), isNull(people.disabledAt)));
  return new Set(rows.map(({ id }) => id));
}

/** Somebody who can be given a commitment or an anomaly: a supervisor or an admin who may sign in. */
export async function canHold(db: Db | Tx, personId: string): Promise<boolean> {
  const [row] = await db
    .select({ role: people.role })
    .from(people)
    .where(and(eq(people.id, personId), isNull(people.disabledAt)));
  return row?.role === "supervisor" || row?.role === "admin";
}

async function firstAdmin(tx: Tx): Promise<string | null> {
  const [row] = await tx
    .select({ id: people.id })
    .from(people)
    .where(and(eq(people.role, "admin"), isNull(people.disabledAt)))
    .orderBy(asc(people.createdAt), asc(people.id))
    .limit(1);
  return row?.id ?? null;
}

type Seen = Pick<
  typeof commitmentAnomalies.$inferInsert,
  "indicatorId" | "month" | "value" | "low" | "high" | "text" | "raisedBy"
>;

/**
 * Opens the task of an anomaly: at once, with somebody who holds it and a mail to them. Of one indicator and month there
 * is one. @returns its id; null where it was known
 */
export async function openAnomaly(
  tx: Tx,
  { row, register }: HeldCommitment,
  seen: Seen,
  now: Date,
): Promise<string | null> {
  const candidates = [row.ownerId, register.leadId, await firstAdmin(tx)];
  const holderId = holderOf(candidates, await activeAmong(tx, candidates));
  const about = { commitmentId: row.id, holderId, raisedAt: now, dueAt: dueIn(register.taskDays, now) };
  const [made] = await tx
    .insert(commitmentAnomalies)
    .values({ ...seen, ...about })
    .onConflictDoNothing()
    .returning({ id: commitmentAnomalies.id });
  if (!made) return null;
  if (holderId) await tellHolder(tx, made.id, holderId, now);
  return made.id;
}

/** One mail to whoever holds it from now on. */
export function tellHolder(tx: Tx, anomalyId: string, holderId: string, now: Date): Promise<unknown> {
  const dedupeKey = `anomaly ${anomalyId} ${holderId}`;
  return enqueueAll(tx, [{ kind: "mail.anomaly", payload: { anomalyId, holderId }, dedupeKey }], now);
}
