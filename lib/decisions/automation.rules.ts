import type { Translate } from "@/lib/platform/letter.rules";
import { detectionOf } from "./detection.rules";
import type { CaseMaterial } from "./material.rules";
import { reportsOf } from "./origin.rules";
import type { AutomationFacts } from "./statement.contract";

/**
 * What tools did for one decision: found the content, sorted the case before a person looked, took part in deciding. It
 * is settled once, stored with the decision, and every letter about it tells the same (S7, N11, AE3). How it was found is
 * settled by detection.rules.ts. We have no tool that decides.
 */
export function automationOf(
  { notices, wasSortedByTool }: Pick<CaseMaterial, "notices" | "wasSortedByTool">,
  choice: Parameters<typeof detectionOf>[1],
): AutomationFacts {
  const found = detectionOf({ notices }, choice).value;
  const sorted = wasSortedByTool || reportsOf(notices).some(({ automated }) => automated !== "none");
  return { detected: found === "full" || found === "partial", processed: sorted, decision: "none" };
}

/** The same where nobody was asked: no violation was found, or a person opened the case. */
export const automationUnasked = (material: Pick<CaseMaterial, "notices" | "wasSortedByTool">): AutomationFacts =>
  automationOf(material, { findings: {} });

/** The same facts in the columns of a decision. */
export function automationColumns({ detected, processed, decision }: AutomationFacts) {
  return { automatedDetection: detected, automatedProcessing: processed, automatedDecision: decision };
}

/** And read back from them. */
export function storedAutomation(row: ReturnType<typeof automationColumns>): AutomationFacts {
  return {
    detected: row.automatedDetection,
    processed: row.automatedProcessing,
    decision: row.automatedDecision,
  };
}

/**
 * The sentences about tools for one reader. The affected person is told of the content and the decision, and never of a
 * report: that one was made is the statement's to say, or not. The notifier is told of what happened to the report; a
 * first letter is silent where no tool was used (N11), an answer to a complaint says that, too (AE3).
 */
export function automationSentences(
  { detected, processed, decision }: AutomationFacts,
  reader: { addressee: "affected" | "notifier"; saysNone: boolean; isAboutRecord?: boolean },
  t: Translate,
): string[] {
  if (reader.addressee === "affected") {
    // A record that we keep of an account is no content, and nothing found it.
    if (reader.isAboutRecord && !detected && decision === "none")
      return [t(processed ? "automation.recordSorted" : "automation.record")];
    const found = detected ? "detected" : "undetected";
    return [t(`automation.${found}_${processed && decision === "none" ? "sorted" : decision}`)];
  }
  const used = [
    ...(processed ? [t("processing.tool")] : []),
    ...(decision === "none" ? [] : [t(`processing.${decision}`)]),
  ];
  return used.length > 0 || !reader.saysNone ? used : [t("processing.untouched")];
}
