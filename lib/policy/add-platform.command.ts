import "server-only";
import { eq, or } from "drizzle-orm";
import { platforms } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { fail, ok } from "@/lib/platform/result";
import { firstPack } from "./first-pack.rules";
import { lockRules, putPack } from "./pack.store";
import { AddPlatform } from "./platform.contract";

/** Adds a platform. Until its first version is published, "no recorded version" is the answer to what its rules say. */
export const addPlatform = command({
  name: "platform.add",
  permission: "policy.edit",
  input: AddPlatform,
  subject: ({ id, prefix, tier, isMarketplace }) => ({
    kind: "platform",
    id,
    detail: { prefix, tier, marketplace: isMarketplace ? "yes" : "no" },
  }),
  async run({ tx, now, onPlatform }, platform) {
    const { id, prefix } = platform;
    // Prefixes are nobody's own platform's: two people who add one at the same moment wait for each other here.
    await lockRules(tx, "*");
    const same = await tx
      .select({ id: platforms.id })
      .from(platforms)
      .where(or(eq(platforms.id, id), eq(platforms.prefix, prefix)));
    const [taken] = same;
    if (taken) {
      const field = taken.id === id ? "id" : "prefix";
      return fail("conflict", "platform_taken", {
        fields: [{ field, reason: `platform_${field}_taken`, values: { platform: taken.id } }],
        values: { platform: taken.id },
      });
    }
    await tx.insert(platforms).values({ ...platform, createdAt: now });
    const put = await putPack(tx, { pack: firstPack(platform), prefix }, now);
    if (!put.ok) return put;
    onPlatform(id);
    return ok({ platform: id });
  },
});
