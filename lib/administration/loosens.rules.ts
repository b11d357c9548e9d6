import type { SettingKey } from "@/lib/platform/settings.rules";

/**
 * Which way a setting gives less protection; `changed`: any other value than before, because it leads elsewhere;
 * `sent`: any new address, the first one too, because reported content goes there.
 */
const looser: Readonly<Record<SettingKey, "more" | "less" | "off" | "on" | "changed" | "sent" | "neither">> = {
  undoSeconds: "less",
  leaseSeconds: "neither",
  noticeTargetHours: "more",
  urgentTargetHours: "more",
  appealTargetHours: "more",
  twoPersonPublish: "off",
  deviationNeedsSecondPerson: "off",
  supervisorsSeeChildSafety: "on",
  webhookUrl: "changed",
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
  signInAttempts: "more",
  signInWindowMinutes: "less",
  sessionHours: "more",
};

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
    case "neither":
      return false;
  }
}
