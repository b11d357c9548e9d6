import type { Translate } from "@/lib/platform/letter.rules";
import type { Choice } from "./choice.rules";
import type { CaseMaterial } from "./material.rules";
import { reportsOf } from "./origin.rules";
import type { AutomationFacts } from "./statement.contract";

/**
 * What tools did for one decision: found the content, sorted the case before a person looked, took part in deciding. It
 * is settled once, stored with the decision, and every letter about it tells the same (S7, N11, AE3). The moderator's
 * word on detection goes before what our own detection says of itself. We have no tool that decides.
 */
export function automationOf(
  { notices, wasSortedByTool }: Pick<CaseMaterial, "notices" | "wasSortedByTool">,
  { detectedAutomatically }: Pick<Choice["findings"], "detectedAutomatically">,
): AutomationFacts {
  const found = notices.some(({ source, automated }) => source === "own_detection" && automated !== "none");
  const sorted = wasSortedByTool || reportsOf(notices).some(({ automated }) => automated !== "none");
  return { detected: detectedAutomatically ?? found, processed: sorted, decision: "none" };
}

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
  reader: { addressee: "affected" | "notifier"; saysNone: boolean },
  t: Translate,
): string[] {
  if (reader.addressee === "affected") {
    const found = detected ? "detected" : "undetected";
    return [t(`automation.${found}_${processed && decision === "none" ? "sorted" : decision}`)];
  }
  const used = [
    ...(processed ? [t("processing.tool")] : []),
    ...(decision === "none" ? [] : [t(`processing.${decision}`)]),
  ];
  return used.length > 0 || !reader.saysNone ? used : [t("processing.untouched")];
}
