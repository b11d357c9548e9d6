import "server-only";
import { inArray } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { settings as settingRows } from "@/db/schema";
import { type Settings, settingShapes } from "./settings.rules";

export type { SettingKey, Settings } from "./settings.rules";

/** The settings in force for a platform: its own rows, then those for all, then what each starts as. */
export async function settingsFor(db: Db | Tx, platformId = "*"): Promise<Settings> {
  const rows = await db
    .select({ platformId: settingRows.platformId, key: settingRows.key, value: settingRows.value })
    .from(settingRows)
    .where(inArray(settingRows.platformId, platformId === "*" ? ["*"] : ["*", platformId]));
  const stored = new Map<string, unknown>();
  for (const row of rows.sort((a, b) => Number(a.platformId !== "*") - Number(b.platformId !== "*")))
    stored.set(row.key, row.value);
  const entries = Object.entries(settingShapes).map(([key, shape]) => {
    const parsed = shape.safeParse(stored.get(key));
    return [key, parsed.success ? parsed.data : shape.parse(undefined)];
  });
  return Object.fromEntries(entries) as Settings;
}
