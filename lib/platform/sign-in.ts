import "server-only";
import { createHash } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import { and, eq, gt, inArray, isNull, lt, max, notInArray, sql } from "drizzle-orm";
import { v7 } from "uuid";
import { type Db, database } from "@/db/client";
import { people, sessions, signInAttempts } from "@/db/schema";
import { appendAudit } from "./audit";
import type { SessionIds } from "./auth";
import { fail, ok, type Result } from "./result";
import { settingsFor } from "./settings";
import { isLockedOut } from "./sign-in.rules";

export type SignInTry = { email: string; password: string; address: string; userAgent: string; now: Date };

/** argon2id with the library's defaults (19 MiB, 2 passes); the plain text is never kept. */
export function hashPassword(password: string): Promise<string> {
  return hash(password);
}

/** Whether this is the password behind the hash; a hash that cannot be read matches nothing. */
export function isPassword(passwordHash: string, password: string): Promise<boolean> {
  return verify(passwordHash, password).catch(() => false);
}

const subjectOf = (text: string) => createHash("sha256").update(text.trim().toLowerCase()).digest("hex");

/** Compared when nobody has the address, so that an unknown address takes as long as a wrong password. */
const nobody = hashPassword("nobody has this password");

type Keys = { email: string; address: string };

/** Failed tries within the window, without those in `mine`. A success clears the e-mail's count: only its owner has one. */
async function failedLately(db: Db, keys: Keys, mine: readonly string[], since: Date) {
  const { id, subject, succeeded, at } = signInAttempts;
  const [last] = await db
    .select({ at: max(at) })
    .from(signInAttempts)
    .where(and(eq(subject, keys.email), eq(succeeded, true), gt(at, since)));
  const count = async (key: string, after: Date) => {
    const where = and(eq(subject, key), eq(succeeded, false), gt(at, after), notInArray(id, [...mine]));
    const [row] = await db.select({ failed: sql<number>`count(*)::int` }).from(signInAttempts).where(where);
    return row?.failed ?? 0;
  };
  return { forEmail: await count(keys.email, last?.at ?? since), forAddress: await count(keys.address, since) };
}

/** Postgres stores no NUL, and nobody's address or password is that long: such a try is wrong without asking. */
function isPlausible({ email, password }: SignInTry): boolean {
  return email.length <= 254 && password.length <= 1000 && !/\p{Cc}/u.test(email);
}

async function personWith(db: Db, email: string) {
  const [person] = await db
    .select({
      id: people.id,
      passwordHash: people.passwordHash,
      sessionVersion: people.sessionVersion,
      disabledAt: people.disabledAt,
    })
    .from(people)
    .where(eq(sql`lower(${people.email})`, email.trim().toLowerCase()));
  return person;
}

/**
 * Checks e-mail and password and opens a session. Answers `sign_in_wrong` (never says which part was wrong) or
 * `sign_in_locked` after too many failed tries within the window, even when the password is right.
 * The try is written as failed before it is judged: sixteen at once cannot all slip through the same count.
 */
export async function openSession(attempt: SignInTry): Promise<Result<SessionIds>> {
  const { now } = attempt;
  const db = await database();
  const keys = { email: subjectOf(attempt.email), address: subjectOf(`address ${attempt.address}`) };
  const { signInAttempts: allowed, signInWindowMinutes, sessionHours } = await settingsFor(db);
  const mine = [v7(), v7()];
  await db.insert(signInAttempts).values([
    { id: mine[0], subject: keys.email, succeeded: false, at: now },
    { id: mine[1], subject: keys.address, succeeded: false, at: now },
  ]);
  const before = await failedLately(db, keys, mine, new Date(now.getTime() - signInWindowMinutes * 60_000));
  if (isLockedOut(before, allowed)) {
    // A refused try must not prolong the lock, or a stranger could keep someone out for good.
    await db.delete(signInAttempts).where(inArray(signInAttempts.id, mine));
    return fail("rate_limited", "sign_in_locked");
  }
  const person = isPlausible(attempt) ? await personWith(db, attempt.email) : undefined;
  const matches = await isPassword(person?.passwordHash ?? (await nobody), attempt.password.slice(0, 1001));
  if (!matches || !person || person.disabledAt !== null) {
    const detail = {
      reason: "sign_in_wrong",
      locks: isLockedOut({ forEmail: before.forEmail + 1, forAddress: before.forAddress + 1 }, allowed),
    };
    const subject = { kind: "person", id: person?.id ?? "unknown", detail };
    await appendAudit(db, { actor: { kind: "public" }, verb: "session.open", outcome: "refused", subject, now });
    return fail("refused", "sign_in_wrong");
  }
  const sessionId = v7();
  const expiresAt = new Date(now.getTime() + sessionHours * 3_600_000);
  const userAgent = attempt.userAgent.slice(0, 200);
  await db.transaction(async (tx) => {
    await tx.update(signInAttempts).set({ succeeded: true }).where(inArray(signInAttempts.id, mine));
    // Nothing counts after the longest window, a day; who tried to sign in need not be known for longer.
    await tx.delete(signInAttempts).where(lt(signInAttempts.at, new Date(now.getTime() - 86_400_000)));
    await tx
      .insert(sessions)
      .values({ id: sessionId, personId: person.id, createdAt: now, lastSeenAt: now, expiresAt, userAgent });
    const subject = { kind: "person", id: person.id, detail: { sessionId } };
    await appendAudit(tx, {
      actor: { kind: "system", name: "sign-in" },
      verb: "session.open",
      outcome: "done",
      subject,
      now,
    });
  });
  return ok({ personId: person.id, sessionId, sessionVersion: person.sessionVersion });
}

/** Ends a session when its person signs out, so that a copied cookie ends with it. A session that is over stays as it is. */
export async function closeSession(ids: Pick<SessionIds, "personId" | "sessionId">, now: Date): Promise<void> {
  const db = await database();
  await db.transaction(async (tx) => {
    const [closed] = await tx
      .update(sessions)
      .set({ revokedAt: now, revokedBy: ids.personId })
      .where(and(eq(sessions.id, ids.sessionId), eq(sessions.personId, ids.personId), isNull(sessions.revokedAt)))
      .returning({ id: sessions.id });
    if (!closed) return;
    const subject = { kind: "person", id: ids.personId, detail: { sessionId: ids.sessionId } };
    await appendAudit(tx, {
      actor: { kind: "system", name: "sign-in" },
      verb: "session.close",
      outcome: "done",
      subject,
      now,
    });
  });
}

/** Forgets tries older than a day: they count for nothing, and a hash of an address is still about a person. */
export async function sweepSignIns(db: Db, now: Date): Promise<void> {
  await db.delete(signInAttempts).where(lt(signInAttempts.at, new Date(now.getTime() - 86_400_000)));
}
