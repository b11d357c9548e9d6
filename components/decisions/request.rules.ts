import type { Findings } from "@/lib/decisions/choice.contract";
import type { CaseView, ClauseView, ConsequenceCard, DecideCase, PreviewDecision } from "@/lib/decisions/contract";
import { isReason } from "@/lib/decisions/correction.rules";
import { type Draft, isRowAccepted, recommendedOf } from "./draft.rules";

/** Only what this clause asks about is sent: a finding made for another clause must not open a sanction here. */
function askedFindings(draft: Draft, clause: ClauseView | null): Findings {
  if (clause === null) return {};
  const asked: string[] = [
    ...clause.asks,
    ...(clause.asks.includes("malicious") ? ["maliciousWhy"] : []),
    ...(clause.asks.includes("severe") ? ["severityEvidence"] : []),
  ];
  const findings: Findings = Object.fromEntries(
    Object.entries(draft.findings).filter(([key, value]) => asked.includes(key) && value !== ""),
  );
  if (draft.notShown.some((mark) => mark.startsWith(`${clause.ref}#`))) findings.conditionsMet = false;
  const applying = clause.exceptions.find(
    (exception) => draft.exceptions[`${clause.ref}#${exception.letter}`]?.applies,
  );
  if (applying) findings.exception = applying.letter;
  return findings;
}

function consideredExceptions(draft: Draft, clause: ClauseView | null): PreviewDecision["exceptionsConsidered"] {
  return (clause?.exceptions ?? []).flatMap((exception) => {
    const mark = draft.exceptions[`${clause?.ref}#${exception.letter}`];
    return mark
      ? [{ letter: exception.letter, text: exception.text.en, applies: mark.applies, why: mark.why.trim() }]
      : [];
  });
}

/** The parts that the question for the consequence card and the decision have in common. */
function chosen(draft: Draft, view: CaseView, clause: ClauseView | null) {
  const isOnTerms = draft.ground !== "law";
  return {
    caseId: view.case.id,
    ...(isOnTerms && draft.clause !== null ? { clause: draft.clause } : {}),
    ground: draft.ground,
    ...(draft.ground === "terms"
      ? {}
      : { legalGround: draft.legalGround.trim(), legalExplanation: draft.legalExplanation.trim() }),
    findings: isOnTerms ? askedFindings(draft, clause) : {},
    evidence: draft.evidence,
    exceptionsConsidered: isOnTerms ? consideredExceptions(draft, clause) : [],
    facts: draft.facts.trim(),
    territories: [],
    ...(draft.isExempt
      ? { exemption: { kind: "deceptive_bulk_commercial" as const, why: draft.exemptWhy.trim() } }
      : {}),
    ...said("role", draft.role, { known: view.content.role, why: draft.roleWhy }),
    ...said("contentDate", draft.contentDate, {
      known: view.content.contentAtKnown ? view.content.contentDay : null,
      why: draft.contentDateWhy,
    }),
    ...found(draft),
  };
}

/** How it was found, in the place of what its source said or did not; the server asks for the reason where one is due. */
function found({ automatedDetection, automatedDetectionWhy }: Draft): Partial<PreviewDecision> {
  if (automatedDetection === "") return {};
  const why = automatedDetectionWhy.trim();
  return { automatedDetection, ...(why === "" ? {} : { automatedDetectionWhy: why }) };
}

/** What the moderator says in place of nothing; in place of what the platform said, with the reason. */
function said<Name extends "role" | "contentDate">(
  name: Name,
  value: string,
  { known, why }: { known: string | null; why: string },
): Partial<Record<Name | `${Name}Why`, string>> {
  if (value === "" || value === known) return {};
  const answer: Partial<Record<string, string>> = {
    [name]: value,
    ...(known === null ? {} : { [`${name}Why`]: why.trim() }),
  };
  return answer as Partial<Record<Name | `${Name}Why`, string>>;
}

/**
 * What the consequence card is asked with. The clause in sight is asked about as if it were accepted, so that the card
 * shows what accepting leads to and accepting changes nothing more.
 */
export function previewOf(draft: Draft, view: CaseView, clause: ClauseView | null): PreviewDecision {
  return { ...chosen(draft, view, clause), ...(draft.sanctions === null ? {} : { sanctions: draft.sanctions }) };
}

/**
 * What of a question decides which row of the table is shown: all but the words and the answers that let the row stand (evidence,
 * facts, exceptions that do not apply). While the card for those is on its way, the row in sight is the same; should it come
 * with another one after all, accepting the first accepts nothing (`isRowAccepted`).
 */
export function rowOf(question: PreviewDecision): string {
  const { evidence: _evidence, facts: _facts, exemption: _exemption, exceptionsConsidered, ...row } = question;
  return JSON.stringify({ ...row, exceptions: exceptionsConsidered.filter(({ applies }) => applies) });
}

/** The decision as it is sent. `version` is what the person was looking at: a case changed since is refused as stale. */
export function violationOf(
  draft: Draft,
  view: CaseView,
  clause: ClauseView | null,
  card: ConsequenceCard,
): DecideCase {
  const { code, why } = draft.deviation;
  return {
    ...chosen(draft, view, clause),
    outcome: "violation",
    version: view.case.version,
    sanctions: draft.sanctions ?? recommendedOf(card),
    ...(card.leavesTable && code !== "" ? { deviation: { code, why: why.trim() } } : {}),
    ...(draft.override === "" ? {} : { override: draft.override }),
    tags: draft.tags,
  };
}

/**
 * No violation: one key. The clause that was looked at goes along, so that the matcher can learn from it, and its
 * exceptions that were answered, for the record.
 */
export function noViolationOf(draft: Draft, view: CaseView, clause: ClauseView | null = null): DecideCase {
  return {
    caseId: view.case.id,
    version: view.case.version,
    outcome: "no_violation",
    rationale: draft.facts.trim(),
    ...(draft.clause === null ? {} : { clause: draft.clause }),
    exceptionsConsidered: consideredExceptions(draft, clause),
    ...(draft.override === "" ? {} : { override: draft.override }),
    tags: draft.tags,
  };
}

/** A step of the desk that is still to be taken before the server is asked; `field` is the part of the screen it is about. */
export type Step = {
  field: "clause" | "row" | "preview" | "deviation";
  reason: "chooseClause" | "acceptClause" | "tickConditions" | "acceptRow" | "waitForCard" | "sayWhy";
};

/** What the person has not said yet; `unsaid` are conditions that nobody answered (`unsaidConditions`). What the rules still ask for is in the card's own `missing`. */
export function stepsLeft(draft: Draft, card: ConsequenceCard | null, unsaid: readonly string[] = []): Step[] {
  const steps: Step[] = [];
  if (draft.ground !== "law" && draft.clause === null) return [{ field: "clause", reason: "chooseClause" }];
  if (draft.ground !== "law" && !draft.isClauseAccepted) steps.push({ field: "clause", reason: "acceptClause" });
  if (draft.ground !== "law" && unsaid.length > 0) steps.push({ field: "clause", reason: "tickConditions" });
  if (card === null) steps.push({ field: "preview", reason: "waitForCard" });
  else if (!isRowAccepted(draft, card)) steps.push({ field: "row", reason: "acceptRow" });
  if (
    card?.leavesTable &&
    isRowAccepted(draft, card) &&
    (draft.deviation.code === "" || !isReason(draft.deviation.why))
  ) {
    steps.push({ field: "deviation", reason: "sayWhy" });
  }
  return steps;
}
