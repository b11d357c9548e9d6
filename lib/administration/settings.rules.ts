import { z } from "zod";
import type { SettingKey } from "@/lib/platform/settings.rules";

export const settingGroups = [
  "decisions",
  "targets",
  "separation",
  "delivery",
  "suggestions",
  "quality",
  "media",
  "care",
  "misuse",
  "retention",
  "signIn",
] as const;
export type SettingGroup = (typeof settingGroups)[number];
export type SettingUnit =
  | "seconds"
  | "minutes"
  | "hours"
  | "times"
  | "number"
  | "percent"
  | "days"
  | "megabytes"
  | "gigabytes"
  | "veil"
  | "language"
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
  receiptTargetMinutes: { group: "targets", unit: "minutes", perPlatform: false },
  orderTargetHours: { group: "targets", unit: "hours", perPlatform: false },
  cameBackTargetHours: { group: "targets", unit: "hours", perPlatform: false },
  revealTargetHours: { group: "targets", unit: "hours", perPlatform: false },
  referralTargetHours: { group: "targets", unit: "hours", perPlatform: false },
  reviewFlagTargetHours: { group: "targets", unit: "hours", perPlatform: false },
  bulkItems: { group: "decisions", unit: "times", perPlatform: true },
  disputeTargetHours: { group: "targets", unit: "hours", perPlatform: false },
  twoPersonPublish: { group: "separation", unit: "yesNo", perPlatform: true },
  deviationNeedsSecondPerson: { group: "separation", unit: "yesNo", perPlatform: true },
  appealsOutsideTeam: { group: "separation", unit: "yesNo", perPlatform: true },
  supervisorsSeeChildSafety: { group: "separation", unit: "yesNo", perPlatform: false },
  contactAddress: { group: "delivery", unit: "words", perPlatform: true },
  traderContactAddress: { group: "delivery", unit: "words", perPlatform: true },
  letterLanguage: { group: "delivery", unit: "language", perPlatform: true },
  webhookUrl: { group: "delivery", unit: "address", perPlatform: true },
  databaseSend: { group: "delivery", unit: "yesNo", perPlatform: true },
  databaseSandbox: { group: "delivery", unit: "yesNo", perPlatform: true },
  databaseUrl: { group: "delivery", unit: "address", perPlatform: true },
  databaseLookAtTyped: { group: "delivery", unit: "yesNo", perPlatform: true },
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
  flaggerLetterNotices: { group: "quality", unit: "times", perPlatform: false },
  flaggerLetterPercent: { group: "quality", unit: "percent", perPlatform: false },
  goldenShare: { group: "quality", unit: "percent", perPlatform: false },
  goldenSeed: { group: "quality", unit: "number", perPlatform: false },
  goldenTellAfterHours: { group: "quality", unit: "hours", perPlatform: true },
  mediaVeil: { group: "media", unit: "veil", perPlatform: true },
  mediaGrey: { group: "media", unit: "yesNo", perPlatform: true },
  mediaVeilByClass: { group: "media", unit: "words", perPlatform: true },
  mediaMegabytes: { group: "media", unit: "megabytes", perPlatform: true },
  mediaFetchSeconds: { group: "media", unit: "seconds", perPlatform: true },
  mediaQuotaGigabytes: { group: "media", unit: "gigabytes", perPlatform: true },
  careChildAbuse: { group: "care", unit: "times", perPlatform: false },
  careSelfHarm: { group: "care", unit: "times", perPlatform: false },
  careViolence: { group: "care", unit: "times", perPlatform: false },
  careSexual: { group: "care", unit: "times", perPlatform: false },
  careHate: { group: "care", unit: "times", perPlatform: false },
  careHardInARow: { group: "care", unit: "times", perPlatform: false },
  careRestMinutes: { group: "care", unit: "minutes", perPlatform: false },
  careBreakMinutes: { group: "care", unit: "minutes", perPlatform: false },
  careBreakHardCases: { group: "care", unit: "times", perPlatform: false },
  misuseContentMarks: { group: "misuse", unit: "times", perPlatform: true },
  misuseReportMarks: { group: "misuse", unit: "times", perPlatform: true },
  misusePercent: { group: "misuse", unit: "percent", perPlatform: true },
  misuseWindowDays: { group: "misuse", unit: "days", perPlatform: true },
  misuseWarningDays: { group: "misuse", unit: "days", perPlatform: true },
  misuseMostDays: { group: "misuse", unit: "days", perPlatform: true },
  keepReporterDays: { group: "retention", unit: "days", perPlatform: true },
  keepGuestDays: { group: "retention", unit: "days", perPlatform: true },
  keepMinorDays: { group: "retention", unit: "days", perPlatform: true },
  keepSnapshotDays: { group: "retention", unit: "days", perPlatform: true },
  keepComplaintDays: { group: "retention", unit: "days", perPlatform: true },
  keepEvidenceDays: { group: "retention", unit: "days", perPlatform: true },
  keepMailDays: { group: "retention", unit: "days", perPlatform: true },
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

/** Where content or statements are sent must be known later, too. */
const sentTo: readonly SettingKey[] = ["modelUrl", "classifierUrl", "translationUrl", "databaseUrl"];

/**
 * What the log keeps of a value: an address may hold a password, so of texts only that there is one, and of where content
 * is sent scheme, host and port.
 */
export function valueForLog(key: SettingKey, value: unknown): number | boolean | string | null {
  if (typeof value === "number" || typeof value === "boolean") return value;
  if (typeof value !== "string") return null;
  if (value === "") return "empty";
  if (["veil", "language"].includes(settingFacts[key].unit)) return value;
  return sentTo.includes(key) && URL.canParse(value) ? new URL(value).origin : "set";
}
