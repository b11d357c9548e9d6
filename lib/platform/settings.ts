import "server-only";
import { inArray } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { settings as settingRows } from "@/db/schema";
import { type Settings, settingShapes } from "./settings.rules";

export type { SettingKey, Settings } from "./settings.rules";

/** The settings in force for a platform: its own rows, then those for all, then what each starts as. */
export async function settingsFor(db: Db | Tx, platformId = "*"): Promise<Settings> {
  const found = await settingsForEach(db, [platformId]);
  return found.get(platformId) ?? inForce([], platformId);
}

/** The same for several platforms, in one query. */
export async function settingsForEach(db: Db | Tx, platformIds: readonly string[]): Promise<Map<string, Settings>> {
  const rows = await db
    .select({ platformId: settingRows.platformId, key: settingRows.key, value: settingRows.value })
    .from(settingRows)
    .where(inArray(settingRows.platformId, [...new Set(["*", ...platformIds])]));
  return new Map(platformIds.map((platformId) => [platformId, inForce(rows, platformId)]));
}

type Row = { platformId: string; key: string; value: unknown };

function inForce(rows: readonly Row[], platformId: string): Settings {
  const ofAll = rows.filter((row) => row.platformId === "*");
  const own = rows.filter((row) => row.platformId === platformId);
  const stored = new Map([...ofAll, ...own].map((row) => [row.key, row.value]));
  const entries = Object.entries(settingShapes).map(([key, shape]) => {
    const parsed = shape.safeParse(stored.get(key));
    return [key, parsed.success ? parsed.data : shape.parse(undefined)];
  });
  return Object.fromEntries(entries) as Settings;
}
