import "server-only";
import { asc } from "drizzle-orm";
import type { Db } from "@/db/client";
import { platforms } from "@/db/schema";
import { settingsFor, settingsForEach } from "@/lib/platform/settings";
import { rolesKnown, surfacesKnown } from "@/lib/policy/names.rules";
import { packsInUse } from "@/lib/policy/store";
import type { IntakePlatform } from "./prepare.rules";

export type IntakePlatforms = ReadonlyMap<string, IntakePlatform>;

const keptMs = 5_000;
const known = new WeakMap<Db, { at: number; platforms: IntakePlatforms }>();

/** The platforms that notices may be about, with their targets; looked up at most every five seconds. */
export async function intakePlatforms(db: Db, now: Date): Promise<IntakePlatforms> {
  const before = known.get(db);
  if (before && Math.abs(now.getTime() - before.at) < keptMs) return before.platforms;
  const rows = await db
    .select({
      ...{ id: platforms.id, prefix: platforms.prefix, zone: platforms.zone },
      ...{ surfaces: platforms.surfaces, roles: platforms.roles },
    })
    .from(platforms)
    .orderBy(asc(platforms.id));
  const found = new Map<string, IntakePlatform>();
  const settings = await settingsForEach(
    db,
    rows.map(({ id }) => id),
  );
  const packs = await packsInUse(db);
  for (const row of rows) {
    const { noticeTargetHours, urgentTargetHours } = settings.get(row.id) ?? (await settingsFor(db, row.id));
    const pack = packs.get(row.id) ?? null;
    const names = { surfaces: surfacesKnown(pack, row) ?? [], roles: rolesKnown(pack, row) ?? [] };
    found.set(row.id, { ...row, ...names, targets: { noticeTargetHours, urgentTargetHours } });
  }
  // An empty product is about to load its packs: do not remember that.
  if (found.size > 0) known.set(db, { at: now.getTime(), platforms: found });
  return found;
}
