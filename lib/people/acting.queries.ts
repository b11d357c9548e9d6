import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { people } from "@/db/schema";
import { isId } from "@/lib/platform/ids.rules";
import type { Actor, Person } from "@/lib/platform/permissions.rules";
import { appendRefusal } from "@/lib/platform/refusals";
import { type Failure, fail, ok, type Result } from "@/lib/platform/result";
import { isStorable } from "@/lib/platform/text.rules";

/** The header in which a program says for whom it acts. */
export const actingForHeader = "Acting-For";

function refused(reason: string): Failure {
  return fail("invalid", "invalid", { fields: [{ field: actingForHeader, reason }] });
}

/**
 * The person of the desk for whom a key acts, named by id or e-mail address in the header `Acting-For`. They have the
 * rights of their role, on the key's platforms only, and every entry in the log names both. Nobody who is disabled is
 * acted for. A name that fits nobody is written down.
 */
export async function personActedFor(
  db: Db,
  actor: Actor,
  { named, locale }: { named: string | null; locale: string | null },
  now: Date,
): Promise<Result<Person>> {
  if (actor.kind !== "key") return fail("forbidden");
  const typed = named?.trim() ?? "";
  if (typed === "") return refused("acting_for_needed");
  const row = await standing(db, typed);
  if (!row) {
    const subject = { kind: "person", id: "unknown", detail: { reason: "acting_for_unknown" } };
    await appendRefusal(db, { actor, verb: "case.act", subject, now });
    return refused("acting_for_unknown");
  }
  const through = { keyId: actor.id, platformIds: actor.platformIds };
  // No session of the desk stands behind this: it ends with the answer.
  return ok({ kind: "person", ...row, locale: locale ?? row.locale, sessionId: "", through });
}

async function standing(db: Db, typed: string) {
  if (typed.length > 320 || !isStorable(typed)) return undefined;
  const who = isId(typed) ? eq(people.id, typed) : eq(sql`lower(${people.email})`, typed.toLowerCase());
  const { id, name, role, locale } = people;
  const [row] = await db
    .select({ id, name, role, locale })
    .from(people)
    .where(and(who, isNull(people.disabledAt)));
  return row;
}
