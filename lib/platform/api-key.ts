import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { and, eq, gt, isNull, lt, lte, or } from "drizzle-orm";
import type { Db } from "@/db/client";
import { apiKeys } from "@/db/schema";
import type { Actor } from "./permissions.rules";

/** Begins every key, so that people and secret scanners recognise one. */
const prefix = "rck_";

/** A new key and what is kept of it. 256 random bits need no slow hash. */
export function newApiKey(): { key: string; keyHash: string } {
  const key = `${prefix}${randomBytes(32).toString("base64url")}`;
  return { key, keyHash: hashApiKey(key) };
}

function hashApiKey(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}

/**
 * Who calls the public API: the key in an `Authorization: Bearer` header, or null when there is none, it is not ours or
 * it was revoked or its time is over. Looked up by its hash, so the time it takes tells nothing about other keys. To the minute it is kept
 * when a key was used last.
 */
export async function actorOfApiKey(
  db: Db,
  authorization: string | null,
  now: Date = new Date(),
): Promise<Extract<Actor, { kind: "key" }> | null> {
  const [, key] = /^Bearer (rck_[\w-]{43})$/i.exec(authorization ?? "") ?? [];
  if (!key) return null;
  const { id, name, platformIds, permissions, lastUsedAt } = apiKeys;
  const [row] = await db
    .select({ id, name, platformIds, permissions, lastUsedAt })
    .from(apiKeys)
    .where(and(eq(apiKeys.keyHash, hashApiKey(key)), isNull(apiKeys.revokedAt), isOpen(now)));
  if (!row) return null;
  const { lastUsedAt: before, ...found } = row;
  const aMinuteAgo = new Date(now.getTime() - 60_000);
  if (before === null || before < aMinuteAgo) await noteUse(db, found.id, aMinuteAgo, now);
  return { kind: "key", ...found };
}

/** When the time of the very key in the header ended; null where it is not over, was revoked, or the key is not ours. */
export async function expiryOfApiKey(db: Db, authorization: string, now: Date): Promise<Date | null> {
  const [, key] = /^Bearer (rck_[\w-]{43})$/i.exec(authorization) ?? [];
  if (!key) return null;
  const [row] = await db
    .select({ expiresAt: apiKeys.expiresAt })
    .from(apiKeys)
    .where(and(eq(apiKeys.keyHash, hashApiKey(key)), isNull(apiKeys.revokedAt), lte(apiKeys.expiresAt, now)));
  return row?.expiresAt ?? null;
}

/** Its time is not over; most keys have none. */
const isOpen = (now: Date) => or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, now));

/** Of many calls that begin at once, one writes. */
async function noteUse(db: Db, keyId: string, aMinuteAgo: Date, now: Date): Promise<void> {
  const { id, lastUsedAt } = apiKeys;
  const isOld = or(isNull(lastUsedAt), lt(lastUsedAt, aMinuteAgo));
  await db
    .update(apiKeys)
    .set({ lastUsedAt: now })
    .where(and(eq(id, keyId), isOld));
}
