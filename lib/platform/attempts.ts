import "server-only";
import { createHash } from "node:crypto";
import { and, eq, gt, inArray, lt, max, notInArray, sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Db, Tx } from "@/db/client";
import { signInAttempts } from "@/db/schema";
import { settingsFor } from "./settings";
import { isLockedOut } from "./sign-in.rules";

/** Whose password is tried, and from where when it is a stranger; both are kept as hashes only. */
export type TryKeys = { whose: string; from?: string };
/** A try that may be judged. `locks`: should it fail, the next ones are refused. */
export type Try = { ids: string[]; locks: boolean };

const subjectOf = (text: string) => createHash("sha256").update(text.trim().toLowerCase()).digest("hex");

type Subjects = { whose: string; from?: string };

/** Failed tries within the window, without those in `mine`. A success clears the count of whose it is: only its owner has one. */
async function failedLately(db: Db, { whose, from }: Subjects, mine: readonly string[], since: Date) {
  const { id, subject, succeeded, at } = signInAttempts;
  const [last] = await db
    .select({ at: max(at) })
    .from(signInAttempts)
    .where(and(eq(subject, whose), eq(succeeded, true), gt(at, since)));
  const count = async (key: string, after: Date) => {
    const where = and(eq(subject, key), eq(succeeded, false), gt(at, after), notInArray(id, [...mine]));
    const [row] = await db.select({ failed: sql<number>`count(*)::int` }).from(signInAttempts).where(where);
    return row?.failed ?? 0;
  };
  return {
    forEmail: await count(whose, last?.at ?? since),
    forAddress: from === undefined ? 0 : await count(from, since),
  };
}

/**
 * Begins a try of a password, or answers null when there were too many failed ones within the window.
 * It is written as failed before it is judged: sixteen at once cannot all slip through the same count.
 */
export async function beginTry(db: Db, keys: TryKeys, now: Date): Promise<Try | null> {
  const subjects: Subjects = {
    whose: subjectOf(keys.whose),
    ...(keys.from === undefined ? {} : { from: subjectOf(`address ${keys.from}`) }),
  };
  const { signInAttempts: allowed, signInWindowMinutes } = await settingsFor(db);
  const rows = Object.values(subjects).map((subject) => ({ id: v7(), subject, succeeded: false, at: now }));
  await db.insert(signInAttempts).values(rows);
  const ids = rows.map(({ id }) => id);
  const before = await failedLately(db, subjects, ids, new Date(now.getTime() - signInWindowMinutes * 60_000));
  if (isLockedOut(before, allowed)) {
    // A refused try must not prolong the lock, or a stranger could keep someone out for good.
    await db.delete(signInAttempts).where(inArray(signInAttempts.id, ids));
    return null;
  }
  const after = { forEmail: before.forEmail + 1, forAddress: before.forAddress + 1 };
  return { ids, locks: isLockedOut(after, allowed) };
}

/** The password was the right one. */
export async function passTry(tx: Tx | Db, { ids }: Try): Promise<void> {
  await tx.update(signInAttempts).set({ succeeded: true }).where(inArray(signInAttempts.id, ids));
}

/** Forgets tries older than a day, the longest window: they count for nothing, and a hash of an address is still about a person. */
export async function sweepTries(db: Db | Tx, now: Date): Promise<void> {
  await db.delete(signInAttempts).where(lt(signInAttempts.at, new Date(now.getTime() - 86_400_000)));
}
