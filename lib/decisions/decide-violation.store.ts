import "server-only";
import { fail, ok, type Result } from "@/lib/platform/result";
import type { Assessment } from "./assess.rules";
import { automationColumns, automationOf } from "./automation.rules";
import { correctionsOf } from "./choice.rules";
import type { DecideCase } from "./contract";
import { writeDatabaseCopy } from "./database-copy.store";
import { detectionFinding } from "./detection.rules";
import { hidingOf } from "./hide-decided.command";
import { isOfChildAbuse } from "./hide-decided.rules";
import { type AffectedLetter, consider } from "./letter.rules";
import { notifierFacts } from "./letter-facts.rules";
import { affectedRow, type NotifierLetter, newStatement, notifierRows } from "./letters.store";
import { orderBehind } from "./material.rules";
import { explained } from "./material.store";
import { tellOfOrders } from "./order-letters.store";
import { beyondOrder, toldFrom } from "./ordered.rules";
import { type Deciding, recordDecision, recordSanctions, recordStrike, tellPlatform } from "./record.store";
import { composeStatement } from "./statement.rules";
import { quotesInWords } from "./statement-text.rules";
import { hiddenLink, strongerProblems } from "./stronger.store";
import { commitProblems } from "./table.rules";
import { withheldNames } from "./withheld.rules";
import { wordsOf } from "./words.store";
import { addLetters } from "./writing.store";

type Violation = Extract<DecideCase, { outcome: "violation" }>;

/** Finds a violation: the same assessment as the card's, refused while anything is missing, else written whole. */
export async function decideViolation(
  deciding: Deciding,
  input: Violation,
): Promise<Result<{ decisionId: string; effectiveAt: Date }>> {
  const { actor, now, row, material, writing } = deciding;
  const affected = newStatement();
  const { assessment, letter, problems: all } = await assessed(deciding, input, affected.appealUrl);
  if (all.length > 0) return fail("refused", "decision_incomplete", { fields: all });
  const decisionId = recordDecision(deciding, await rowOf(deciding, { input, assessment, letter }));
  const decision = { id: decisionId, platformId: row.platformId, accountId: row.accountId, role: assessment.role };
  recordSanctions(writing, decision, assessment.sanctions);
  recordStrike(writing, decision, assessment, now);
  const runAt = assessment.effectiveAt;
  const withheld = withheldNames(material, actor.name);
  const isAffectedTold = letter.message !== null;
  const compose = ({ language, ...letterTo }: NotifierLetter) => {
    const to = { ...letterTo, language, isAffectedTold, words: wordsOf(language, "decisions") };
    return composeStatement(notifierFacts(material, assessment, input, to), wordsOf(language, "statement"), withheld);
  };
  const toAffected = affectedRow(material, { id: affected.id, letter }, { decisionId, now });
  const toNotifiers = notifierRows(material, compose, { decisionId, now, isAffectedTold: toAffected !== null });
  // Not before the authorities allow it whose orders this answers (O3).
  addLetters(writing, toAffected ? [toAffected] : [], toldFrom(material, runAt));
  addLetters(writing, toNotifiers, runAt);
  const own = beyondOrder(material, assessment, input.ground);
  const decided = { material, assessment: own, choice: input, deciderName: actor.name };
  if (toAffected) writeDatabaseCopy(writing, toAffected, decided, now);
  await tellOfOrders(deciding, { decisionId, effectiveAt: runAt, hasEffect: assessment.sanctions.length > 0 });
  writing.answered.push({ case_id: row.id, decision_id: decisionId });
  if (isOfChildAbuse(material.pack, input)) writing.messages.push(hidingOf(decision, runAt));
  const sanctions = assessment.sanctions.map(({ action, startsAt, endsAt }) => ({ action, startsAt, endsAt }));
  const about = { outcome: "violation", clause: assessment.clause?.ref ?? null, sanctions };
  tellPlatform(deciding, { event: "decision.made", decisionId, runAt, about });
  return ok({ decisionId, effectiveAt: runAt });
}

/** What a violation would come to, its letter, and everything that stops it from being decided by this person. */
export async function assessed(
  { tx, actor, now, material, row }: Pick<Deciding, "tx" | "actor" | "now" | "material"> & { row?: { tags: string[] } },
  input: Violation,
  appealUrl: string,
) {
  const caseTags = row?.tags ?? [];
  const to = { appealUrl, deciderName: actor.name, words: wordsOf };
  const { assessment, letter, problems } = consider(material, input, to, now);
  const isLeft = input.deviation !== undefined;
  const tags = input.tags.length > 0 ? input.tags : caseTags;
  const all = [
    ...(await explained(tx, problems)),
    ...(await strongerProblems(tx, material, { tags, hasDeviation: isLeft, assessment })),
    ...commitProblems({
      ...assessment,
      deviation: input.deviation,
      needsSupervisor: material.deviationNeedsSecondPerson,
      role: actor.role,
    }),
  ];
  return { assessment, letter, problems: all };
}

type Found = { input: Violation; assessment: Assessment; letter: AffectedLetter };

async function rowOf({ actor, now, row, material, origin, clauseOf }: Deciding, { input, assessment, letter }: Found) {
  const { clause, version } = assessment;
  const cited = clause && version ? { platformId: row.platformId, versionRef: version.id, ref: clause.ref } : null;
  const pinned = cited && (await clauseOf(cited));
  if (cited && !pinned)
    throw new Error(`clause ${cited.ref} of ${cited.versionRef} is in the pack but not in the database`);
  const tags = input.tags.length > 0 ? input.tags : row.tags;
  // Leaving our stronger steps is written down like leaving the table (AE5).
  const leaves = assessment.leavesTable || tags.includes(hiddenLink);
  return {
    platformId: row.platformId,
    caseId: row.id,
    snapshotId: row.snapshotId,
    accountId: row.accountId,
    role: assessment.role,
    outcome: "violation" as const,
    origin,
    orderId: orderBehind(material)?.id ?? null,
    groundTerms: input.ground !== "law",
    groundIllegal: input.ground !== "terms",
    clauseId: pinned?.id ?? null,
    clauseRef: clause?.ref ?? null,
    versionRef: version?.id ?? null,
    alsoBreaks: input.findings.alsoBreaks ?? [],
    legalGround: input.ground === "terms" ? null : input.legalGround,
    legalExplanation: input.ground === "terms" ? null : input.legalExplanation,
    facts: input.facts || factsFrom(input, letter),
    evidence: input.evidence,
    exceptionsConsidered: input.exceptionsConsidered,
    findings: { ...input.findings, ...detectionFinding(material, input) },
    recommendation: assessment.recommendation,
    count: assessment.recommendation?.count ?? null,
    points: assessment.points?.added ?? 0,
    deviationCode: leaves ? (input.deviation?.code ?? null) : null,
    deviationWhy: leaves ? (input.deviation?.why ?? null) : null,
    overrideCode: input.override ?? null,
    exempt: input.exemption?.kind ?? null,
    exemptWhy: input.exemption?.why ?? null,
    exemptItems: input.exemption ? material.volume.alike : null,
    tags,
    dsaCategory: clause?.editorial.dsaCategory ?? null,
    dsaKeyword: clause?.editorial.dsaKeywords[0] ?? null,
    territories: input.territories,
    ...automationColumns(automationOf(material, input)),
    contentDay: assessment.contentDay,
    corrections: correctionsOf(material, input),
    decidedBy: actor.id,
    decidedAt: now,
    effectiveAt: assessment.effectiveAt,
  };
}

/** Nothing typed: the facts are the words that were marked, each once, in the language of the person concerned. */
function factsFrom({ evidence }: Violation, { language }: AffectedLetter): string {
  const quoted = evidence.filter((span) => span.in !== "explanation").map(({ text }) => text);
  const t = wordsOf(language, "statement");
  const quotes = quotesInWords(quoted, language, t);
  return quotes === "" ? "" : t("facts.quotes", { quotes });
}
