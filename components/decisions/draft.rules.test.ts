import { expect, test } from "vitest";
import { deviationCodes as serverCodes } from "@/lib/decisions/choice.contract";
import { DecideCase, PreviewDecision } from "@/lib/decisions/contract";
import { overrideCodes } from "@/lib/decisions/override.rules";
import {
  boundOnAccepting,
  deviationCodes,
  freshDraft,
  isRowAccepted,
  isTouched,
  keptDraft,
  matchedEvidence,
  overrideAsked,
  withAction,
  withClause,
  withClauseAccepted,
  withEvidence,
  withNextOverride,
  withRowAccepted,
  withSanctionDetail,
} from "./draft.rules";
import { aCard, aCaseView, aClause } from "./example-case";
import { noViolationOf, previewOf, rowOf, stepsLeft, violationOf } from "./request.rules";

const view = aCaseView();
const accepted = () => withClauseAccepted(freshDraft(view), matchedEvidence(view, "Table.12.3"));

test("the desk knows the same codes for leaving the table as the server", () => {
  expect([...deviationCodes]).toEqual([...serverCodes]);
});

test("the desk knows the same reasons for leaving a suggestion as the server, and one key goes through them to none", () => {
  const pressed = overrideCodes.reduce<ReturnType<typeof freshDraft>[]>(
    (drafts) => [...drafts, withNextOverride(drafts.at(-1) ?? freshDraft(view))],
    [],
  );
  expect(pressed.map(({ override }) => override)).toEqual(overrideCodes);
  expect(pressed.map(withNextOverride).at(-1)?.override).toBe("");
});

test("a reason may be given for another clause, or for finding nothing against a suggestion made with confidence", () => {
  expect(overrideAsked(view, { clause: "Table.4" })).toBe("otherClause");
  expect(overrideAsked(view, { clause: "Table.12.3" })).toBe("noViolation");
  expect(overrideAsked(aCaseView({ suggestionsConfident: false }), { clause: null })).toBeNull();
  expect(overrideAsked(aCaseView({ suggestions: [] }), { clause: "Table.4" })).toBeNull();
});

test("the reason goes along with either finding, and where none is given nothing does", () => {
  const draft = { ...accepted(), override: "context" as const };
  expect(violationOf(draft, view, aClause(), aCard())).toMatchObject({ override: "context" });
  expect(noViolationOf(draft, view)).toMatchObject({ override: "context" });
  expect(DecideCase.safeParse(noViolationOf(draft, view)).success).toBe(true);
  expect(noViolationOf(accepted(), view)).not.toHaveProperty("override");
});

test("a sanction as recommended takes accepting the clause, accepting the row, and deciding: nothing else is left", () => {
  const card = aCard();
  expect(stepsLeft(freshDraft(view), card).map((step) => step.reason)).toEqual(["acceptClause", "acceptRow"]);
  const draft = withRowAccepted(accepted(), card);
  expect(stepsLeft(draft, card)).toEqual([]);
  const decision = violationOf(draft, view, aClause(), card);
  expect(DecideCase.safeParse(decision).success).toBe(true);
  expect(decision).toMatchObject({
    version: 3,
    clause: "Table.12.3",
    sanctions: [{ action: "tb.delete-content" }, { action: "tb.suspend-comments-7d" }],
    evidence: [{ in: "text", start: 0, end: 7, text: "@叶子 求关注" }],
  });
});

test("accepting the clause changes nothing about what the card was asked, so the card stays true", () => {
  const looked = previewOf(withClauseAccepted(freshDraft(view), matchedEvidence(view, "Table.12.3")), view, aClause());
  expect(previewOf(accepted(), view, aClause())).toEqual(looked);
  expect(PreviewDecision.safeParse(looked).success).toBe(true);
});

test("when the recommendation changes after the row was accepted, it has to be accepted anew", () => {
  const draft = withRowAccepted(accepted(), aCard());
  const graver = aCard({ sanctions: aCard().sanctions.slice(0, 1) });
  expect(isRowAccepted(draft, aCard())).toBe(true);
  expect(isRowAccepted(draft, graver)).toBe(false);
});

test("a suggestion that the matcher does not trust is not put in front of anybody", () => {
  expect(freshDraft(aCaseView({ suggestionsConfident: false })).clause).toBeNull();
  expect(freshDraft(view).clause).toBe("Table.12.3");
});

test("with no clause chosen the first step is to choose one, and nothing else is asked yet", () => {
  const open = freshDraft(aCaseView({ suggestionsConfident: false }));
  expect(stepsLeft(open, null).map((step) => step.reason)).toEqual(["chooseClause"]);
});

test("looking at another clause takes acceptance back and keeps what was typed", () => {
  const draft = { ...withRowAccepted(accepted(), aCard()), facts: "seen four times" };
  const other = withClause(draft, "Table.4");
  expect(other).toMatchObject({ isClauseAccepted: false, sanctions: null, facts: "seen four times" });
  expect(isRowAccepted(other, aCard())).toBe(false);
  expect(other.evidence).toEqual(draft.evidence);
});

test("a finding made for one clause does not open a sanction under another", () => {
  const draft = {
    ...accepted(),
    findings: { severe: true, severityEvidence: "in the news", crimeSuspected: true, malicious: true },
  };
  expect(previewOf(draft, view, aClause({ asks: ["severe"] })).findings).toEqual({
    severe: true,
    severityEvidence: "in the news",
  });
});

test("one condition that does not hold means that the conditions are not met", () => {
  const draft = { ...accepted(), notShown: ["Table.12.3#1"] };
  expect(previewOf(draft, view, aClause()).findings.conditionsMet).toBe(false);
  expect(previewOf(accepted(), view, aClause()).findings.conditionsMet).toBeUndefined();
});

test("an exception that applies is sent as a finding and as considered, one that does not only as considered", () => {
  const clause = aClause({
    exceptions: [
      { letter: "a", text: { en: "product features" } },
      { letter: "b", text: { en: "public interest" } },
    ],
  });
  const draft = {
    ...accepted(),
    exceptions: {
      "Table.12.3#a": { applies: false, why: "" },
      "Table.12.3#b": { applies: true, why: "a warning to others" },
    },
  };
  const asked = previewOf(draft, view, clause);
  expect(asked.findings.exception).toBe("b");
  expect(asked.exceptionsConsidered.map(({ letter, applies }) => [letter, applies])).toEqual([
    ["a", false],
    ["b", true],
  ]);
});

test("words and answers that let the row stand ask about the same row; another clause, an exception that applies or another finding ask about another", () => {
  const clause = aClause({ exceptions: [{ letter: "a", text: { en: "product features" } }], asks: ["severe"] });
  const asked = (change: Partial<ReturnType<typeof freshDraft>>) =>
    rowOf(previewOf({ ...accepted(), ...change }, view, clause));
  const row = asked({});
  expect(asked({ facts: "The listing says so." })).toBe(row);
  expect(asked({ evidence: [] })).toBe(row);
  expect(asked({ exceptions: { "Table.12.3#a": { applies: false, why: "" } } })).toBe(row);
  expect(asked({ exceptions: { "Table.12.3#a": { applies: true, why: "it only sells" } } })).not.toBe(row);
  expect(asked({ clause: "Table.12.1" })).not.toBe(row);
  expect(asked({ findings: { severe: true } })).not.toBe(row);
  expect(asked({ ground: "terms_and_law" })).not.toBe(row);
  expect(asked({ role: "merchant" })).not.toBe(row);
});

test("a sanction chosen by hand keeps the terms typed for the others", () => {
  const card = aCard();
  const dated = withSanctionDetail(accepted(), card, "tb.delete-content", { endsOn: "2026-12-01" });
  const more = withAction(dated, card, "tb.expel");
  expect(more.sanctions).toEqual([
    { action: "tb.delete-content", endsOn: "2026-12-01" },
    { action: "tb.suspend-comments-7d" },
    { action: "tb.expel" },
  ]);
  expect(withAction(more, card, "tb.expel").sanctions).toHaveLength(2);
});

test("leaving the table asks for a coded reason of some length before anything is sent", () => {
  const card = aCard({ leavesTable: true });
  const draft = withAction(accepted(), card, "tb.suspend-comments-7d");
  expect(stepsLeft(draft, card).map((step) => step.reason)).toEqual(["sayWhy"]);
  const said = { ...draft, deviation: { code: "milder_context" as const, why: "a joke between friends" } };
  expect(stepsLeft(said, card)).toEqual([]);
  expect(violationOf(said, view, aClause(), card)).toMatchObject({
    deviation: { code: "milder_context", why: "a joke between friends" },
  });
});

test("on the law alone no clause is cited and none has to be accepted", () => {
  const draft = {
    ...freshDraft(view),
    ground: "law" as const,
    legalGround: "§ 130 StGB",
    legalExplanation: "incites hatred",
  };
  const asked = previewOf(draft, view, aClause());
  expect(asked.clause).toBeUndefined();
  expect(asked.legalGround).toBe("§ 130 StGB");
  expect(stepsLeft(draft, aCard()).map((step) => step.reason)).toEqual(["acceptRow"]);
});

test("no violation is one key: nothing has to be accepted, and the clause looked at goes along", () => {
  const decision = noViolationOf(freshDraft(view), view);
  expect(DecideCase.safeParse(decision).success).toBe(true);
  expect(decision).toMatchObject({ outcome: "no_violation", version: 3, clause: "Table.12.3" });
});

test("role and day are sent alone where the platform did not tell them, and with the reason where it did", () => {
  const draft = { ...accepted(), role: "merchant", contentDate: "2016-06-01" };
  const unknown = aCaseView({ content: { ...view.content, role: null, contentAtKnown: false } });
  const asked = previewOf(draft, unknown, aClause());
  expect(asked).toMatchObject({ role: "merchant", contentDate: "2016-06-01" });
  expect(asked).not.toHaveProperty("roleWhy");
  const corrected = { ...draft, roleWhy: "The shop's owner wrote it.", contentDateWhy: "The thread shows the day." };
  expect(previewOf(corrected, view, aClause())).toMatchObject({
    role: "merchant",
    roleWhy: "The shop's owner wrote it.",
    contentDate: "2016-06-01",
    contentDateWhy: "The thread shows the day.",
  });
  const same = { ...corrected, role: view.content.role ?? "", contentDate: view.content.contentDay };
  expect(previewOf(same, view, aClause())).not.toHaveProperty("roleWhy");
  expect(previewOf(same, view, aClause())).not.toHaveProperty("contentDate");
});

test("the same words bound twice for the same element are one piece of evidence", () => {
  const piece = { in: "text" as const, start: 0, end: 3, text: "@叶子", element: "" };
  expect(withEvidence(withEvidence([], piece), { ...piece })).toHaveLength(1);
  expect(withEvidence([piece], { ...piece, element: "At least three times" })).toHaveLength(2);
});

test("evidence that no longer stands where the matcher saw it is not bound", () => {
  const moved = aCaseView({ content: { ...view.content, text: "something else entirely" } });
  expect(matchedEvidence(moved, "Table.12.3")).toEqual([]);
});

test("words that the matcher found in title and text read as one are bound where they stand", () => {
  const content = { ...view.content, title: "求关注", text: "@叶子 求关注" };
  const shifted = aCaseView({
    content,
    suggestions: [
      {
        ref: "Table.4",
        title: { en: "Spam" },
        score: 0.9,
        evidence: [{ in: "text", start: 4, end: 11, text: "@叶子 求关注", reason: "" }],
      },
    ],
  });
  expect(matchedEvidence(shifted, "Table.4")).toEqual([
    { in: "text", start: 0, end: 7, text: "@叶子 求关注", element: "" },
  ]);
});

test("a draft survives a reload, and one from another version of the product breaks nothing", () => {
  const fresh = freshDraft(view);
  const draft = { ...withRowAccepted(accepted(), aCard()), facts: "seen" };
  expect(keptDraft(JSON.parse(JSON.stringify(draft)), fresh)).toEqual(draft);
  expect(keptDraft({ facts: 7, evidence: "all", clause: null, gone: true }, fresh)).toEqual({ ...fresh, clause: null });
  expect(keptDraft("nonsense", fresh)).toBeNull();
});

test("a case nobody touched has no draft to keep", () => {
  expect(isTouched(freshDraft(view), freshDraft(view))).toBe(false);
  expect(isTouched(accepted(), freshDraft(view))).toBe(true);
});

test("a decided case opens at the clause it was decided by, and an open one at what is suggested", () => {
  const view = aCaseView({ suggestionsConfident: true });
  const decision = {
    id: "d",
    outcome: "violation",
    decidedAt: view.case.openedAt,
    undoUntil: null,
    byMe: false,
    clauseRef: "Table.9",
    referredTo: null,
  };
  expect(freshDraft({ ...view, decision }).clause).toBe(view.suggestions[0]?.ref ?? null);
  expect(freshDraft({ ...view, decision, case: { ...view.case, state: "decided" } }).clause).toBe("Table.9");
});

test("what the statement in sight quotes is what is bound and what is listed as bound on accepting, before and after it", () => {
  const matched = matchedEvidence(view, "Table.12.3");
  const [first] = matched;
  if (!first) throw new Error("the example has no matched words");
  const own = { ...first, start: first.start, end: first.end - 1, text: first.text.slice(0, -1) };
  for (const evidence of [[], [own], [{ ...own, element: "At least three times" }]]) {
    const draft = { ...freshDraft(view), clause: "Table.12.3", evidence };
    const listed = [...draft.evidence, ...boundOnAccepting(draft, matched)];
    const done = withClauseAccepted(draft, matched);
    expect(done.evidence).toEqual(listed);
    expect(boundOnAccepting(done, matched)).toEqual([]);
    expect(new Set(done.evidence.map(({ start }) => start)).size).toBe(done.evidence.length);
  }
});
