import { type DetectionExtent, isFinder } from "@/lib/intake/detection.rules";
import type { FieldFailure } from "@/lib/platform/result";
import type { Choice } from "./choice.rules";
import { isReason, leastReason } from "./correction.rules";
import type { CaseMaterial } from "./material.rules";

type Found = Pick<CaseMaterial["notices"][number], "source" | "automatedDetection">;
type Word = Pick<Choice, "automatedDetection" | "automatedDetectionWhy"> & {
  findings: Pick<Choice["findings"], "detectedAutomatically">;
};

/** Whether somebody who looks for content found this and did not say how: then the moderator has to. */
export function isDetectionUnsaid(notices: readonly Found[]): boolean {
  return notices.some(({ source, automatedDetection }) => isFinder(source) && automatedDetection === null);
}

/**
 * How the content was found, as the sources say that say it; null: none does. Found once by a tool alone and once by a
 * person, it was found by both.
 */
export function detectionSaid(notices: readonly Found[]): DetectionExtent | null {
  const said = new Set(notices.flatMap(({ automatedDetection }) => automatedDetection ?? []));
  const [first = null] = said;
  return said.size > 1 ? "partial" : first;
}

/** The moderator's word; ticking that a tool found it, for a clause that turns on it, is one too. */
function wordOf({ automatedDetection, findings }: Word, said: DetectionExtent | null): DetectionExtent | undefined {
  if (automatedDetection !== undefined || findings.detectedAutomatically === undefined) return automatedDetection;
  if (!findings.detectedAutomatically) return "none";
  return said === "partial" ? "partial" : "full";
}

/**
 * Whether tools found the content, for the statement, its copy and the report (S7): the source's word, unless the moderator
 * corrects it and says why; the moderator's, where a source that looks for content said nothing. Never guessed: until it is
 * said, no violation is found. Null: people reported it, and nothing speaks for a tool.
 */
export function detectionOf(
  { notices }: { notices: readonly Found[] },
  choice: Word,
): { value: DetectionExtent | null; problems: FieldFailure[] } {
  const said = detectionSaid(notices);
  const isUnsaid = isDetectionUnsaid(notices);
  const word = wordOf(choice, said);
  const field = "automatedDetection";
  if (word === undefined) return { value: said, problems: isUnsaid ? [{ field, reason: "detection_needed" }] : [] };
  // That people reported it is known where nobody who looks for content did; a tick said it without a reason from the first.
  const known = said ?? (isUnsaid || choice.automatedDetection === undefined ? null : "none");
  if (known === null || word === known || isReason(choice.automatedDetectionWhy)) return { value: word, problems: [] };
  return { value: said, problems: [{ field, reason: "detection_known", values: { extent: known, min: leastReason } }] };
}

/** The moderator's word in the place of another, for the decision's own record. */
export function detectionCorrection(
  { notices }: { notices: readonly Found[] },
  choice: Word,
): { from: string; to: string; why: string } | null {
  const from = detectionSaid(notices) ?? "";
  const { value } = detectionOf({ notices }, choice);
  const why = choice.automatedDetectionWhy?.trim() ?? "";
  return value !== null && value !== from && why !== "" ? { from, to: value, why } : null;
}

/** How the content was found as the decision keeps it, among its findings; the report tells by it what tools found alone. */
export function detectionFinding(
  { notices }: { notices: readonly Found[] },
  choice: Word,
): { automatedDetection?: DetectionExtent } {
  const { value } = detectionOf({ notices }, choice);
  return value === null ? {} : { automatedDetection: value };
}

/** The same as the engine asks it, for measures that the rules keep for what a tool found. */
export function detectionForEngine(material: { notices: readonly Found[] }, choice: Word) {
  const { value } = detectionOf(material, choice);
  return value === null ? {} : { detectedAutomatically: value !== "none" };
}
