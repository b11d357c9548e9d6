import type { SettingKey } from "@/lib/platform/settings.rules";
import { type VeilStrength, veilStrengths } from "@/lib/platform/veil.rules";

/**
 * What is asked before a setting changes: `lessProtection` for whoever the setting protects; `elsewhere`, other receivers than
 * before; `contentElsewhere`, reported content leaves for this address; `trialEnds`, what is sent can no longer be taken back.
 */
export type SettingQuestion = "lessProtection" | "elsewhere" | "contentElsewhere" | "trialEnds";

/**
 * Which way a setting gives less protection; `moved`: any other address than before leads elsewhere, and none at all tells
 * nobody; `sent`: any new address, the first one too, because reported content goes there; `trial`: its end is final;
 * `weaker`: a thinner veil; `any`: every change, because it may be one.
 */
const looser: Readonly<
  Record<SettingKey, "more" | "less" | "off" | "on" | "moved" | "sent" | "trial" | "weaker" | "any" | "neither">
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
  contactAddress: "neither",
  traderContactAddress: "neither",
  letterLanguage: "neither",
  webhookUrl: "moved",
  // Art. 24(5) asks for it: switched off, nobody can look a decision up.
  databaseSend: "off",
  databaseSandbox: "trial",
  databaseUrl: "moved",
  databaseLookAtTyped: "off",
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

/** What this change of a setting is asked about before it is saved; null: nothing, it is saved at once. */
export function questionBefore(key: SettingKey, from: Value, to: Value): SettingQuestion | null {
  const direction = looser[key];
  switch (direction) {
    case "moved":
      if (from === "" || from === to) return null;
      return to === "" ? "lessProtection" : "elsewhere";
    case "sent":
      return to !== "" && from !== to ? "contentElsewhere" : null;
    case "trial":
      return from === true && to === false ? "trialEnds" : null;
    default:
      return loosens(direction, from, to) ? "lessProtection" : null;
  }
}

function loosens(direction: "more" | "less" | "off" | "on" | "weaker" | "any" | "neither", from: Value, to: Value) {
  switch (direction) {
    case "more":
      return Number(to) > Number(from);
    case "less":
      return Number(to) < Number(from);
    case "off":
      return from === true && to === false;
    case "on":
      return from === false && to === true;
    case "weaker":
      return place(to) < place(from);
    case "any":
      return from !== to;
    case "neither":
      return false;
  }
}
