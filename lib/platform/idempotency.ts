import "server-only";
import { createHash, createHmac } from "node:crypto";
import { and, eq, gt, lt, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { idempotencyKeys } from "@/db/schema";
import { secrets } from "./env";
import { fail, ok, type Result } from "./result";

/** A request that may come twice: whose key it is, the key, and what was asked with it. */
export type Idempotency = { scope: string; key: string; requestHash: string };

const keptMs = 24 * 3_600_000;
const oldest = (now: Date) => new Date(now.getTime() - keptMs);

/**
 * The `Idempotency-Key` of a request, bound to who sent it and to its body; null when there is none. Who asks is stored
 * as a keyed hash only: a visitor is known by nothing but a network address.
 */
export function idempotencyOf(key: string | null, about: { scope: string; body: unknown }): Result<Idempotency | null> {
  if (key === null) return ok(null);
  if (key.trim() === "" || key.length > 200) return fail("invalid", "idempotency_key_wrong");
  const scope = createHmac("sha256", secrets().links).update(about.scope).digest("hex");
  const requestHash = createHash("sha256").update(JSON.stringify(about.body)).digest("hex");
  return ok({ scope, key, requestHash });
}

/** What was answered within the last day to this key: the stored answer, `other` when it came with another body, or null. */
export async function answerBefore(
  db: Db,
  asked: Idempotency,
  now: Date,
): Promise<{ response: unknown } | "other" | null> {
  const [row] = await db
    .select({ requestHash: idempotencyKeys.requestHash, response: idempotencyKeys.response })
    .from(idempotencyKeys)
    .where(
      and(
        eq(idempotencyKeys.scope, asked.scope),
        eq(idempotencyKeys.key, asked.key),
        gt(idempotencyKeys.createdAt, oldest(now)),
      ),
    );
  if (!row) return null;
  return row.requestHash === asked.requestHash ? { response: row.response } : "other";
}

/**
 * Remembers an answer in the transaction that made it, so that both are there or neither. False when the same key was
 * answered meanwhile: roll back, and give that answer. `response` must hold ids only, no secrets and no persons.
 */
export async function rememberAnswer(
  tx: Tx,
  asked: Idempotency,
  answer: { status: number; response: unknown },
  now: Date,
): Promise<boolean> {
  const values = { ...asked, ...answer, createdAt: now };
  const written = await tx
    .insert(idempotencyKeys)
    .values(values)
    .onConflictDoUpdate({
      target: [idempotencyKeys.scope, idempotencyKeys.key],
      set: { requestHash: asked.requestHash, status: answer.status, response: sql`excluded.response`, createdAt: now },
      setWhere: lt(idempotencyKeys.createdAt, oldest(now)),
    })
    .returning({ key: idempotencyKeys.key });
  return written.length > 0;
}

/** Forgets answers older than a day; for a schedule. */
export async function forgetOldAnswers(db: Db, now: Date): Promise<void> {
  await db.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, oldest(now)));
}
