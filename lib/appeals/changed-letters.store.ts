import "server-only";
import { and, asc, eq, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { type appeals, cases, contentItems, type decisions, noticeContacts, platforms, statements } from "@/db/schema";
import { type LetterLanguage, letterLanguageOfTag } from "@/i18n/locales";
import { addresseeDays } from "@/lib/decisions/addressee-days.rules";
import { storedAutomation } from "@/lib/decisions/automation.rules";
import { contentKind, disputeBodiesUrl, disputePageAt } from "@/lib/decisions/letter-facts.rules";
import { newStatement, type StatementRow, writeLetters } from "@/lib/decisions/letters.store";
import { linkAddress } from "@/lib/decisions/link.rules";
import { linkSerial } from "@/lib/decisions/links.store";
import { inLanguage } from "@/lib/decisions/localised.rules";
import type { ClauseFacts } from "@/lib/decisions/statement.contract";
import { storedMeasureInWords } from "@/lib/decisions/statement-text.rules";
import { wordsOf } from "@/lib/decisions/words.store";
import { appUrl, secrets } from "@/lib/platform/env";
import { caseReference } from "@/lib/queue/row.rules";
import { canFall } from "./answer.rules";
import { clauseOf } from "./answer-letter.store";
import { changeOf, composeChange } from "./changed-letter.rules";
import type { SanctionRow } from "./effects.store";
import type { PlannedAnswer } from "./outcome.rules";
import { namesAround, namesToWithhold } from "./withheld.store";

type Changed = {
  /** Null where a body outside was followed. */
  appeal: Pick<typeof appeals.$inferSelect, "id"> | null;
  decision: typeof decisions.$inferSelect;
  plan: PlannedAnswer;
  /** As they were before the answer. */
  measures: readonly SanctionRow[];
};

/** The letters by which those who reported were told of this decision, each with where it went. */
function firstLetters(tx: Tx, decisionId: string) {
  return tx
    .select({
      id: statements.id,
      noticeId: statements.noticeId,
      language: statements.language,
      zone: statements.zone,
      parts: statements.parts,
      serial: linkSerial,
      email: noticeContacts.email,
    })
    .from(statements)
    .leftJoin(noticeContacts, eq(noticeContacts.noticeId, statements.noticeId))
    .where(
      and(
        eq(statements.decisionId, decisionId),
        eq(statements.addressee, "notifier"),
        eq(statements.letter, "decision"),
        isNull(statements.revokedAt),
      ),
    )
    .orderBy(asc(statements.id));
}
type FirstLetter = Awaited<ReturnType<typeof firstLetters>>[number];
const languageOf = ({ language }: FirstLetter): LetterLanguage => letterLanguageOfTag(language) ?? "en";

async function aboutCase(tx: Tx, caseId: string) {
  const [row] = await tx
    .select({ number: cases.number, prefix: platforms.prefix, name: platforms.name, surface: contentItems.surface })
    .from(cases)
    .innerJoin(platforms, eq(platforms.id, cases.platformId))
    .innerJoin(contentItems, eq(contentItems.id, cases.itemId))
    .where(eq(cases.id, caseId));
  if (!row) throw new Error(`no case ${caseId}`);
  return row;
}

/**
 * Tells those whose reports led to a decision that it fell, wholly or in part, on the other side's appeal or dispute: with what
 * became of the content, and a link of their own to complain of that (DSA Art. 16(5), N9, A1). In the answer's
 * transaction, which nobody can take back, so the letters leave with the answer. Who has complained, and of whose account
 * what fell, is not said.
 * @returns the ids of the letters
 */
export async function tellOfChange(
  tx: Tx,
  { appeal, decision, plan, measures }: Changed,
  now: Date,
): Promise<string[]> {
  if (!plan.reverses && plan.remedies.length === 0) return [];
  const letters = await firstLetters(tx, decision.id);
  if (letters.length === 0) return [];
  const about = await aboutCase(tx, decision.caseId);
  const withheld = appeal ? await namesToWithhold(tx, appeal.id, "everybody") : await namesAround(tx, decision);
  const onContent = measures.filter((row) => row.target === "content" && canFall(row));
  const fallen = new Set(plan.remedies.map(({ subjectId }) => subjectId));
  const judgedBy = (language: LetterLanguage) =>
    decision.groundTerms ? clauseOf(tx, { decision, language, platform: { id: decision.platformId } }) : null;
  const clauses = new Map<LetterLanguage, ClauseFacts | null>();
  for (const language of new Set(letters.map((first) => languageOf(first)))) {
    clauses.set(language, await judgedBy(language));
  }
  const row = (first: FirstLetter): StatementRow => {
    const { id, appealUrl } = newStatement();
    const { noticeId, zone } = first;
    const language = languageOf(first);
    const labels = (isFallen: boolean) =>
      onContent
        .filter((measure) => fallen.has(measure.id) === isFallen)
        .map((measure) => storedMeasureInWords(measure, language, wordsOf(language, "statement")));
    const days = addresseeDays({ decidedAt: now, effectiveAt: now }, zone);
    const facts = {
      language,
      zone,
      reference: caseReference(about.prefix, about.number),
      platformName: inLanguage(about.name, language),
      contentKind: contentKind(about.surface),
      change: changeOf(plan),
      clause: clauses.get(language) ?? null,
      onLaw: decision.groundIllegal,
      changedOn: days.decidedOn,
      lifted: labels(true),
      remains: labels(false),
      content: first.parts.find((part) => part.id === "content") ?? null,
      firstUrl: linkAddress(appUrl(), first.id, secrets().links, first.serial),
      automation: storedAutomation(decision),
      redress: {
        ...{ appealUrl, appealEndsOn: days.appealEndsOn, disputeBodiesUrl },
        disputePageUrl: disputePageAt(appUrl(), language),
      },
    };
    const { subject, parts } = composeChange(facts, wordsOf(language, "statement"), withheld);
    const delivery = first.email ? ("held" as const) : ("not_deliverable" as const);
    const told = { platformId: decision.platformId, decisionId: decision.id, addressee: "notifier" as const, noticeId };
    const sent = { letter: "changed" as const, isStatementOfReasons: false, delivery, composedAt: now };
    return { id, ...told, ...sent, language, zone, subject, parts };
  };
  const rows = letters.map(row);
  await writeLetters(tx, rows, now, now);
  return rows.flatMap(({ id }) => id ?? []);
}
