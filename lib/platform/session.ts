import "server-only";
import { and, eq, gt, isNull } from "drizzle-orm";
import { headers } from "next/headers";
import { getServerSession } from "next-auth";
import { getLocale } from "next-intl/server";
import { cache } from "react";
import { database } from "@/db/client";
import { people, sessions } from "@/db/schema";
import { authOptions, type SessionIds } from "./auth";
import { appUrl } from "./env";
import { noteLook } from "./looks";
import { type Permission, type Person, roleHas } from "./permissions.rules";
import { type Failure, fail } from "./result";
import { skillColumns, skillsNow } from "./skills.store";

/** A person behind a session. With `mustChangePassword` the desk is closed to them until they chose a password. */
export type SignedIn = Person & { mustChangePassword: boolean };

/**
 * Who is signed in, also when they may only choose a password yet. The cookie holds ids only: role, name and whether the
 * session still stands are read on each request, so a changed role counts at once and a revoked session is over at once.
 */
export const currentPerson = cache(async (): Promise<SignedIn | null> => {
  const session = await getServerSession(authOptions);
  const ids = session?.ids;
  if (!ids) return null;
  const now = new Date();
  const person = await personOfSession(ids, now);
  // proxy.ts puts the address of what is read there.
  if (person?.role === "auditor") await noteLook(await database(), person, (await headers()).get("x-path"), now);
  // What the server puts into words for a screen is in the language of that screen, whatever was chosen elsewhere.
  return person && { ...person, locale: await getLocale() };
});

/** Who may use the desk: signed in, and with a password of their own. Everything but choosing one asks here. */
export async function currentActor(): Promise<Person | null> {
  const person = await currentPerson();
  return person && !person.mustChangePassword ? person : null;
}

/** Why there is no actor: nobody is signed in, or whoever is has a password to choose first. */
export async function noActor(): Promise<Failure> {
  return (await currentPerson())?.mustChangePassword ? fail("forbidden", "password_change_first") : fail("signed_out");
}

/** The person behind a session's ids while it stands: not revoked, not expired, same session version, not disabled. */
export async function personOfSession(ids: SessionIds, now: Date): Promise<SignedIn | null> {
  const row = await sessionRow(ids, now);
  if (!row) return null;
  // Once a minute is enough to see who is at work, and keeps reads free of writes.
  if (now.getTime() - row.lastSeenAt.getTime() > 60_000) {
    const db = await database();
    await db.update(sessions).set({ lastSeenAt: now }).where(eq(sessions.id, ids.sessionId));
  }
  const { id, name, role, locale, mustChangePassword } = row;
  const skills = skillsNow(row);
  return { kind: "person", id, name, role, locale, sessionId: ids.sessionId, skills, mustChangePassword };
}

async function sessionRow(ids: SessionIds, now: Date) {
  const db = await database();
  const [row] = await db
    .select({
      id: people.id,
      name: people.name,
      role: people.role,
      locale: people.locale,
      mustChangePassword: people.mustChangePassword,
      lastSeenAt: sessions.lastSeenAt,
      ...skillColumns,
    })
    .from(sessions)
    .innerJoin(people, eq(people.id, sessions.personId))
    .where(
      and(
        eq(sessions.id, ids.sessionId),
        eq(people.id, ids.personId),
        eq(people.sessionVersion, ids.sessionVersion),
        isNull(sessions.revokedAt),
        isNull(people.disabledAt),
        gt(sessions.expiresAt, now),
      ),
    );
  return row;
}

/** The ids in this request's cookie, for what outlives the request and must ask again whether they stand. */
export async function currentIds(): Promise<SessionIds | null> {
  return (await getServerSession(authOptions))?.ids ?? null;
}

/** Whether a session still stands and its person may still do this; unlike a request, asking is no sign of life. */
export async function stillMay(ids: SessionIds, permission: Permission, now: Date): Promise<boolean> {
  const row = await sessionRow(ids, now);
  return row !== undefined && !row.mustChangePassword && roleHas(row.role, permission);
}

/**
 * Who writes: route handlers get no origin check from Next, so a write whose Origin is not ours has no actor.
 * @param request the request that wants to write
 */
export async function actorForWrite(request: Request): Promise<Person | null> {
  return isOurOrigin(request) ? currentActor() : null;
}

/** True when a browser says the request comes from our own pages (or no browser sent it). */
export function isOurOrigin(request: Request): boolean {
  const origin = request.headers.get("origin");
  if (!origin) return request.headers.get("sec-fetch-site") !== "cross-site";
  const allowed = new Set([new URL(appUrl()).host]);
  try {
    return allowed.has(new URL(origin).host);
  } catch {
    return false;
  }
}
