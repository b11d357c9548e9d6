import "server-only";
import { hash, verify } from "@node-rs/argon2";
import { and, eq, isNull, sql } from "drizzle-orm";
import { v7 } from "uuid";
import { type Db, database } from "@/db/client";
import { people, sessions } from "@/db/schema";
import { beginTry, passTry, sweepTries, type Try } from "./attempts";
import { appendAudit } from "./audit";
import type { SessionIds } from "./auth";
import { appendRefusal } from "./refusals";
import { fail, ok, type Result } from "./result";
import { settingsFor } from "./settings";

export type SignInTry = { email: string; password: string; address: string; userAgent: string; now: Date };

/** argon2id with the library's defaults (19 MiB, 2 passes); the plain text is never kept. */
export function hashPassword(password: string): Promise<string> {
  return hash(password);
}

/** Whether this is the password behind the hash; a hash that cannot be read matches nothing. */
export function isPassword(passwordHash: string, password: string): Promise<boolean> {
  return verify(passwordHash, password).catch(() => false);
}

/** Compared when nobody has the address, so that an unknown address takes as long as a wrong password. */
const nobody = hashPassword("nobody has this password");

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

/** Guesses at one person are counted apart from those at others, and the one that locks from those before it. */
async function noteWrong(db: Db, personId: string | undefined, { locks }: Try, now: Date): Promise<void> {
  const id = personId ?? "unknown";
  const subject = { kind: "person", id, detail: { reason: locks ? "sign_in_locks" : "sign_in_wrong" } };
  await appendRefusal(db, { actor: { kind: "public" }, verb: "session.open", subject, apart: id, now });
}

/**
 * Checks e-mail and password and opens a session. Answers `sign_in_wrong` (never says which part was wrong) or
 * `sign_in_locked` after too many failed tries within the window, even when the password is right.
 */
export async function openSession(attempt: SignInTry): Promise<Result<SessionIds>> {
  const { now } = attempt;
  const db = await database();
  const counted = await beginTry(db, { whose: attempt.email, from: attempt.address }, now);
  if (!counted) return fail("rate_limited", "sign_in_locked");
  const person = isPlausible(attempt) ? await personWith(db, attempt.email) : undefined;
  const matches = await isPassword(person?.passwordHash ?? (await nobody), attempt.password.slice(0, 1001));
  if (!matches || !person || person.disabledAt !== null) {
    await noteWrong(db, person?.id, counted, now);
    return fail("refused", "sign_in_wrong");
  }
  const { sessionHours } = await settingsFor(db);
  const sessionId = v7();
  const expiresAt = new Date(now.getTime() + sessionHours * 3_600_000);
  const userAgent = attempt.userAgent.slice(0, 200);
  await db.transaction(async (tx) => {
    await passTry(tx, counted);
    await sweepTries(tx, now);
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
