import "server-only";
import { createHash } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import { and, eq, gt, inArray, sql } from "drizzle-orm";
import { v7 } from "uuid";
import { database, type Db } from "@/db/client";
import { people, sessions, signInAttempts } from "@/db/schema";
import { appendAudit } from "./audit";
import type { SessionIds } from "./auth";
import { fail, ok, type Result } from "./result";
import { settingsFor } from "./settings";

/** argon2id with the library's defaults (19 MiB, 2 passes); the plain text is never kept. */
export function hashPassword(password: string): Promise<string> {
  return hash(password);
}

const subjectOf = (text: string) => createHash("sha256").update(text.trim().toLowerCase()).digest("hex");

/** Compared when nobody has the address, so that an unknown address takes as long as a wrong password. */
const nobody = hashPassword("nobody has this password");

/** How many tries failed lately, the larger of this address and ten times fewer for this network address. */
async function isLockedOut(db: Db, keys: { email: string; address: string }, now: Date): Promise<boolean> {
  const { signInAttempts: allowed, signInWindowMinutes } = await settingsFor(db);
  const since = new Date(now.getTime() - signInWindowMinutes * 60_000);
  const rows = await db
    .select({ subject: signInAttempts.subject, failed: sql<number>`count(*)::int` })
    .from(signInAttempts)
    .where(and(inArray(signInAttempts.subject, [keys.email, keys.address]), eq(signInAttempts.succeeded, false), gt(signInAttempts.at, since)))
    .groupBy(signInAttempts.subject);
  const failed = (subject: string) => rows.find((row) => row.subject === subject)?.failed ?? 0;
  return failed(keys.email) >= allowed || failed(keys.address) >= allowed * 10;
}

/**
 * Checks e-mail and password and opens a session. Answers `sign_in_wrong` (never says which part was wrong) or
 * `sign_in_locked` after too many failed tries within the window, even when the password is right.
 */
export async function openSession(attempt: {
  email: string;
  password: string;
  address: string;
  userAgent: string;
  now: Date;
}): Promise<Result<SessionIds>> {
  const { now } = attempt;
  const db = await database();
  const keys = { email: subjectOf(attempt.email), address: subjectOf(`address ${attempt.address}`) };
  if (await isLockedOut(db, keys, now)) return fail("rate_limited", "sign_in_locked");
  const [person] = await db
    .select({ id: people.id, passwordHash: people.passwordHash, sessionVersion: people.sessionVersion, disabledAt: people.disabledAt })
    .from(people)
    .where(eq(sql`lower(${people.email})`, attempt.email.trim().toLowerCase()));
  const matches = await verify(person?.passwordHash ?? (await nobody), attempt.password).catch(() => false);
  const succeeded = matches && person !== undefined && person.disabledAt === null;
  await db.insert(signInAttempts).values([keys.email, keys.address].map((subject) => ({ subject, succeeded, at: now })));
  const subject = { kind: "person", id: person?.id ?? "unknown" };
  if (!succeeded) {
    await appendAudit(db, { actor: { kind: "public" }, verb: "session.open", outcome: "refused", subject, now });
    return fail("refused", "sign_in_wrong");
  }
  const { sessionHours } = await settingsFor(db);
  const sessionId = v7();
  const expiresAt = new Date(now.getTime() + sessionHours * 3_600_000);
  await db.transaction(async (tx) => {
    await tx.insert(sessions).values({ id: sessionId, personId: person.id, createdAt: now, lastSeenAt: now, expiresAt, userAgent: attempt.userAgent.slice(0, 200) });
    await appendAudit(tx, { actor: { kind: "system", name: "sign-in" }, verb: "session.open", outcome: "done", subject, now });
  });
  return ok({ personId: person.id, sessionId, sessionVersion: person.sessionVersion });
}
