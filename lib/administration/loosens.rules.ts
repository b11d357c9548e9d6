import type { SettingKey } from "@/lib/platform/settings.rules";
import { type VeilStrength, veilStrengths } from "@/lib/platform/veil.rules";

/**
 * Which way a setting gives less protection; `changed`: any other value than before, because it leads elsewhere;
 * `sent`: any new address, the first one too, because reported content goes there; `weaker`: a thinner veil; `any`: every
 * change, because it may be one.
 */
const looser: Readonly<
  Record<SettingKey, "more" | "less" | "off" | "on" | "changed" | "sent" | "weaker" | "any" | "neither">
> = {
  undoSeconds: "less",
  leaseSeconds: "neither",
  noticeTargetHours: "more",
  urgentTargetHours: "more",
  appealTargetHours: "more",
  receiptTargetMinutes: "more",
  orderTargetHours: "more",
  cameBackTargetHours: "more",
  revealTargetHours: "more",
  referralTargetHours: "more",
  reviewFlagTargetHours: "more",
  // Sooner called bulk: a statement of reasons is taken away from more people.
  bulkItems: "less",
  disputeTargetHours: "more",
  twoPersonPublish: "off",
  deviationNeedsSecondPerson: "off",
  appealsOutsideTeam: "off",
  supervisorsSeeChildSafety: "on",
  letterLanguage: "neither",
  webhookUrl: "changed",
  // What the database has taken cannot be taken back.
  databaseSend: "on",
  databaseSandbox: "off",
  databaseUrl: "changed",
  // It only orders suggestions; a person decides with it and without it.
  learnFromDecisions: "neither",
  // It only gathers; a person decides, and sees how like each item is.
  waveLikeness: "neither",
  modelUrl: "sent",
  modelName: "neither",
  modelCallsPerDay: "neither",
  classifierUrl: "sent",
  classifierClauses: "neither",
  classifierCallsPerDay: "neither",
  translationUrl: "sent",
  translationModel: "neither",
  translationCallsPerDay: "neither",
  outsideTimeoutSeconds: "neither",
  qualityShare: "less",
  qualityNewPersonShare: "less",
  qualityNewPersonDays: "less",
  qualityRiskyShare: "less",
  qualityDeviationShare: "less",
  flaggerLetterNotices: "neither",
  flaggerLetterPercent: "neither",
  goldenShare: "neither",
  goldenSeed: "neither",
  goldenTellAfterHours: "neither",
  mediaVeil: "weaker",
  mediaGrey: "off",
  mediaVeilByClass: "any",
  mediaMegabytes: "neither",
  mediaFetchSeconds: "neither",
  mediaQuotaGigabytes: "neither",
  // More hard material in one shift, later rest: somebody is cared for less.
  careChildAbuse: "more",
  careSelfHarm: "more",
  careViolence: "more",
  careSexual: "more",
  careHate: "more",
  careHardInARow: "neither",
  careRestMinutes: "less",
  careBreakMinutes: "more",
  careBreakHardCases: "more",
  // Suspended sooner or for longer, kept for longer: somebody is protected less.
  misuseContentMarks: "less",
  misuseReportMarks: "less",
  misusePercent: "less",
  misuseWindowDays: "more",
  misuseWarningDays: "more",
  misuseMostDays: "more",
  keepReporterDays: "more",
  keepGuestDays: "more",
  keepMinorDays: "more",
  keepSnapshotDays: "more",
  keepComplaintDays: "more",
  keepEvidenceDays: "more",
  keepMailDays: "more",
  signInAttempts: "more",
  signInWindowMinutes: "less",
  sessionHours: "more",
};

const place = (strength: Value) => veilStrengths.indexOf(strength as VeilStrength);

type Value = number | boolean | string;

/** Whether this change of a setting takes protection away from somebody: such a change is asked about twice. */
export function loosens(key: SettingKey, from: Value, to: Value): boolean {
  switch (looser[key]) {
    case "more":
      return Number(to) > Number(from);
    case "less":
      return Number(to) < Number(from);
    case "off":
      return from === true && to === false;
    case "on":
      return from === false && to === true;
    case "changed":
      return from !== "" && from !== to;
    case "sent":
      return to !== "" && from !== to;
    case "weaker":
      return place(to) < place(from);
    case "any":
      return from !== to;
    case "neither":
      return false;
  }
}
