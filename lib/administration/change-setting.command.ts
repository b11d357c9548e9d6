import "server-only";
import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { platforms, settings } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { resumeAfterSetting } from "@/lib/platform/database-queues";
import { readLabelMap } from "@/lib/platform/label-map.rules";
import { fail, ok } from "@/lib/platform/result";
import type { SettingKey } from "@/lib/platform/settings.rules";
import { packFor, platformSlugs } from "@/lib/policy/store";
import { ChangeSetting, type SettingChanged } from "./contract";
import { valueForLog } from "./settings.rules";

type Row = { platformId: string; key: string };

const at = ({ platformId, key }: Row) => and(eq(settings.platformId, platformId), eq(settings.key, key));

async function lockRow(tx: Tx, row: Row) {
  const [there] = await tx
    .select({ value: settings.value, updatedAt: settings.updatedAt })
    .from(settings)
    .where(at(row))
    .for("update");
  return there;
}

async function resumed(tx: Tx, row: { platformId: string; key: SettingKey }): Promise<string[]> {
  return (await resumeAfterSetting(tx, row)).map(({ platformId }) => platformId);
}

const unknown = (refs: string[]) => ({
  field: "value",
  reason: "clauses_unknown",
  values: { refs: refs.join(", ") },
});

/** Clauses in a map of labels that the platform, or no platform at all, knows: a slip of the pen would be silent for ever. */
async function unknownClauses(
  tx: Tx,
  { platformId, value }: { platformId: string; value: unknown },
): Promise<string[]> {
  const named = (readLabelMap(String(value)) ?? []).flatMap(({ refs }) => refs);
  const slugs = platformId === "*" ? await platformSlugs(tx) : [platformId];
  const packs = [];
  for (const slug of slugs) packs.push(await packFor(tx, slug));
  const known = new Set(packs.flatMap((pack) => pack?.clauses.map(({ ref }) => ref) ?? []));
  return named.filter((ref) => !known.has(ref));
}

/**
 * One setting, for all platforms ('*') or for one; the value before and after are in the log, and which platforms' sending
 * to the Transparency Database started again because what had stopped it was this setting.
 */
export const changeSetting = command({
  name: "setting.change",
  permission: "settings.change",
  input: ChangeSetting,
  subject: ({ key, platformId, value }, changed?: SettingChanged & { before: unknown }) => ({
    kind: "setting",
    id: key,
    // Each platform's chain tells how it was run; one that does not exist gets no chain.
    ...(changed && platformId !== "*" ? { platformId } : {}),
    detail: {
      platform: platformId,
      before: valueForLog(key, changed?.before),
      after: valueForLog(key, value),
      ...(changed?.resumed?.length ? { resumed: changed.resumed } : {}),
    },
  }),
  async run({ tx, actor, now }, { key, platformId, value, seenAt }) {
    const row = { platformId, key };
    if (platformId !== "*") {
      const [platform] = await tx.select({ id: platforms.id }).from(platforms).where(eq(platforms.id, platformId));
      if (!platform) return fail("not_found", "platform_unknown");
    }
    if (key === "classifierClauses" && value !== null) {
      const refs = await unknownClauses(tx, { platformId, value });
      if (refs.length > 0) return fail("invalid", "invalid", { fields: [unknown(refs)] });
    }
    const there = await lockRow(tx, row);
    if ((there?.updatedAt.getTime() ?? null) !== (seenAt === null ? null : Date.parse(seenAt))) return fail("stale");
    const before = there?.value ?? null;
    if (value === null) {
      if (!there) return fail("stale", "setting_not_set");
      await tx.delete(settings).where(at(row));
      return ok({ ...row, key, before, changedAt: null, resumed: await resumed(tx, row) });
    }
    const updatedBy = actor.kind === "person" ? actor.id : null;
    const written = { value, updatedBy, updatedAt: now };
    const changed = there
      ? await tx.update(settings).set(written).where(at(row)).returning({ key: settings.key })
      : await tx
          .insert(settings)
          .values({ ...row, ...written })
          .onConflictDoNothing()
          .returning({ key: settings.key });
    // Two admins who set it for the first time at once: the row of the first is there now.
    if (changed.length === 0) return fail("stale");
    return ok({ ...row, key, before, changedAt: now.toISOString(), resumed: await resumed(tx, row) });
  },
});
