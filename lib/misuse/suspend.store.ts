import "server-only";
import { and, desc, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { cases, contentItems, decisions, type MisuseAssessment, misuseMarks, platforms } from "@/db/schema";
import { type LetterLanguage, letterLanguageOfTag } from "@/i18n/locales";
import { zoneOfAccount } from "@/lib/decisions/addressee-days.rules";
import type { Assessment } from "@/lib/decisions/assess.rules";
import { automationColumns, automationUnasked } from "@/lib/decisions/automation.rules";
import { writeDatabaseCopy } from "@/lib/decisions/database-copy.store";
import { affectedFacts, languageFor } from "@/lib/decisions/letter-facts.rules";
import { affectedRow, newStatement } from "@/lib/decisions/letters.store";
import type { CaseMaterial } from "@/lib/decisions/material.rules";
import { materialOf } from "@/lib/decisions/material.store";
import type { PlannedSanction } from "@/lib/decisions/plan.rules";
import { lockAccounts, recordDecision, recordSanctions, tellPlatform } from "@/lib/decisions/record.store";
import { sealsOfDecisions } from "@/lib/decisions/row-seal.store";
import type { AffectedFacts, Withheld } from "@/lib/decisions/statement.contract";
import { composeStatement } from "@/lib/decisions/statement.rules";
import { statementGaps } from "@/lib/decisions/statement-gaps.rules";
import { accountFor, openOwnCase, type TraderAccount } from "@/lib/decisions/trader.store";
import { wordsOf } from "@/lib/decisions/words.store";
import { addLetters, nothingYet, storeWriting, type Writing } from "@/lib/decisions/writing.store";
import type { CommandContext } from "@/lib/platform/command";
import type { Person } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { statementCategories } from "@/lib/platform/statement-values.rules";
import { dayIn } from "@/lib/platform/time.rules";
import { caseReference } from "@/lib/queue/row.rules";
import { lockCase, moveCase, notHeld } from "@/lib/queue/store";
import { translatorFor } from "@/messages/load";
import { standingMark } from "./count.store";
import { clauseOf, policyUrlOf } from "./letters.store";
import { lawInWords, numbersInWords, suspensionInWords } from "./suspension.rules";

/** What it is called where a decision's measures are listed; the platform offers no such action of its own. */
const action = "misuse.suspend-account";
const value = "DECISION_ACCOUNT_SUSPENDED";

export type Suspending = {
  subject: { id: string; platformId: string };
  accountId: string;
  lastDay: string;
  until: Date;
  why: string;
  assessment: MisuseAssessment;
  /** Who reported and who moderated what was marked: the case of the record itself has no reporter. */
  withheld: Withheld;
};

type Opened = { row: NonNullable<Awaited<ReturnType<typeof lockCase>>>; material: CaseMaterial };

/**
 * The case that the suspension is decided on. Its record holds what was counted and what was marked, and nothing of what
 * the decider weighed: who looks at it on appeal sees this before they know the decision.
 */
async function openRecord(tx: Tx, account: TraderAccount, suspending: Suspending, now: Date): Promise<Result<Opened>> {
  const language = letterLanguageOfTag(account.language ?? "") ?? "en";
  const t = translatorFor(language, "misuseLetters");
  const counted = numbersInWords(suspending.assessment, { side: "content", language }, t);
  const text = [counted, ...(await markedThings(tx, suspending.subject.id, account.zone))].join("\n");
  const record = { record: "misuse", language, title: t("record.title"), text, why: counted } as const;
  const opened = await openOwnCase(tx, account, record, now);
  if (!opened.ok) return opened;
  const row = await lockCase(tx, opened.value.caseId);
  await lockAccounts(tx, [account.id]);
  const material = await materialOf(tx, opened.value.caseId);
  if (!row || !material) throw new Error("a case was opened and is gone");
  return ok({ row, material });
}

/** What the marks that count are about, a line each: the case, its day, and where the thing is unless that is kept from most. */
async function markedThings(tx: Tx, subjectId: string, zone: string): Promise<string[]> {
  const { decidedAt } = decisions;
  const { number, childSafety } = cases;
  const rows = await tx
    .select({ number, childSafety, decidedAt, prefix: platforms.prefix, location: contentItems.location })
    .from(misuseMarks)
    .innerJoin(decisions, eq(decisions.id, misuseMarks.decisionId))
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .innerJoin(contentItems, eq(contentItems.id, cases.itemId))
    .innerJoin(platforms, eq(platforms.id, cases.platformId))
    .where(and(eq(misuseMarks.subjectId, subjectId), standingMark))
    .orderBy(decidedAt, number);
  return rows.map((row) =>
    [caseReference(row.prefix, row.number), dayIn(row.decidedAt, zone), row.childSafety ? "" : row.location]
      .filter(Boolean)
      .join(" · "),
  );
}

/** The decision that suspends, and the case of its own that it is made on. */
export type OwnDecision = { decisionId: string; caseId: string };

/**
 * Suspends an account for misuse by a decision of a person on a case of own initiative (Art. 23(1), M4): with its statement
 * of reasons, its copy for the Transparency Database and its own appeal link, like every restriction (Art. 17(1)(d), 20,
 * 24(5)). It has no undo window: it was weighed on a form, after a warning. No strike comes of it. The command has the case
 * among its subjects: the log gets the hash of each row that is written.
 */
export async function decideSuspension(
  context: CommandContext & { actor: Person },
  suspending: Suspending,
): Promise<Result<OwnDecision>> {
  const { tx, actor, now, alsoLogged } = context;
  const account = await accountFor(tx, actor, suspending.accountId);
  if (!account.ok) return account;
  const opened = await openRecord(tx, account.value, suspending, now);
  if (!opened.ok) return opened;
  const { row, material } = opened.value;
  const statement = newStatement();
  const assessment = assessmentOf(material, suspending, now);
  const said = lettersOf(material, { assessment, suspending, appealUrl: statement.appealUrl });
  const gaps = statementGaps(said.facts, suspending.withheld).map(({ field, problem }) => ({
    field: field === "legal.explanation" ? "why" : "gravity",
    reason: problem === "missing" ? "text_needed" : `text_${problem}`,
  }));
  if (gaps.length > 0) return fail("invalid", "invalid", { fields: gaps });
  const writing = nothingYet();
  const category = await categoryOf(tx, suspending.subject.id);
  const deciding = { ...opened.value, suspending, assessment, said, category, writing, actor, now };
  const decisionId = writeDecision(deciding);
  writeTold(deciding, { decisionId, statementId: statement.id });
  await storeWriting(tx, writing, now);
  for (const [caseId, rows] of await sealsOfDecisions(tx, writing.decisions)) alsoLogged(caseId, { rows });
  await moveCase(tx, row, { state: "decided", decidedAt: now, ...notHeld });
  return ok({ decisionId, caseId: row.id });
}

type Deciding = Opened & {
  suspending: Suspending;
  assessment: Assessment;
  said: ReturnType<typeof lettersOf>;
  category: Awaited<ReturnType<typeof categoryOf>>;
  writing: Writing;
  actor: Person;
  now: Date;
};

/** The decision and its one measure; its id. */
function writeDecision({
  row,
  material,
  suspending,
  assessment,
  said,
  category,
  writing,
  actor,
  now,
}: Deciding): string {
  const { accountId, why } = suspending;
  const { platformId } = row;
  const decisionId = recordDecision(
    { suggested: undefined, writing },
    {
      ...{ platformId, caseId: row.id, snapshotId: row.snapshotId, accountId },
      ...{ outcome: "violation", origin: "own", groundIllegal: true },
      ...{ legalGround: said.choice.legalGround, legalExplanation: why, facts: said.choice.facts },
      ...{ dsaCategory: category, tags: ["misuse"], contentDay: assessment.contentDay },
      ...automationColumns(automationUnasked(material)),
      ...{ decidedBy: actor.id, decidedAt: now, effectiveAt: now },
    },
  );
  recordSanctions(writing, { id: decisionId, platformId, accountId, role: null }, assessment.sanctions);
  writing.answered.push({ case_id: row.id, decision_id: decisionId });
  return decisionId;
}

/** What everybody is told of it: the account's holder, the Transparency Database, and the platform. */
function writeTold(deciding: Deciding, { decisionId, statementId }: { decisionId: string; statementId: string }): void {
  const { row, material, suspending, assessment, said, category, writing, actor, now } = deciding;
  const { withheld } = suspending;
  const message = composeStatement(said.facts, wordsOf(said.language, "statement"), withheld);
  const letter = { language: said.language, zone: said.zone, message, isDue: true, isOwed: true, problems: [] };
  const told = affectedRow(material, { id: statementId, letter }, { decisionId, now });
  if (!told) throw new Error("a suspension is always told");
  addLetters(writing, [told], now);
  const english = translatorFor("en", "misuseLetters");
  const instead = {
    facts: numbersInWords(suspending.assessment, { side: "content", language: "en" }, english),
    category,
    typed: { ground: false, explanation: true },
    // Whose policy it is stands in its own field.
    rulesUrl: policyUrlOf(row.platformId),
  };
  const choice = { ...said.choice, legalGround: english("record.article") };
  writeDatabaseCopy(writing, told, { material, assessment, choice, deciderName: actor.name, instead, withheld }, now);
  const sanctions = assessment.sanctions.map(({ startsAt, endsAt }) => ({ action, startsAt, endsAt }));
  const about = { outcome: "violation", clause: null, sanctions };
  tellPlatform({ writing, material }, { event: "decision.made", decisionId, runAt: now, about });
}

const lawOf = ({ subject }: Suspending, language: LetterLanguage) =>
  lawInWords(
    { clause: clauseOf("content"), url: policyUrlOf(subject.platformId, language) },
    translatorFor(language, "misuseLetters"),
  );

/** What a decision on content comes to, where no rule of the platform was asked: one measure until a day. */
function assessmentOf({ platform }: CaseMaterial, { lastDay, until }: Suspending, now: Date): Assessment {
  const day = dayIn(now, platform.zone);
  const named = (language: LetterLanguage) => wordsOf(language, "statement")(`measure.${value}`);
  const measure: PlannedSanction = {
    action,
    label: { en: named("en"), hans: named("zh-Hans"), hant: named("zh-Hant") },
    ...{ target: "account", startsAt: now.toISOString(), endsOn: lastDay, endsAt: until.toISOString(), days: null },
    ...{ indefinite: false, permanent: false, isDoneOnce: false, barsReEntry: false, isFollowOn: false },
    ...{ points: 0, needsStatement: true, needsTerm: false, dsaValue: value, dsaChoices: [], restricts: true },
  };
  return {
    ...{ contentDay: day, decisionDay: day, decidedAt: now, effectiveAt: now, role: null, clause: null, version: null },
    ...{ recommendation: null, allowed: [], sanctions: [measure], leavesTable: false, count: null, points: null },
    ...{ countedStrikeIds: [], problems: [] },
  };
}

/** What is told to the account's holder, in their language. Their own record is not quoted back at them as content. */
function lettersOf(
  material: CaseMaterial,
  { assessment, suspending, appealUrl }: { assessment: Assessment; suspending: Suspending; appealUrl: string },
) {
  const language = languageFor(material.account?.language, material.snapshot.language, material.letterLanguage);
  const zone = zoneOfAccount(material);
  const facts = suspensionInWords(suspending.assessment, language, translatorFor(language, "misuseLetters"));
  const choice = {
    ...{ ground: "law" as const, legalGround: lawOf(suspending, language), legalExplanation: suspending.why },
    ...{ facts: facts.join("\n"), findings: {}, evidence: [], exceptionsConsidered: [], tags: [], territories: [] },
  };
  const words = wordsOf(language, "decisions");
  const common = affectedFacts(material, assessment, choice, { language, zone, appealUrl, words });
  const label = wordsOf(language, "statement")(`measure.${value}`);
  const told: AffectedFacts = {
    ...common,
    isForMisuse: true,
    content: { kind: "account", location: "", date: null, excerpt: null },
    // Our own words, in the reader's language.
    restrictions: common.restrictions.map((one) => ({ ...one, label, labelLanguage: undefined })),
  };
  return { language, zone, choice, facts: told };
}

/** The category that most of what was marked falls under; null where the decisions named none, and a person completes it. */
async function categoryOf(tx: Tx, subjectId: string) {
  const { dsaCategory } = decisions;
  const [row] = await tx
    .select({ category: dsaCategory })
    .from(misuseMarks)
    .innerJoin(decisions, eq(decisions.id, misuseMarks.decisionId))
    .where(and(eq(misuseMarks.subjectId, subjectId), standingMark, sql`${dsaCategory} is not null`))
    .groupBy(dsaCategory)
    .orderBy(desc(sql`count(*)`), dsaCategory)
    .limit(1);
  return statementCategories.find((known) => known === row?.category) ?? null;
}
