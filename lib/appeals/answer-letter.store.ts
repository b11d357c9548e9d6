import "server-only";
import { and, asc, eq } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { policyVersions, remedies, sanctions } from "@/db/schema";
import { storedAutomation } from "@/lib/decisions/automation.rules";
import { versionInWords } from "@/lib/decisions/clause-facts.rules";
import { contentKind, disputeBodiesUrl, disputePageAt } from "@/lib/decisions/letter-facts.rules";
import { documentInLetter, inLanguage, summaryOf, titleInLetter } from "@/lib/decisions/localised.rules";
import { ownRecordAt } from "@/lib/decisions/own-record.rules";
import type { ClauseFacts } from "@/lib/decisions/statement.contract";
import { storedMeasureInWords } from "@/lib/decisions/statement-text.rules";
import { heldByOthers, keptBy } from "@/lib/decisions/still-in-force.store";
import { wordsOf } from "@/lib/decisions/words.store";
import { appUrl } from "@/lib/platform/env";
import type { Message } from "@/lib/platform/letter.rules";
import { dayIn } from "@/lib/platform/time.rules";
import { clauseIn } from "@/lib/policy/editions.rules";
import { packFor } from "@/lib/policy/store";
import { caseReference } from "@/lib/queue/row.rules";
import { canFall } from "./answer.rules";
import { endWithPlatform } from "./carried-out.queries";
import { isGivenBack } from "./closing.rules";
import { type AppealAnswerFacts, composeAppealAnswer, type ToldRemedy } from "./letter.rules";
import { type AppealMaterial, common } from "./letters.store";
import { namesToWithhold } from "./withheld.store";

/** What a person is told about; telling the platform and reviewing other decisions are ours. */
const toldKinds: readonly string[] = [
  "restore_content",
  "lift_sanction",
  "withdraw_warning",
  "void_strike",
  "remove_points",
] satisfies ToldRemedy[];
const isTold = (kind: string): kind is ToldRemedy => toldKinds.includes(kind);

/** The clause in the version the decision was made by: an appeal never moves to newer rules (Q75). */
export async function clauseOf(
  db: Db | Tx,
  {
    decision,
    language,
    platform,
  }: Pick<AppealMaterial, "language"> & {
    decision: Pick<AppealMaterial["decision"], "clauseRef" | "versionRef">;
    platform: { id: string };
  },
): Promise<ClauseFacts | null> {
  const pack = await packFor(db, platform.id);
  const clause = pack ? clauseIn(pack, decision.clauseRef, decision.versionRef) : undefined;
  if (!pack || !clause || !decision.versionRef) return null;
  const [version] = await db
    .select({
      effectiveFrom: policyVersions.effectiveFrom,
      effectiveTo: policyVersions.effectiveTo,
    })
    .from(policyVersions)
    .where(and(eq(policyVersions.platformId, platform.id), eq(policyVersions.ref, decision.versionRef)));
  return {
    ref: clause.ref,
    title: titleInLetter(pack, clause, language, wordsOf(language, "decisions")),
    summary: inLanguage(summaryOf(clause), language),
    original: null,
    documentTitle: documentInLetter(pack, clause.document, language),
    versionLabel: versionInWords(
      { effectiveFrom: version?.effectiveFrom ?? null, effectiveTo: version?.effectiveTo ?? null },
      language,
      wordsOf(language, "decisions"),
    ),
    effectiveFrom: version?.effectiveFrom ?? null,
    effectiveTo: version?.effectiveTo ?? null,
  };
}

/** What is to be told: an answer that was given, or one that is being written. */
export type AnswerToTell = {
  outcome: AppealAnswerFacts["outcome"];
  reasons: string;
  answeredAt: Date;
  /** A part that is put right by a new decision. */
  decideAgain: boolean;
  /** The platform has confirmed already what it had to carry out: then nothing is left to announce. */
  isConfirmed: boolean;
  undone: readonly { kind: string; subjectId: string | null; points: number | null }[];
};

/**
 * What became of a decision's effects, as its reader is told: what fell, what holds on through another decision, what
 * stays. Lines of another person's account are not a notifier's to know.
 */
export async function effectsTold(
  db: Db | Tx,
  {
    decision,
    language,
    appellant,
    outcome,
  }: Pick<AppealMaterial, "decision" | "language"> & Pick<AppealAnswerFacts, "appellant" | "outcome">,
  undone: AnswerToTell["undone"],
): Promise<Pick<AppealAnswerFacts, "undone" | "stillRuns" | "remains">> {
  const measures = await db
    .select()
    .from(sanctions)
    .where(eq(sanctions.decisionId, decision.id))
    .orderBy(asc(sanctions.id));
  // What waits for a new decision has not fallen.
  const falls = new Set(undone.flatMap(({ kind, subjectId }) => (kind === "replace_sanction" ? [] : subjectId)));
  const t = wordsOf(language, "statement");
  const inWords = (measure: Parameters<typeof storedMeasureInWords>[0]) => storedMeasureInWords(measure, language, t);
  const label = (id: string | null) => {
    const measure = measures.find((row) => row.id === id);
    return measure ? inWords(measure) : "";
  };
  // What follows for another person's account is not the notifier's to know; what stays matters where something fell.
  const isAffected = appellant === "affected";
  const stays =
    isAffected && (outcome === "partly_reversed" || outcome === "upheld")
      ? measures.filter((row) => canFall(row) && !falls.has(row.id))
      : [];
  const lifted = isAffected ? measures.filter(({ id }) => falls.has(id)) : [];
  const others = lifted.length > 0 ? await heldByOthers(db, decision) : [];
  const holderOf = (id: string | null) => {
    const heldBy = keptBy(
      others,
      lifted.find((row) => row.id === id),
    );
    return heldBy ? { heldBy } : {};
  };
  return {
    undone: isAffected
      ? undone.flatMap(({ kind, subjectId, points }) =>
          isTold(kind)
            ? [{ kind, label: label(subjectId), ...(points === null ? {} : { points }), ...holderOf(subjectId) }]
            : [],
        )
      : [],
    stillRuns: others
      .filter(({ target, action }) => target === "account" && !lifted.some((row) => row.action === action))
      .map((measure) => ({ label: inWords(measure), reference: measure.reference })),
    remains: stays.map(inWords),
  };
}

/** The facts of an answer: what fell, what stays, by which rules it was judged, what tools were used (AE3). */
export async function answerFacts(
  db: Db | Tx,
  material: AppealMaterial,
  { outcome, reasons, answeredAt, decideAgain, isConfirmed, undone }: AnswerToTell,
): Promise<AppealAnswerFacts> {
  const { appeal, decision, language, statement } = material;
  const appellant = appeal.by;
  const effects = await effectsTold(db, { decision, language, appellant, outcome }, undone);
  const isTheirs = undone.some(({ kind }) => kind === "tell_platform") && effects.undone.some(isGivenBack);
  return {
    ...common(material),
    appellant,
    caseReference: caseReference(material.platform.prefix, material.caseNumber),
    content: statement.parts.find(({ id }) => id === "content") ?? null,
    contentKind: contentKind(material.surface),
    record: ownRecordAt(material.location, decision.accountId ?? undefined),
    outcome,
    answeredOn: dayIn(answeredAt, statement.zone),
    reasons,
    clause: await clauseOf(db, material),
    ...effects,
    isPlatformToAct: isTheirs && !isConfirmed,
    decidedAnew:
      appellant === "affected" && decideAgain ? wordsOf(language, "statement")("appealAnswer.decidedAnew") : null,
    acted: [],
    automation: storedAutomation(decision),
    redress: { disputeBodiesUrl, disputePageUrl: disputePageAt(appUrl(), language) },
  };
}

/** Lines of the ledger as a letter tells them. */
export const asTold = ({
  kind,
  subjectId,
  note,
}: Pick<typeof remedies.$inferSelect, "kind" | "subjectId" | "note">) => ({
  kind,
  subjectId,
  points: note ? Number(note) : null,
});

/** The answer that was given, with what the ledger says was undone. */
export async function givenAnswer(db: Db, { appeal }: AppealMaterial, now: Date): Promise<AnswerToTell> {
  const ledger = await db.select().from(remedies).where(eq(remedies.appealId, appeal.id)).orderBy(asc(remedies.id));
  return {
    outcome: appeal.state === "inadmissible" ? "inadmissible" : (appeal.outcome ?? "omitted"),
    reasons: appeal.reasons ?? appeal.inadmissibleWhy ?? "",
    answeredAt: appeal.decidedAt ?? now,
    decideAgain: appeal.change.decideAgain === true,
    isConfirmed: (await endWithPlatform(db, { decisionId: appeal.decisionId, appealId: appeal.id })) === "done",
    undone: ledger.map(asTold),
  };
}

/** The letter of an answer, with every name taken out that its reader must not learn. */
export async function answerLetter(db: Db, material: AppealMaterial, told: AnswerToTell): Promise<Message> {
  const withheld = await namesToWithhold(db, material.appeal.id, "appellant");
  return composeAppealAnswer(await answerFacts(db, material, told), wordsOf(material.language, "statement"), withheld);
}
