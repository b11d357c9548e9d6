import "server-only";
import type { Db } from "@/db/client";
import { appendAudit } from "@/lib/platform/audit";
import { ok, type Result } from "@/lib/platform/result";
import { type BuiltInPlatform, builtInPlatforms, readBuiltInPack } from "@/lib/policy/built-in.store";
import type { PolicyPack } from "./contract";
import { lockRules, putPack } from "./pack.store";

/** Case references begin with it: WX-20811. */
const prefixes: Record<BuiltInPlatform, string> = {
  aliexpress: "AE",
  alibaba: "AB",
  wechat: "WX",
  "taobao-weitao": "TB",
};

export type PackLoad = { platform: string; result: Result<{ outcome: "loaded" | "unchanged" }> };

/**
 * Brings the four platforms' packs into the database; run at each start, by any number of processes. Loading again
 * changes nothing. A pack that changes the rules of a version that is already published is refused
 * (`version_rules_changed`, DESIGN 3.4); the one loaded before then stays in use.
 */
export async function loadBuiltInPacks(db: Db, now: Date): Promise<PackLoad[]> {
  const loads: PackLoad[] = [];
  for (const platform of builtInPlatforms) {
    const about = { pack: readBuiltInPack(platform), prefix: prefixes[platform] };
    loads.push({ platform, result: await loadPack(db, about, now) });
  }
  return loads;
}

/** Loads one pack whole or not at all, under the versions that were published at the desk. */
export async function loadPack(
  db: Db,
  about: { pack: PolicyPack; prefix: string },
  now: Date,
): Promise<PackLoad["result"]> {
  const { platform } = about.pack;
  return db.transaction(async (tx) => {
    await lockRules(tx, platform);
    const put = await putPack(tx, about, now);
    if (!put.ok || put.value.outcome === "unchanged") return put;
    const { outcome, ...detail } = put.value;
    const subject = { kind: "platform", id: platform, platformId: platform, detail };
    await appendAudit(tx, {
      actor: { kind: "system", name: "packs" },
      verb: "policy.load",
      outcome: "done",
      subject,
      now,
    });
    return ok({ outcome });
  });
}
