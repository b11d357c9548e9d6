import { z } from "zod";
import { readLabelMap } from "./label-map.rules";

/** Empty, or where content may be sent to. A password in an address would stand on a screen. */
const outsideAddress = z
  .string()
  .max(500)
  .refine((text) => text === "" || isPlainAddress(text), "outside_address")
  .default("");

function isPlainAddress(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url !== null && /^https?:$/.test(url.protocol) && url.username === "" && url.password === "";
}

const percent = (first: number) => z.number().int().min(0).max(100).default(first);

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
  /** Whether every supervisor is cleared for cases of child safety, whatever stands beside their name. */
  supervisorsSeeChildSafety: z.boolean().default(false),
  /** Whether suggestions learn from decisions (issue 3: a person can switch it off). */
  learnFromDecisions: z.boolean().default(true),
  /** How like two texts must be to be gathered in one wave: the share of their groups of letters, of a hundred. */
  waveLikeness: z.number().int().min(50).max(100).default(70),
  /** An OpenAI-compatible endpoint that reads cases as well, up to its version (`…/v1`); empty: nothing is sent anywhere. */
  modelUrl: outsideAddress,
  modelName: z
    .string()
    .max(100)
    .refine((name) => !/\s/.test(name), "model_name")
    .default(""),
  modelCallsPerDay: z.number().int().min(0).max(1_000_000).default(500),
  /** A classifier that takes `{text}` and answers `{labels: [{label, score}]}`; empty: nothing is sent anywhere. */
  classifierUrl: outsideAddress,
  /** Which clauses its labels stand for (label-map.rules.ts). */
  classifierClauses: z
    .string()
    .max(4000)
    .refine((line) => readLabelMap(line) !== null, "label_map")
    .default(""),
  classifierCallsPerDay: z.number().int().min(0).max(1_000_000).default(5000),
  /** A service that translates content where a moderator asks for it; empty: nothing is sent and the desk has no button. */
  translationUrl: outsideAddress,
  /** Named: the address is an OpenAI-compatible endpoint's. Empty: it is LibreTranslate's. */
  translationModel: z
    .string()
    .max(100)
    .refine((name) => !/\s/.test(name), "model_name")
    .default(""),
  translationCallsPerDay: z.number().int().min(0).max(1_000_000).default(1000),
  outsideTimeoutSeconds: z.number().int().min(1).max(120).default(20),
  /** Of a hundred decisions, how many get a second look: of all, and of those that deserve more. */
  qualityShare: percent(5),
  qualityNewPersonShare: percent(25),
  /** For so long after somebody joined they count as new. */
  qualityNewPersonDays: z.number().int().min(0).max(365).default(30),
  qualityRiskyShare: percent(20),
  qualityDeviationShare: percent(50),
  signInAttempts: z.number().int().min(3).max(50).default(8),
  signInWindowMinutes: z.number().int().min(1).max(1440).default(15),
  /** Where decisions and sanctions are told to the platform; empty: nowhere, the rows stay as a record. */
  webhookUrl: z.union([z.literal(""), z.url({ protocol: /^https?$/ }).max(500)]).default(""),
  sessionHours: z.number().int().min(1).max(720).default(12),
} as const;

export type SettingKey = keyof typeof settingShapes;
export type Settings = { [Key in SettingKey]: z.infer<(typeof settingShapes)[Key]> };
