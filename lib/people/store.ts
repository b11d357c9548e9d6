import "server-only";
import { randomInt } from "node:crypto";
import { and, eq, isNull, or, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { actingConsents, people, qualifications, sessions } from "@/db/schema";
import type { PersonState } from "./rules";

const state = {
  id: people.id,
  role: people.role,
  disabledAt: people.disabledAt,
  sessionVersion: people.sessionVersion,
};

/**
 * Locks a person and every admin who can sign in, in one order, so that two admins who disable each other at the same
 * moment meet here and the second finds themselves the last. `person` is undefined when there is none by this id.
 */
export async function lockWithAdmins(
  tx: Tx,
  personId: string,
): Promise<{ person: PersonState | undefined; everyone: PersonState[] }> {
  const everyone = await tx
    .select(state)
    .from(people)
    .where(or(eq(people.id, personId), and(eq(people.role, "admin"), isNull(people.disabledAt))))
    .orderBy(people.id)
    .for("update");
  return { person: everyone.find((one) => one.id === personId), everyone };
}

/** Changes a person; every cookie made before is worthless from now on. Returns the new session version. */
export async function changePerson(
  tx: Tx,
  personId: string,
  change: Partial<Pick<typeof people.$inferInsert, "role" | "disabledAt" | "passwordHash" | "mustChangePassword">>,
): Promise<number> {
  const [row] = await tx
    .update(people)
    .set({ ...change, sessionVersion: sql`${people.sessionVersion} + 1` })
    .where(eq(people.id, personId))
    .returning({ sessionVersion: people.sessionVersion });
  if (!row) throw new Error("the person was locked a moment ago and is gone");
  return row.sessionVersion;
}

/** Marks a person's standing sessions as ended, so that the list tells the truth. Returns how many. */
export async function endSessions(tx: Tx, personId: string, by: string | undefined, now: Date): Promise<number> {
  const ended = await tx
    .update(sessions)
    .set({ revokedAt: now, revokedBy: by ?? null })
    .where(and(eq(sessions.personId, personId), isNull(sessions.revokedAt)))
    .returning({ id: sessions.id });
  return ended.length;
}

/**
 * Ends every consent of a person: programs acted with the rights that they had when they gave it. Called before the person
 * is locked, because whoever acts for them has the consent locked first (`refusalToAct`). Returns the keys it was given to.
 */
export async function endConsents(tx: Tx, personId: string, now: Date): Promise<string[]> {
  const ended = await tx
    .update(actingConsents)
    .set({ endedAt: now })
    .where(and(eq(actingConsents.personId, personId), isNull(actingConsents.endedAt)))
    .returning({ keyId: actingConsents.keyId });
  return ended.map(({ keyId }) => keyId).sort();
}

export async function qualificationsOf(tx: Tx, personId: string) {
  const { id, subject, validFrom, validUntil } = qualifications;
  return tx
    .select({ id, subject, validFrom, validUntil })
    .from(qualifications)
    .where(eq(qualifications.personId, personId));
}

// No 0, O, 1, l, i: the password is read from a screen and typed once.
const letters = "abcdefghjkmnpqrstuvwxyz23456789";

/** A first password of four groups of five: 20 letters of 31 are 99 bits. */
export function firstPassword(): string {
  const group = () => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join("");
  return [group(), group(), group(), group()].join("-");
}
