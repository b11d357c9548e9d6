import { z } from "zod";
import type { SettingKey } from "@/lib/platform/settings.rules";

export const settingGroups = [
  "decisions",
  "targets",
  "separation",
  "delivery",
  "suggestions",
  "quality",
  "signIn",
] as const;
export type SettingGroup = (typeof settingGroups)[number];
export type SettingUnit =
  | "seconds"
  | "minutes"
  | "hours"
  | "times"
  | "percent"
  | "days"
  | "yesNo"
  | "address"
  | "words";
type Fact = { group: SettingGroup; unit: SettingUnit; perPlatform: boolean };

/** What a setting belongs to, what it counts, and whether a platform may have its own. Sign-in knows no platform. */
export const settingFacts = {
  undoSeconds: { group: "decisions", unit: "seconds", perPlatform: true },
  leaseSeconds: { group: "decisions", unit: "seconds", perPlatform: true },
  noticeTargetHours: { group: "targets", unit: "hours", perPlatform: true },
  urgentTargetHours: { group: "targets", unit: "hours", perPlatform: true },
  appealTargetHours: { group: "targets", unit: "hours", perPlatform: true },
  twoPersonPublish: { group: "separation", unit: "yesNo", perPlatform: true },
  deviationNeedsSecondPerson: { group: "separation", unit: "yesNo", perPlatform: true },
  supervisorsSeeChildSafety: { group: "separation", unit: "yesNo", perPlatform: false },
  webhookUrl: { group: "delivery", unit: "address", perPlatform: true },
  learnFromDecisions: { group: "suggestions", unit: "yesNo", perPlatform: true },
  waveLikeness: { group: "suggestions", unit: "percent", perPlatform: true },
  modelUrl: { group: "suggestions", unit: "address", perPlatform: true },
  modelName: { group: "suggestions", unit: "words", perPlatform: true },
  modelCallsPerDay: { group: "suggestions", unit: "times", perPlatform: true },
  classifierUrl: { group: "suggestions", unit: "address", perPlatform: true },
  classifierClauses: { group: "suggestions", unit: "words", perPlatform: true },
  classifierCallsPerDay: { group: "suggestions", unit: "times", perPlatform: true },
  translationUrl: { group: "suggestions", unit: "address", perPlatform: true },
  translationModel: { group: "suggestions", unit: "words", perPlatform: true },
  translationCallsPerDay: { group: "suggestions", unit: "times", perPlatform: true },
  outsideTimeoutSeconds: { group: "suggestions", unit: "seconds", perPlatform: true },
  qualityShare: { group: "quality", unit: "percent", perPlatform: true },
  qualityNewPersonShare: { group: "quality", unit: "percent", perPlatform: true },
  qualityNewPersonDays: { group: "quality", unit: "days", perPlatform: true },
  qualityRiskyShare: { group: "quality", unit: "percent", perPlatform: true },
  qualityDeviationShare: { group: "quality", unit: "percent", perPlatform: true },
  signInAttempts: { group: "signIn", unit: "times", perPlatform: false },
  signInWindowMinutes: { group: "signIn", unit: "minutes", perPlatform: false },
  sessionHours: { group: "signIn", unit: "hours", perPlatform: false },
} as const satisfies Record<SettingKey, Fact>;

export type SettingValue = number | boolean | string;

/** Least, most and first value of a setting, read out of its shape so that they stand in one place. */
export function boundsOf(shape: z.ZodType): { min: number | null; max: number | null; first: SettingValue } {
  const schema = z.toJSONSchema(shape);
  const first = schema.default;
  if (typeof first !== "number" && typeof first !== "boolean" && typeof first !== "string")
    throw new Error("a setting starts as something");
  return { min: schema.minimum ?? null, max: schema.maximum ?? null, first };
}

/** Where reported content is sent must be known later, too. */
const sentTo: readonly SettingKey[] = ["modelUrl", "classifierUrl", "translationUrl"];

/**
 * What the log keeps of a value: an address may hold a password, so of texts only that there is one, and of where content
 * is sent scheme, host and port.
 */
export function valueForLog(key: SettingKey, value: unknown): number | boolean | string | null {
  if (typeof value === "number" || typeof value === "boolean") return value;
  if (typeof value !== "string") return null;
  if (value === "") return "empty";
  return sentTo.includes(key) && URL.canParse(value) ? new URL(value).origin : "set";
}
