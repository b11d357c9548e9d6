import "server-only";
import { inArray } from "drizzle-orm";
import { apiKeys, platforms, researchGrants } from "@/db/schema";
import { newApiKey } from "@/lib/platform/api-key";
import { command } from "@/lib/platform/command";
import { type Failure, fail, ok } from "@/lib/platform/result";
import { addDays } from "@/lib/platform/time.rules";
import { type Granted, GrantResearch, longestTermDays } from "./research.contract";

const invalid = (field: string, reason: string): Failure => fail("invalid", "invalid", { fields: [{ field, reason }] });

/**
 * Gives a researcher a key for public decisions, for a purpose and a time (DSA Art. 40(12)). The key is told once. It is a
 * key of the API like others: revoking it ends the access at once.
 */
export const grantResearch = command<typeof GrantResearch, Granted>({
  name: "research.grant",
  permission: "research.grant",
  input: GrantResearch,
  subject: ({ platformIds, until }, value) => ({
    kind: "key",
    id: value?.keyId ?? "new",
    detail: { platformIds, until, grantId: value?.grantId ?? null },
  }),
  async run({ tx, actor, now }, { holder, institution, purpose, platformIds, until: day }) {
    if (actor.kind !== "person") return fail("forbidden");
    const until = new Date(`${addDays(day, 1)}T00:00:00.000Z`);
    if (until <= now) return invalid("until", "research_term_over");
    if (until.getTime() - now.getTime() > (longestTermDays + 1) * 86_400_000)
      return invalid("until", "research_term_long");
    const asked = [...new Set(platformIds)];
    const known = asked.length === 0 ? [] : await tx.select().from(platforms).where(inArray(platforms.id, asked));
    if (known.length !== asked.length) return invalid("platformIds", "platform_unknown");
    const { key, keyHash } = newApiKey();
    const name = `${holder}, ${institution}`.slice(0, 80);
    const row = {
      name,
      keyHash,
      platformIds: asked,
      permissions: ["research.read"],
      createdBy: actor.id,
      createdAt: now,
    };
    const [made] = await tx
      .insert(apiKeys)
      .values({ ...row, expiresAt: until })
      .returning({ id: apiKeys.id });
    if (!made) throw new Error("an insert without conflict returns its row");
    const grant = { keyId: made.id, holder, institution, purpose, grantedBy: actor.id, grantedAt: now, until };
    const [granted] = await tx.insert(researchGrants).values(grant).returning({ id: researchGrants.id });
    if (!granted) throw new Error("an insert without conflict returns its row");
    return ok({ grantId: granted.id, keyId: made.id, key });
  },
});
