import type { ChosenSanction, Findings } from "@/lib/decisions/choice.contract";
import type { CaseView, ConsequenceCard, DecideCase, PreviewDecision } from "@/lib/decisions/contract";
import { isOverlapping, matchedIn } from "@/lib/decisions/matched-evidence.rules";
import { overrideCodes } from "@/lib/decisions/override.rules";
import type { DetectionExtent } from "@/lib/intake/detection.rules";

export type Evidence = PreviewDecision["evidence"][number];
export type Ground = PreviewDecision["ground"];
type ViolationInput = Extract<DecideCase, { outcome: "violation" }>;
export type DeviationCode = NonNullable<ViolationInput["deviation"]>["code"];
type Override = NonNullable<ViolationInput["override"]>;

/** The codes of lib/decisions/choice.contract.ts; written again because that file would bring its whole validator to the browser. */
export const deviationCodes = [
  "milder_first_contact",
  "milder_context",
  "stricter_harm",
  "stricter_evasion",
  "table_silent",
  "legal_order",
  "other",
] as const satisfies readonly DeviationCode[];

/**
 * What there is to give a reason for: another clause is chosen than stood first, or one stands first with confidence, so
 * that finding nothing would be against it. Null: nothing yet.
 */
export function overrideAsked(
  view: Pick<CaseView, "suggestions" | "suggestionsConfident">,
  { clause }: Pick<Draft, "clause">,
): "otherClause" | "noViolation" | null {
  const first = view.suggestions[0]?.ref;
  if (first === undefined) return null;
  if (clause !== null && clause !== first) return "otherClause";
  return view.suggestionsConfident ? "noViolation" : null;
}

/** The next reason; after the last one none. */
export function withNextOverride(draft: Draft): Draft {
  const at = (overrideCodes as readonly string[]).indexOf(draft.override);
  return { ...draft, override: overrideCodes[at + 1] ?? "" };
}

/**
 * What a moderator has chosen and typed so far on one case. Plain data, so that it survives a lost connection, a lapsed
 * claim and a reload. Marks of conditions and exceptions are kept by `clause#key`: looking at another clause loses nothing.
 */
export type Draft = {
  clause: string | null;
  isClauseAccepted: boolean;
  /** The recommended actions as they were when the row was accepted; another recommendation has to be accepted anew. */
  acceptedRow: string[];
  ground: Ground;
  legalGround: string;
  legalExplanation: string;
  findings: Findings;
  evidence: Evidence[];
  /** Conditions that were found not to hold. */
  notShown: string[];
  /** Conditions that the person found to hold where nothing in the content speaks for them. */
  shown: string[];
  exceptions: Record<string, { applies: boolean; why: string }>;
  facts: string;
  /** null: the recommended set. */
  sanctions: ChosenSanction[] | null;
  deviation: { code: DeviationCode | ""; why: string };
  /** That no statement of reasons is owed, as for deceptive commercial content in bulk, and why (S3). */
  isExempt: boolean;
  exemptWhy: string;
  /** Why not what was suggested first; nobody has to say it. */
  override: Override | "";
  tags: string[];
  role: string;
  /** Why the platform is wrong about it; only asked where it said one. */
  roleWhy: string;
  contentDate: string;
  contentDateWhy: string;
  /** How the content was found; the reason only where its source said something else. */
  automatedDetection: DetectionExtent | "";
  automatedDetectionWhy: string;
};

/** Where a case begins: the best suggestion in sight if it is one to trust, nothing accepted, no term and no count filled in. */
export function freshDraft(
  view: Pick<CaseView, "case" | "suggestions" | "suggestionsConfident"> & Partial<Pick<CaseView, "decision">>,
): Draft {
  const suggested = view.suggestionsConfident ? (view.suggestions[0]?.ref ?? null) : null;
  // A decided case is read beside the rule it was decided by, whatever is suggested today.
  const decided = view.case.state === "decided" ? (view.decision?.clauseRef ?? null) : null;
  return {
    clause: decided ?? suggested,
    isClauseAccepted: false,
    acceptedRow: [],
    ground: "terms",
    legalGround: "",
    legalExplanation: "",
    findings: {},
    evidence: [],
    notShown: [],
    shown: [],
    exceptions: {},
    facts: "",
    sanctions: null,
    deviation: { code: "", why: "" },
    isExempt: false,
    exemptWhy: "",
    override: "",
    tags: view.case.tags,
    role: "",
    roleWhy: "",
    contentDate: "",
    contentDateWhy: "",
    automatedDetection: "",
    automatedDetectionWhy: "",
  };
}

/** A draft kept from before, with whatever a newer version of the product added. Null for anything that is no draft. */
export function keptDraft(stored: unknown, fresh: Draft): Draft | null {
  if (typeof stored !== "object" || stored === null || Array.isArray(stored)) return null;
  const entries = Object.entries(stored).filter(([key, value]) => {
    const expected: unknown = Object.entries(fresh).find(([name]) => name === key)?.[1];
    return (
      expected !== undefined &&
      (shapeOf(expected) === shapeOf(value) || (isOptional(key) && (value === null || isSet(key, value))))
    );
  });
  return { ...fresh, ...Object.fromEntries(entries) };
}

const shapeOf = (value: unknown) => (value === null ? "null" : Array.isArray(value) ? "array" : typeof value);
const isOptional = (key: string) => key === "clause" || key === "sanctions";
const isSet = (key: string, value: unknown) => (key === "clause" ? typeof value === "string" : Array.isArray(value));

/** True once a person has done something that would be a pity to lose. */
export function isTouched(draft: Draft, fresh: Draft): boolean {
  return JSON.stringify(draft) !== JSON.stringify(fresh);
}

/** Another clause is looked at: what was accepted was accepted for the first one. Words and evidence stay. */
export function withClause(draft: Draft, clause: string | null): Draft {
  if (clause === draft.clause) return draft;
  return {
    ...draft,
    clause,
    isClauseAccepted: false,
    acceptedRow: [],
    sanctions: null,
    deviation: { code: "", why: "" },
  };
}

/**
 * Accepting a clause says that its elements are shown; the words that the matcher rests on are bound with it, so that
 * the facts of the statement need no typing. Evidence already bound stays.
 */
export function withClauseAccepted(draft: Draft, matched: readonly Evidence[]): Draft {
  if (draft.clause === null) return draft;
  return { ...draft, isClauseAccepted: true, evidence: [...draft.evidence, ...boundOnAccepting(draft, matched)] };
}

/**
 * What accepting the clause in sight binds beside what is bound: the passages of the matcher that share no words with one that
 * the person bound. The screen lists them, and the statement in sight quotes them, before it is accepted. Empty afterwards.
 */
export function boundOnAccepting(draft: Draft, matched: readonly Evidence[]): Evidence[] {
  if (draft.clause === null || draft.isClauseAccepted) return [];
  return matched.filter((piece) => !draft.evidence.some((bound) => isOverlapping(bound, piece)));
}

/** One more piece; the same words for the same element are bound once. */
export function withEvidence(bound: readonly Evidence[], piece: Evidence): Evidence[] {
  const isKnown = bound.some(
    (other) =>
      other.in === piece.in &&
      other.noticeId === piece.noticeId &&
      other.start === piece.start &&
      other.end === piece.end &&
      other.element === piece.element,
  );
  return isKnown ? [...bound] : [...bound, piece];
}

/** The table's row as the server recommends it, chosen knowingly. */
export function withRowAccepted(draft: Draft, card: ConsequenceCard | null): Draft {
  if (card === null || draft.sanctions !== null) return draft;
  return { ...draft, acceptedRow: recommendedOf(card).map((sanction) => sanction.action) };
}

/** Chosen by hand, or accepted as the server recommends it now. */
export function isRowAccepted(draft: Draft, card: ConsequenceCard | null): boolean {
  if (card === null) return false;
  if (draft.sanctions !== null) return draft.sanctions.length > 0;
  const offered = recommendedOf(card).map((sanction) => sanction.action);
  return (
    offered.length > 0 &&
    offered.length === draft.acceptedRow.length &&
    offered.every((action) => draft.acceptedRow.includes(action))
  );
}

export function recommendedOf(card: ConsequenceCard): ChosenSanction[] {
  return card.sanctions.filter((sanction) => !sanction.isFollowOn).map((sanction) => ({ action: sanction.action }));
}

/** One action more or less; what was typed for the others stays. Choosing by hand is accepting. */
export function withAction(draft: Draft, card: ConsequenceCard | null, action: string): Draft {
  const now = draft.sanctions ?? (card ? recommendedOf(card) : []);
  const isChosen = now.some((sanction) => sanction.action === action);
  const sanctions = isChosen ? now.filter((sanction) => sanction.action !== action) : [...now, { action }];
  return { ...draft, sanctions };
}

/** A term, a Transparency Database value or a description for one chosen action. */
export function withSanctionDetail(
  draft: Draft,
  card: ConsequenceCard | null,
  action: string,
  detail: Partial<ChosenSanction>,
): Draft {
  const now = draft.sanctions ?? (card ? recommendedOf(card) : []);
  return {
    ...draft,
    sanctions: now.map((sanction) => (sanction.action === action ? { ...sanction, ...detail } : sanction)),
  };
}

/** The words of the content that the matcher points at for one clause, as evidence that can be bound. */
export function matchedEvidence(
  view: Pick<CaseView, "suggestions" | "content" | "notices">,
  ref: string | null,
): Evidence[] {
  const suggestion = view.suggestions.find((each) => each.ref === ref);
  return matchedIn(view.content, suggestion?.evidence ?? []);
}
