import type { ChosenSanction, Findings } from "@/lib/decisions/choice.contract";
import type { ClauseView, SanctionPreview } from "@/lib/decisions/contract";
import type { WaveGroup, WavePlan, WaveView } from "@/lib/decisions/wave.contract";
import type { DetectionExtent } from "@/lib/intake/detection.rules";

export type WaveDraft = {
  outcome: "violation" | "no_violation";
  clause: string;
  noException: boolean;
  findings: Findings;
  /** How those were found of which nobody said it. */
  automatedDetection: DetectionExtent | "";
  ground: "terms" | "law" | "terms_and_law";
  legalGround: string;
  legalExplanation: string;
  facts: string;
  terms: ChosenSanction[];
  /** With the law alone as the ground: what is imposed on everybody. */
  sanctions: ChosenSanction[];
  /** Deceptive commercial content in bulk: no statement of reasons is owed (S3). */
  isExempt: boolean;
  exemptWhy: string;
};

export const emptyDraft = (clause: string): WaveDraft => ({
  outcome: "violation",
  clause,
  noException: false,
  findings: {},
  automatedDetection: "",
  ground: "terms",
  legalGround: "",
  legalExplanation: "",
  facts: "",
  terms: [],
  sanctions: [],
  isExempt: false,
  exemptWhy: "",
});

/** Another clause: what was found and chosen beside the last one says nothing about it. */
export const withClause = (clause: string): Partial<WaveDraft> => ({
  clause,
  noException: false,
  findings: {},
  terms: [],
});

/**
 * Under whose day a clause is looked for: the first item's, and, where it was suggested for an item of other rules, that one's.
 * Which items it governs is then said by the plan, group by group.
 */
export function itemsGoverned({ first, suggested }: Pick<WaveView, "first" | "suggested">, ref: string): string[] {
  return [...new Set([first.caseId, ...suggested.filter((each) => each.ref === ref).map(({ caseId }) => caseId)])];
}

/** What is typed and would be worked out anew at every letter. */
export const typedIn = ({ facts, legalGround, legalExplanation, exemptWhy, findings }: WaveDraft): string =>
  [facts, legalGround, legalExplanation, exemptWhy, findings.severityEvidence, findings.maliciousWhy].join("\n");

/** The draft as the server takes it, or null while there is nothing to work out. */
export function choiceOf(draft: WaveDraft, clause: ClauseView | undefined): Record<string, unknown> | null {
  if (draft.outcome === "no_violation") return { outcome: "no_violation", rationale: draft.facts };
  const { facts, findings, ground, legalGround, legalExplanation, sanctions, terms } = draft;
  const exemption = draft.isExempt ? { exemption: { kind: "deceptive_bulk_commercial", why: draft.exemptWhy } } : {};
  const { automatedDetection } = draft;
  const found = automatedDetection === "" ? {} : { automatedDetection };
  const given = { outcome: "violation", ground, facts, ...exemption, ...found };
  if (ground === "law") return { ...given, legalGround, legalExplanation, findings: {}, sanctions };
  if (!clause) return null;
  const legal = ground === "terms" ? {} : { legalGround, legalExplanation };
  const exceptionsConsidered = draft.noException
    ? clause.exceptions.map(({ letter, text }) => ({ letter, text: text.en, applies: false, why: "" }))
    : [];
  return { ...given, ...legal, clause: clause.ref, findings, exceptionsConsidered, terms };
}

/** One sanction chosen, or no longer. */
export function withSanction(chosen: readonly ChosenSanction[], action: string): ChosenSanction[] {
  const others = chosen.filter((sanction) => sanction.action !== action);
  return others.length < chosen.length ? others : [...chosen, { action }];
}

/** What has to be said about a chosen sanction, as the groups' problems name it: `describe`, `endsOn`. */
export function problemsOf(plan: WavePlan | undefined, position: number): Map<string, string> {
  const start = `sanctions.${position}.`;
  return new Map(
    (plan?.groups ?? [])
      .flatMap(({ problems }) => problems)
      .filter(({ field }) => field.startsWith(start))
      .map(({ field, reason }) => [field.slice(start.length), reason]),
  );
}

/** Whether something in the wave was found by somebody who did not say how; once answered, the answer can still be changed. */
export function asksDetection(plan: WavePlan | undefined, draft: Pick<WaveDraft, "automatedDetection">): boolean {
  const problems = (plan?.groups ?? []).flatMap((group) => group.problems);
  return draft.automatedDetection !== "" || problems.some(({ reason }) => reason === "detection_needed");
}

/**
 * How many items a wave is called after: those that are left to decide; while a run goes, or where it left none, with what it
 * decided, so that the number does not run down under the reader.
 */
export function sizeInTitle({ size, run }: Pick<WaveView, "size" | "run">): number {
  const isGoing = run?.state === "running" || run?.state === "undoing";
  return isGoing || size === 0 ? size + (run?.counts.decided ?? 0) : size;
}

/** Which groups will be decided: the largest by itself, the others when somebody says so. */
export function chosenGroups(plan: WavePlan | undefined, picked: Readonly<Record<string, boolean>>): WaveGroup[] {
  return (plan?.groups ?? []).filter((group, at) => group.canBeDecided && (picked[group.key] ?? at === 0));
}

const isTermOf = (term: ChosenSanction | undefined) => term !== undefined && ("endsOn" in term || "openEnded" in term);

/**
 * What the table leaves open, each sanction once. A question that was answered stays: the plan with the answer in it no longer
 * asks, and nobody could change their mind.
 */
export function openSanctions(plan: WavePlan | undefined, terms: readonly ChosenSanction[]): SanctionPreview[] {
  const asked = (plan?.groups ?? [])
    .flatMap(({ sanctions }) => sanctions)
    .map((sanction) => {
      const term = terms.find(({ action }) => action === sanction.action);
      return { ...sanction, needsTerm: sanction.needsTerm || isTermOf(term) };
    })
    .filter(({ needsTerm, dsaChoices }) => needsTerm || dsaChoices.length > 0);
  return asked.filter(({ action }, at) => asked.findIndex((other) => other.action === action) === at);
}
