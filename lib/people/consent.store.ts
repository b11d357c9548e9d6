import "server-only";
import { and, desc, eq, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { actingConsents, apiKeys, people } from "@/db/schema";
import type { Actor } from "@/lib/platform/permissions.rules";
import { type Failure, fail } from "@/lib/platform/result";
import { actingForHeader, type Consent } from "./consent.contract";

type Row = typeof actingConsents.$inferSelect;

export function consentOf({ keyId, personId, givenAt, endedAt }: Row): Consent {
  return { keyId, personId, givenAt: givenAt.toISOString(), endedAt: endedAt?.toISOString() ?? null };
}

/** What a person said last about a key, or undefined. */
export async function lastConsent(tx: Tx, keyId: string, personId: string): Promise<Row | undefined> {
  const [row] = await tx
    .select()
    .from(actingConsents)
    .where(and(eq(actingConsents.keyId, keyId), eq(actingConsents.personId, personId)))
    .orderBy(desc(actingConsents.givenAt), desc(actingConsents.id))
    .limit(1);
  return row;
}

/**
 * Null while the key behind `actor` may act for them, or nobody acts for them; else why not. The consent stays locked
 * until the transaction ends, and is locked before any case: who ends it waits for what runs, and nothing comes after.
 * `alone`: no other call of this key for this person goes on meanwhile.
 */
export async function refusalToAct(tx: Tx, actor: Actor, { alone = false } = {}): Promise<Failure | null> {
  if (actor.kind !== "person" || !actor.through) return null;
  const { keyId, personId, endedAt } = actingConsents;
  const [standing] = await tx
    .select({ id: actingConsents.id })
    .from(actingConsents)
    .innerJoin(apiKeys, and(eq(apiKeys.id, keyId), isNull(apiKeys.revokedAt)))
    .innerJoin(people, and(eq(people.id, personId), isNull(people.disabledAt)))
    .where(and(eq(keyId, actor.through.keyId), eq(personId, actor.id), isNull(endedAt)))
    .for(alone ? "update" : "share", { of: actingConsents });
  return standing ? null : actingNotAllowed();
}

/** The one answer about everybody for whom a key may not act, also about people who are not there. */
export function actingNotAllowed(): Failure {
  const values = { field: actingForHeader };
  const fields = [{ field: actingForHeader, reason: "acting_not_allowed" }];
  return fail("forbidden", "acting_not_allowed", { values, fields });
}
