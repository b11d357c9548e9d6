import "server-only";
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { actingConsents, apiKeys, people } from "@/db/schema";
import type { ActingProgram } from "./consent.contract";

/** Every key that may act for people and was not revoked, by name, with what this person said about it. At most 200. */
export function actingPrograms(db: Db, personId: string): Promise<ActingProgram[]> {
  const { id, name, platformIds, permissions, lastUsedAt, createdBy, revokedAt } = apiKeys;
  const { keyId, givenAt, endedAt } = actingConsents;
  return db
    .select({ keyId: id, name, platformIds, madeBy: people.name, lastUsedAt, allowedAt: givenAt })
    .from(apiKeys)
    .leftJoin(people, eq(people.id, createdBy))
    .leftJoin(actingConsents, and(eq(keyId, id), eq(actingConsents.personId, personId), isNull(endedAt)))
    .where(and(isNull(revokedAt), sql`${permissions} @> '["case.act"]'::jsonb`))
    .orderBy(asc(name), asc(id))
    .limit(200);
}

/** The names of those for whom each key may act now, by key. Nobody who is disabled is acted for. */
export async function allowedBy(db: Db, keyIds: readonly string[]): Promise<Map<string, string[]>> {
  const names = new Map<string, string[]>();
  if (keyIds.length === 0) return names;
  const { keyId, personId, endedAt } = actingConsents;
  const rows = await db
    .select({ keyId, name: people.name })
    .from(actingConsents)
    .innerJoin(people, eq(people.id, personId))
    .where(and(inArray(keyId, [...keyIds]), isNull(endedAt), isNull(people.disabledAt)))
    .orderBy(asc(people.name), asc(people.id));
  for (const row of rows) names.set(row.keyId, [...(names.get(row.keyId) ?? []), row.name]);
  return names;
}
