import "server-only";
import { fail, ok, type Result } from "@/lib/platform/result";
import { clauseGoverning } from "@/lib/policy/store";
import type { Assessment } from "./assess.rules";
import { automationColumns, automationOf } from "./automation.rules";
import { correctionsOf } from "./choice.rules";
import type { DecideCase } from "./contract";
import { writeDatabaseCopy } from "./database-copy.store";
import { type AffectedLetter, consider } from "./letter.rules";
import { notifierFacts } from "./letter-facts.rules";
import { affectedRow, type NotifierLetter, newStatement, notifierRows, writeLetters } from "./letters.store";
import { explained } from "./material.store";
import {
  type Deciding,
  linkNotices,
  recordDecision,
  recordSanctions,
  recordStrike,
  tellPlatform,
} from "./record.store";
import { composeStatement } from "./statement.rules";
import { quotesInWords } from "./statement-text.rules";
import { commitProblems } from "./table.rules";
import { withheldNames } from "./withheld.rules";
import { wordsOf } from "./words.store";

type Violation = Extract<DecideCase, { outcome: "violation" }>;

/** Finds a violation: the same assessment as the card's, refused while anything is missing, else written whole. */
export async function decideViolation(
  deciding: Deciding,
  input: Violation,
): Promise<Result<{ decisionId: string; effectiveAt: Date }>> {
  const { tx, actor, now, row, material } = deciding;
  const affected = newStatement();
  const { assessment, letter, problems } = consider(
    material,
    input,
    { appealUrl: affected.appealUrl, deciderName: actor.name, words: wordsOf },
    now,
  );
  const all = [
    ...(await explained(tx, problems)),
    ...commitProblems({
      ...assessment,
      deviation: input.deviation,
      needsSupervisor: material.deviationNeedsSecondPerson,
      role: actor.role,
    }),
  ];
  if (all.length > 0) return fail("refused", "decision_incomplete", { fields: all });
  const decisionId = await recordDecision(tx, await rowOf(deciding, { input, assessment, letter }));
  const about = { id: decisionId, platformId: row.platformId, accountId: row.accountId, role: assessment.role };
  await recordSanctions(tx, about, assessment.sanctions);
  await recordStrike(tx, about, assessment, now);
  const runAt = assessment.effectiveAt;
  const withheld = withheldNames(material, actor.name);
  const compose = ({ language, zone, appealUrl }: NotifierLetter) => {
    const to = { language, zone, appealUrl, words: wordsOf(language, "decisions") };
    return composeStatement(notifierFacts(material, assessment, input, to), wordsOf(language, "statement"), withheld);
  };
  const toAffected = affectedRow(material, { id: affected.id, letter }, { decisionId, now });
  const toNotifiers = notifierRows(material, compose, { decisionId, now });
  await writeLetters(tx, [...(toAffected ? [toAffected] : []), ...toNotifiers], runAt, now);
  const decided = { material, assessment, choice: input, deciderName: actor.name };
  if (toAffected) await writeDatabaseCopy(tx, toAffected, decided, now);
  await linkNotices(tx, row.id, decisionId);
  const sanctions = assessment.sanctions.map(({ action, startsAt, endsAt }) => ({ action, startsAt, endsAt }));
  await tellPlatform(
    tx,
    material,
    {
      event: "decision.made",
      decisionId,
      runAt,
      about: { outcome: "violation", clause: assessment.clause?.ref ?? null, sanctions },
    },
    now,
  );
  return ok({ decisionId, effectiveAt: runAt });
}

type Found = { input: Violation; assessment: Assessment; letter: AffectedLetter };

async function rowOf({ tx, actor, now, row, material, origin }: Deciding, { input, assessment, letter }: Found) {
  const { clause, version } = assessment;
  const cited = clause && version ? { platformId: row.platformId, versionRef: version.id, ref: clause.ref } : null;
  const pinned = cited && (await clauseGoverning(tx, cited));
  if (cited && !pinned)
    throw new Error(`clause ${cited.ref} of ${cited.versionRef} is in the pack but not in the database`);
  return {
    platformId: row.platformId,
    caseId: row.id,
    snapshotId: row.snapshotId,
    accountId: row.accountId,
    role: assessment.role,
    outcome: "violation" as const,
    origin,
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
    findings: input.findings,
    recommendation: assessment.recommendation,
    count: assessment.recommendation?.count ?? null,
    points: assessment.points?.added ?? 0,
    deviationCode: assessment.leavesTable ? (input.deviation?.code ?? null) : null,
    deviationWhy: assessment.leavesTable ? (input.deviation?.why ?? null) : null,
    overrideCode: input.override ?? null,
    tags: input.tags.length > 0 ? input.tags : row.tags,
    dsaCategory: clause?.editorial.dsaCategory ?? null,
    dsaKeyword: clause?.editorial.dsaKeywords[0] ?? null,
    territories: input.territories,
    ...automationColumns(automationOf(material, input.findings)),
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
  const quotes = quotesInWords(quoted, language);
  return quotes === "" ? "" : wordsOf(language, "statement")("facts.quotes", { quotes });
}
