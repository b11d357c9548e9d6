import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { and, eq, isNull } from "drizzle-orm";
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
 * it was revoked. Looked up by its hash, so the time it takes tells nothing about other keys.
 */
export async function actorOfApiKey(
  db: Db,
  authorization: string | null,
): Promise<Extract<Actor, { kind: "key" }> | null> {
  const [, key] = /^Bearer (rck_[\w-]{43})$/i.exec(authorization ?? "") ?? [];
  if (!key) return null;
  const { id, name, platformIds, permissions } = apiKeys;
  const [row] = await db
    .select({ id, name, platformIds, permissions })
    .from(apiKeys)
    .where(and(eq(apiKeys.keyHash, hashApiKey(key)), isNull(apiKeys.revokedAt)));
  return row ? { kind: "key", ...row } : null;
}
