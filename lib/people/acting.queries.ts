import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { actingConsents, people } from "@/db/schema";
import { isId } from "@/lib/platform/ids.rules";
import type { Actor, Person } from "@/lib/platform/permissions.rules";
import { appendRefusal } from "@/lib/platform/refusals";
import { fail, ok, type Result } from "@/lib/platform/result";
import { isCleared } from "@/lib/platform/skills.rules";
import { skillColumns, skillsNow } from "@/lib/platform/skills.store";
import { isStorable } from "@/lib/platform/text.rules";
import { actingForHeader } from "./consent.contract";
import { actingNotAllowed } from "./consent.store";

/**
 * The person of the desk for whom a key acts, named by id or e-mail address in the header `Acting-For`, if they allowed
 * it. They have the rights of their role, on the key's platforms only, and every entry in the log names both. Whoever is
 * not there, is disabled, or allowed nothing is refused in the same words, so that a key learns of nobody; the log knows.
 */
export async function personActedFor(
  db: Db,
  actor: Actor,
  { named, locale }: { named: string | null; locale: string | null },
  now: Date,
): Promise<Result<Person>> {
  if (actor.kind !== "key") return fail("forbidden");
  const typed = named?.trim() ?? "";
  if (typed === "")
    return fail("invalid", "invalid", { fields: [{ field: actingForHeader, reason: "acting_for_needed" }] });
  const found = await personNamed(db, actor.id, typed);
  if (!found?.consentId || found.disabledAt) {
    const subject = { kind: "person", id: found?.id ?? "unknown", detail: { reason: "acting_not_allowed" } };
    await appendRefusal(db, { actor, verb: "case.act", subject, now });
    return actingNotAllowed();
  }
  const { id, name, role } = found;
  const through = { keyId: actor.id, platformIds: actor.platformIds };
  const skills = skillsNow(found);
  // No session of the desk stands behind this: it ends with the answer.
  return ok({
    kind: "person",
    id,
    name,
    role,
    locale: locale ?? found.locale,
    sessionId: "",
    through,
    // A person's clearance is not the program's: its key needs the permission by name.
    skills: { ...skills, childSafety: skills.childSafety && isCleared(actor) },
  });
}

/** One look-up for every case, so that the time it takes tells no more than the words. */
async function personNamed(db: Db, keyId: string, typed: string) {
  if (typed.length > 320 || !isStorable(typed)) return undefined;
  const who = isId(typed) ? eq(people.id, typed) : eq(sql`lower(${people.email})`, typed.toLowerCase());
  const { id, name, role, locale, disabledAt } = people;
  const { personId, endedAt } = actingConsents;
  const [row] = await db
    .select({ id, name, role, locale, disabledAt, consentId: actingConsents.id, ...skillColumns })
    .from(people)
    .leftJoin(actingConsents, and(eq(personId, id), eq(actingConsents.keyId, keyId), isNull(endedAt)))
    .where(who);
  return row;
}
