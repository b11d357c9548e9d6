import type { FieldFailure } from "@/lib/platform/result";
import type { CaseState } from "@/lib/queue/contract";
import type { PreviewDecision } from "./contract";
import type { CaseNotice } from "./material.rules";

/** As much of a text as a row shows, in UTF-16 units; what is longer is not read whole there (issue 4). */
export const mostInRow = 280;
const mostOfNotice = 240;

/** Why a case is opened and not decided from the list; words in the catalogue `listMode`. */
export const barCodes = [
  "read_only",
  "not_shown",
  "decided",
  "held",
  "kept",
  "escalated",
  "waiting",
  "child_safety",
  "grave",
  "pictures",
  "not_held",
  "too_long",
  "no_suggestion",
  "not_confident",
  "no_evidence",
  "exceptions",
  "findings",
  "term",
  "facts",
  "for_good",
  "nothing_follows",
] as const;
export type BarCode = (typeof barCodes)[number];
/** `name`: who has it, or for whom it is kept. */
export type Bar = { code: BarCode; name?: string };

/** How long a measure lasts: for good, or with no end as the platform words it. */
type Lasting = { permanent: boolean; indefinite: boolean };

export type ListFacts = {
  mayDecide: boolean;
  /** False for a case of a class that the reader is not given now: its row says only that it is there. */
  isShown: boolean;
  state: CaseState;
  /** Where it rests while somebody holds it. */
  restingState: CaseState;
  /** Somebody else who has it now, or for whom it is kept. */
  heldBy: string | null;
  keptFor: string | null;
  childSafety: boolean;
  /** Of the case, and of the suggested clause. */
  severities: readonly (string | null)[];
  hasMedia: boolean;
  isContentHeld: boolean;
  /** Title and text together, in UTF-16 units. */
  length: number;
  suggestion: { isConfident: boolean; evidence: number } | null;
  /** What the desk's own card says of the suggested clause; null without one. */
  card: { problems: readonly FieldFailure[]; sanctions: readonly Lasting[] } | null;
};

/**
 * Whether a case may be decided where it stands in the list, and if not why (issue 4: low-risk volume with enough evidence
 * in the row). A sanction takes a confident suggestion that points at words of the content and leaves nothing to weigh, to
 * find or to fill in, and of whose measures each has an end; no violation takes content that is read whole in the row. Pictures, gravity, an escalation and
 * another person's case are never passed over from a list.
 */
export function mayDecideFromList(facts: ListFacts): { violation: Bar | null; noViolation: Bar | null } {
  const neither = barOfCase(facts);
  if (neither) return { violation: neither, noViolation: neither };
  return {
    violation: barOfSanction(facts),
    noViolation: facts.length > mostInRow ? { code: "too_long" } : null,
  };
}

function barOfCase(facts: ListFacts): Bar | null {
  const { state, restingState, heldBy, keptFor } = facts;
  const rests = state === "claimed" ? restingState : state;
  if (state === "decided") return { code: "decided" };
  if (!facts.mayDecide) return { code: "read_only" };
  if (heldBy !== null) return { code: "held", name: heldBy };
  if (keptFor !== null) return { code: "kept", name: keptFor };
  if (rests === "escalated") return { code: "escalated" };
  if (rests === "waiting") return { code: "waiting" };
  if (!facts.isShown) return { code: "not_shown" };
  if (facts.childSafety) return { code: "child_safety" };
  if (facts.severities.includes("critical")) return { code: "grave" };
  if (facts.hasMedia) return { code: "pictures" };
  return facts.isContentHeld ? null : { code: "not_held" };
}

function barOfSanction({ suggestion, card }: ListFacts): Bar | null {
  if (suggestion === null || card === null) return { code: "no_suggestion" };
  if (!suggestion.isConfident) return { code: "not_confident" };
  if (suggestion.evidence === 0) return { code: "no_evidence" };
  const [first] = card.problems;
  if (first) return { code: barOfProblem(first) };
  if (card.sanctions.length === 0) return { code: "nothing_follows" };
  return card.sanctions.some(({ permanent, indefinite }) => permanent || indefinite) ? { code: "for_good" } : null;
}

/** What the card still asks for, as a reason to open the case. */
function barOfProblem({ field, reason }: FieldFailure): BarCode {
  if (field === "exceptionsConsidered") return "exceptions";
  if (field.startsWith("findings.")) return "findings";
  if (reason === "not_a_violation" || reason.startsWith("clause_") || reason === "no_recorded_version")
    return "nothing_follows";
  if (field === "sanctions") return "nothing_follows";
  return field.startsWith("sanctions.") ? "term" : "facts";
}

/** The beginning of a text, never half of a sign. */
export function beginningOf(text: string, most: number): string {
  return text.length <= most ? text : text.slice(0, most).replace(/[\ud800-\udbff]$/, "");
}

/** Title and beginning of the text as the row shows them. */
export function shownInRow({ title, text }: { title: string; text: string }): {
  title: string;
  text: string;
  isWhole: boolean;
} {
  const head = beginningOf(title, mostInRow);
  const body = beginningOf(text, Math.max(0, mostInRow - head.length));
  return { title: head, text: body, isWhole: head.length === title.length && body.length === text.length };
}

/** The same words once, as many as a decision takes. */
export function onceEach(evidence: PreviewDecision["evidence"]): PreviewDecision["evidence"] {
  const known = new Map(evidence.map((span) => [`${span.in} ${span.start} ${span.end}`, span]));
  return [...known.values()].slice(0, 50);
}

const first: readonly string[] = ["court", "authority", "trusted_flagger"];

/** The report to read first: a court's, an authority's, a trusted flagger's, else the one that came first. */
export function mainNotice(
  notices: readonly Pick<CaseNotice, "source" | "explanation">[],
): { source: string; words: string } | null {
  const main = first.flatMap((source) => notices.find((notice) => notice.source === source) ?? [])[0] ?? notices[0];
  if (!main) return null;
  const words = beginningOf(main.explanation, mostOfNotice);
  return { source: main.source, words: words === main.explanation ? words : `${words}…` };
}
