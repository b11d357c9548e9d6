import "server-only";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { apiKeys, platforms } from "@/db/schema";
import { newApiKey } from "@/lib/platform/api-key";
import { command } from "@/lib/platform/command";
import { fail, ok } from "@/lib/platform/result";
import { type ApiKeyCreated, CreateApiKey, RevokeApiKey } from "./contract";

/** A key for the public API, told once; only its SHA-256 is kept, so it cannot be shown again. */
export const createApiKey = command({
  name: "key.create",
  permission: "key.manage",
  input: CreateApiKey,
  subject: ({ platformIds, permissions }, value?: ApiKeyCreated) => ({
    kind: "key",
    id: value?.keyId ?? "new",
    detail: { platformIds, permissions },
  }),
  async run({ tx, actor, now }, { name, platformIds, permissions }) {
    const asked = [...new Set(platformIds)];
    const known =
      asked.length === 0
        ? []
        : await tx.select({ id: platforms.id }).from(platforms).where(inArray(platforms.id, asked));
    if (known.length !== asked.length) return fail("not_found", "platform_unknown");
    const { key, keyHash } = newApiKey();
    const createdBy = actor.kind === "person" ? actor.id : null;
    const row = {
      name,
      keyHash,
      platformIds: asked,
      permissions: [...new Set(permissions)],
      createdBy,
      createdAt: now,
    };
    const [created] = await tx.insert(apiKeys).values(row).returning({ id: apiKeys.id });
    if (!created) throw new Error("an insert without conflict returns its row");
    return ok<ApiKeyCreated>({ keyId: created.id, key });
  },
});

/** The key opens nothing from now on, and never again. */
export const revokeApiKey = command({
  name: "key.revoke",
  permission: "key.manage",
  input: RevokeApiKey,
  subject: ({ keyId }) => ({ kind: "key", id: keyId }),
  async run({ tx, now }, { keyId }) {
    const [revoked] = await tx
      .update(apiKeys)
      .set({ revokedAt: now })
      .where(and(eq(apiKeys.id, keyId), isNull(apiKeys.revokedAt)))
      .returning({ keyId: apiKeys.id });
    if (revoked) return ok(revoked);
    const [known] = await tx.select({ id: apiKeys.id }).from(apiKeys).where(eq(apiKeys.id, keyId));
    return known ? fail("stale", "key_revoked") : fail("not_found", "key_not_found");
  },
});
