import "server-only";
import { inArray } from "drizzle-orm";
import { z } from "zod";
import type { Db, Tx } from "@/db/client";
import { settings as settingRows } from "@/db/schema";

/**
 * Every setting: its shape, what it starts as, its unit. Rows override, for all platforms ('*') or for one.
 * Targets are policy, not law: no article gives a number of hours for "without undue delay".
 */
export const settingShapes = {
  undoSeconds: z.number().int().min(0).max(3600).default(30),
  leaseSeconds: z.number().int().min(30).max(3600).default(300),
  noticeTargetHours: z.number().int().min(1).max(2160).default(48),
  urgentTargetHours: z.number().int().min(1).max(720).default(4),
  appealTargetHours: z.number().int().min(1).max(4320).default(336),
  twoPersonPublish: z.boolean().default(true),
  deviationNeedsSecondPerson: z.boolean().default(false),
  countVersionOneStrikes: z.boolean().default(false),
  signInAttempts: z.number().int().min(3).max(50).default(8),
  signInWindowMinutes: z.number().int().min(1).max(1440).default(15),
  sessionHours: z.number().int().min(1).max(720).default(12),
} as const;

export type SettingKey = keyof typeof settingShapes;
export type Settings = { [Key in SettingKey]: z.infer<(typeof settingShapes)[Key]> };

/** The settings in force for a platform: its own rows, then those for all, then what each starts as. */
export async function settingsFor(db: Db | Tx, platformId = "*"): Promise<Settings> {
  const rows = await db
    .select({ platformId: settingRows.platformId, key: settingRows.key, value: settingRows.value })
    .from(settingRows)
    .where(inArray(settingRows.platformId, platformId === "*" ? ["*"] : ["*", platformId]));
  const stored = new Map<string, unknown>();
  for (const row of rows.sort((a) => (a.platformId === "*" ? -1 : 1))) stored.set(row.key, row.value);
  const entries = Object.entries(settingShapes).map(([key, shape]) => {
    const parsed = shape.safeParse(stored.get(key));
    return [key, parsed.success ? parsed.data : shape.parse(undefined)];
  });
  return Object.fromEntries(entries) as Settings;
}
