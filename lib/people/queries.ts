import "server-only";
import { and, asc, desc, eq, gt, inArray, isNull, max, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { people, qualifications, sessions } from "@/db/schema";
import { isId } from "@/lib/platform/ids.rules";
import { noSkills } from "@/lib/platform/skills.rules";
import type { PeoplePage, PersonPage, SessionRow } from "./contract";
import { stateOfQualification } from "./rules";

/** The people of the desk by name; `after` is the cursor of the page before. */
export async function peoplePage(db: Db, after: string | null, now: Date, limit = 100): Promise<PeoplePage> {
  const [afterName, afterId] = readCursor(after);
  const past = afterId === null ? undefined : sql`(${people.name}, ${people.id}) > (${afterName}, ${afterId}::uuid)`;
  const { id, name, email, role, isDemo, disabledAt } = people;
  const rows = await db
    .select({ id, name, email, role, isDemo, disabledAt })
    .from(people)
    .where(past)
    .orderBy(asc(name), asc(id))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  const ids = page.map((row) => row.id);
  const seen = await lastSeen(db, ids);
  const spans = await spansOf(db, ids);
  const items = page.map((row) => ({
    ...row,
    lastSeenAt: seen.get(row.id) ?? null,
    isQualified: spans.some((span) => span.personId === row.id && stateOfQualification(span, now) === "valid"),
  }));
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? `${last.id} ${last.name}` : null };
}

function readCursor(after: string | null): [string, string | null] {
  const [, id, name] = /^([0-9a-f-]+) ([^\p{Cc}]{1,100})$/u.exec(after ?? "") ?? [];
  return id === undefined || name === undefined || !isId(id) ? ["", null] : [name, id];
}

async function lastSeen(db: Db, ids: readonly string[]): Promise<Map<string, Date | null>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ personId: sessions.personId, at: max(sessions.lastSeenAt) })
    .from(sessions)
    .where(inArray(sessions.personId, [...ids]))
    .groupBy(sessions.personId);
  return new Map(rows.map((row) => [row.personId, row.at]));
}

function spansOf(db: Db, ids: readonly string[]) {
  const { id, personId, subject, validFrom, validUntil } = qualifications;
  const rows = db.select({ id, personId, subject, validFrom, validUntil }).from(qualifications);
  return rows.where(ids.length > 0 ? inArray(personId, [...ids]) : sql`false`).orderBy(desc(validFrom));
}

/** One person with what they have open and what they may answer; null when there is none by this id. */
export async function personPage(db: Db, personId: string, now: Date): Promise<PersonPage | null> {
  const { id, name, email, role, isDemo, disabledAt, locale, sessionVersion, createdAt, skills, team } = people;
  const [person] = await db
    .select({ id, name, email, role, isDemo, disabledAt, locale, sessionVersion, createdAt, skills, team })
    .from(people)
    .where(eq(people.id, personId));
  if (!person) return null;
  const spans = await spansOf(db, [personId]);
  return {
    ...person,
    skills: { ...noSkills, ...person.skills },
    sessions: await standingSessions(db, personId, now),
    qualifications: spans.map(({ personId: _, ...span }) => ({ ...span, state: stateOfQualification(span, now) })),
  };
}

/** Sessions that are neither ended nor past their time. */
export function standingSessions(db: Db, personId: string, now: Date): Promise<SessionRow[]> {
  const { id, createdAt, lastSeenAt, expiresAt, userAgent } = sessions;
  return db
    .select({ id, createdAt, lastSeenAt, expiresAt, userAgent })
    .from(sessions)
    .where(and(eq(sessions.personId, personId), isNull(sessions.revokedAt), gt(sessions.expiresAt, now)))
    .orderBy(desc(lastSeenAt))
    .limit(50);
}
