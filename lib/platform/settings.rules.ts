import { z } from "zod";
import { letterLanguages } from "@/i18n/locales";
import { readLabelMap } from "./label-map.rules";
import { addressProblem } from "./outside-address.rules";
import { readVeilMap, veilStrengths } from "./veil.rules";

/** Empty, or where something may be sent to. A password in an address would stand on a screen. */
const outsideAddress = z
  .string()
  .max(500)
  .refine((text) => addressProblem(text) === null, "outside_address")
  .default("");

/** Empty, an e-mail address, or a page where people can be reached. */
const contactAddress = z
  .string()
  .trim()
  .max(200)
  .refine(
    (text) => text === "" || z.email().safeParse(text).success || addressProblem(text) === null,
    "contact_address",
  )
  .default("");

const percent = (first: number) => z.number().int().min(0).max(100).default(first);

const aShift = (first: number) => z.number().int().min(0).max(10_000).default(first);

/**
 * Every setting: its shape, what it starts as, its unit. Rows override, for all platforms ('*') or for one.
 * Targets are policy, not law: no article gives a number of hours for "without undue delay".
 */
export const settingShapes = {
  /** In which people are written to whose own language we have no letters in (issue 5). */
  letterLanguage: z.enum(letterLanguages).default("en"),
  /** Where people reach the platform, as its letters say it; empty: they name none. */
  contactAddress,
  /** The same for traders whose data is asked for, or who are suspended for it (Art. 30); empty: as for everybody. */
  traderContactAddress: contactAddress,
  undoSeconds: z.number().int().min(0).max(3600).default(30),
  leaseSeconds: z.number().int().min(30).max(3600).default(300),
  noticeTargetHours: z.number().int().min(1).max(2160).default(48),
  urgentTargetHours: z.number().int().min(1).max(720).default(4),
  appealTargetHours: z.number().int().min(1).max(4320).default(336),
  /** A receipt leaves by itself; later than this somebody is told (Art. 16(4) says "without undue delay"). */
  receiptTargetMinutes: z.number().int().min(1).max(10_080).default(60),
  /** Until an order of an authority is given effect or answered (Art. 9(1), 10(1): "without undue delay"). */
  orderTargetHours: z.number().int().min(1).max(2160).default(24),
  /** Until somebody has seen to it that a person learns of a letter that came back. */
  cameBackTargetHours: z.number().int().min(1).max(720).default(24),
  /** Until a second person answers whether a notifier is named. */
  revealTargetHours: z.number().int().min(1).max(720).default(8),
  /** Until a suspicion of a crime that threatens life or safety is told, or refused by a second person: promptly (Art. 18). */
  referralTargetHours: z.number().int().min(1).max(720).default(4),
  /** Until a decision that counted a strike which fell is looked at again. */
  reviewFlagTargetHours: z.number().int().min(1).max(720).default(72),
  /** From how many items that are nearly the same it is bulk, for the exemption of Art. 17(2). */
  bulkItems: z.number().int().min(3).max(10_000).default(20),
  disputeTargetHours: z.number().int().min(1).max(2160).default(120),
  twoPersonPublish: z.boolean().default(true),
  deviationNeedsSecondPerson: z.boolean().default(false),
  /** Whether an appeal is answered by somebody of another team than the one who decided. */
  appealsOutsideTeam: z.boolean().default(false),
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
  /** From how many answered notices of a trusted flagger, and which share that was not followed, a letter is drafted (Art. 22(6)). */
  flaggerLetterNotices: z.number().int().min(1).max(10_000).default(20),
  flaggerLetterPercent: z.number().int().min(1).max(100).default(50),
  /** Misuse (DSA Art. 23): from how many marks, at which share of all, counted over how long, somebody may be warned. Policy, and published. */
  misuseContentMarks: z.number().int().min(2).max(1000).default(3),
  misuseReportMarks: z.number().int().min(2).max(1000).default(5),
  misusePercent: z.number().int().min(1).max(100).default(30),
  misuseWindowDays: z.number().int().min(30).max(730).default(180),
  /** For so long a warning can be followed by a suspension; then it has lapsed. */
  misuseWarningDays: z.number().int().min(30).max(730).default(180),
  misuseMostDays: z.number().int().min(1).max(365).default(90),
  /** How long what is kept of people stays after the last thing that needs it has ended (issue 5, Q89). */
  keepReporterDays: z.number().int().min(30).max(3650).default(180),
  keepGuestDays: z.number().int().min(30).max(3650).default(90),
  keepMinorDays: z.number().int().min(1).max(3650).default(30),
  keepSnapshotDays: z.number().int().min(30).max(3650).default(730),
  /** What people wrote in complaints: until their answers can no longer be contested. */
  keepComplaintDays: z.number().int().min(30).max(3650).default(1095),
  /** Evidence that was locked for a referral which a second person refused. */
  keepEvidenceDays: z.number().int().min(30).max(3650).default(1095),
  keepMailDays: z.number().int().min(180).max(3650).default(1095),
  /** Of a hundred cases that are asked for with "next", how many are golden items; 0: none. */
  goldenShare: percent(0),
  /** Another seed mixes them another way; the same seed the same way. */
  goldenSeed: z.number().int().min(0).max(1_000_000).default(0),
  /** So long after the undo window somebody is told the settled answer. */
  goldenTellAfterHours: z.number().int().min(0).max(720).default(24),
  /** What of a picture is seen before somebody asks for it; `none`: it is asked for by itself, and that is a look, too. */
  mediaVeil: z.enum(veilStrengths).default("high"),
  /** Without colour until then. */
  mediaGrey: z.boolean().default(true),
  /** Other veils by what notifiers say it is about (veil.rules.ts). */
  mediaVeilByClass: z
    .string()
    .max(1000)
    .refine((line) => readVeilMap(line) !== null, "veil_map")
    .default(""),
  /** Of one picture or video that is fetched, 10^6 bytes. */
  mediaMegabytes: z.number().int().min(1).max(200).default(50),
  /** A message of the outbox is leased for a minute, so a try must end before. */
  mediaFetchSeconds: z.number().int().min(1).max(45).default(20),
  /** Of all that is stored for a platform, 10^9 bytes; zero: as much as there is room for. */
  mediaQuotaGigabytes: z.number().int().min(0).max(100_000).default(20),
  /** Cases of a harm class that a person is given in one shift; a critical one counts twice. */
  careChildAbuse: aShift(12),
  careSelfHarm: aShift(20),
  careViolence: aShift(40),
  careSexual: aShift(40),
  careHate: aShift(120),
  /** After so many hard cases in a row a lighter one comes next; 0: the order of the queue alone. */
  careHardInARow: z.number().int().min(0).max(50).default(4),
  /** After so long without a sign the shift is over, and the next case begins another. */
  careRestMinutes: z.number().int().min(60).max(1440).default(300),
  /** When a break is offered: after so long at work, or after so many hard cases. */
  careBreakMinutes: z.number().int().min(10).max(480).default(55),
  careBreakHardCases: z.number().int().min(1).max(200).default(15),
  signInAttempts: z.number().int().min(3).max(50).default(8),
  signInWindowMinutes: z.number().int().min(1).max(1440).default(15),
  /** Where decisions and sanctions are told to the platform; empty: nowhere, the rows stay as a record. */
  webhookUrl: z.union([z.literal(""), z.url({ protocol: /^https?$/ }).max(500)]).default(""),
  /** Whether statements go to the Transparency Database; off for providers that owe it nothing (DSA Art. 19, 24(5); B5). */
  databaseSend: z.boolean().default(false),
  /** A trial run: it never speaks to the database itself. */
  databaseSandbox: z.boolean().default(true),
  /** Its address without a path, as the coordinator or the Commission gave it. There is none to begin with. */
  databaseUrl: outsideAddress,
  /** Whether a copy with words that somebody typed waits for one look: no program finds every name (B2). */
  databaseLookAtTyped: z.boolean().default(true),
  sessionHours: z.number().int().min(1).max(720).default(12),
} as const;

export type SettingKey = keyof typeof settingShapes;
export type Settings = { [Key in SettingKey]: z.infer<(typeof settingShapes)[Key]> };

/** Where a trader is told to write: the address for traders, else the one for everybody, else none. */
export function traderContact(settings: Pick<Settings, "contactAddress" | "traderContactAddress">): string | null {
  return settings.traderContactAddress || settings.contactAddress || null;
}
