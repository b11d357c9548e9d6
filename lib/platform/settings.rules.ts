import { z } from "zod";

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
  /** Whether suggestions learn from decisions (issue 3: a person can switch it off). */
  learnFromDecisions: z.boolean().default(true),
  signInAttempts: z.number().int().min(3).max(50).default(8),
  signInWindowMinutes: z.number().int().min(1).max(1440).default(15),
  /** Where decisions and sanctions are told to the platform; empty: nowhere, the rows stay as a record. */
  webhookUrl: z.union([z.literal(""), z.url({ protocol: /^https?$/ }).max(500)]).default(""),
  sessionHours: z.number().int().min(1).max(720).default(12),
} as const;

export type SettingKey = keyof typeof settingShapes;
export type Settings = { [Key in SettingKey]: z.infer<(typeof settingShapes)[Key]> };
