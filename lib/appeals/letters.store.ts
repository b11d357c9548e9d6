import "server-only";
import { and, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import {
  accounts,
  appeals,
  cases,
  contentItems,
  decisions,
  noticeContacts,
  platforms,
  policyVersions,
  remedies,
  sanctions,
  statements,
} from "@/db/schema";
import { localeOfTag } from "@/i18n/locales";
import { contentKind, disputeBodiesUrl } from "@/lib/decisions/letter-facts.rules";
import { signLink } from "@/lib/decisions/link.rules";
import { documentTitle, inLanguage, summaryOf, titleOf } from "@/lib/decisions/localised.rules";
import type { ClauseFacts } from "@/lib/decisions/statement.contract";
import { appUrl, secrets } from "@/lib/platform/env";
import { dayIn } from "@/lib/platform/time.rules";
import { packFor } from "@/lib/policy/store";
import type { AppealAnswerFacts, AppealReceiptFacts, ToldRemedy, UndoneEffect } from "./letter.rules";

const told: readonly string[] = [
  "restore_content",
  "lift_sanction",
  "withdraw_warning",
  "void_strike",
  "remove_points",
];

/** Everything that the letters of one appeal are made of, and where they go; null when there is no such appeal. */
export async function appealLetterMaterial(db: Db, appealId: string) {
  const [row] = await db
    .select({
      appeal: appeals,
      decision: decisions,
      statement: {
        id: statements.id,
        zone: statements.zone,
        language: statements.language,
        noticeId: statements.noticeId,
        accountId: statements.accountId,
      },
      platform: { id: platforms.id, name: platforms.name },
      surface: contentItems.surface,
      accountEmail: accounts.email,
      contactEmail: noticeContacts.email,
    })
    .from(appeals)
    .innerJoin(decisions, eq(decisions.id, appeals.decisionId))
    .innerJoin(statements, eq(statements.id, appeals.statementId))
    .innerJoin(platforms, eq(platforms.id, appeals.platformId))
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .innerJoin(contentItems, eq(contentItems.id, cases.itemId))
    .leftJoin(accounts, eq(accounts.id, statements.accountId))
    .leftJoin(noticeContacts, eq(noticeContacts.noticeId, statements.noticeId))
    .where(eq(appeals.id, appealId));
  if (!row) return null;
  const to = row.statement.noticeId ? row.contactEmail : row.accountEmail;
  return { ...row, to, language: localeOfTag(row.statement.language) ?? ("en" as const) };
}
export type AppealMaterial = NonNullable<Awaited<ReturnType<typeof appealLetterMaterial>>>;

function common({ appeal, platform, language, statement }: AppealMaterial) {
  return {
    language,
    reference: appeal.reference,
    platformName: inLanguage(platform.name, language),
    url: `${appUrl()}/decision/${signLink(statement.id, secrets().links)}`,
  };
}

export function receiptFacts(material: AppealMaterial): AppealReceiptFacts {
  const { zone } = material.statement;
  return {
    ...common(material),
    receivedOn: dayIn(material.appeal.receivedAt, zone),
    aimToAnswerBy: dayIn(material.appeal.dueAt, zone),
  };
}

/** The clause in the version the decision was made by: an appeal never moves to newer rules (Q75). */
async function clauseOf(db: Db, { decision, language, platform }: AppealMaterial): Promise<ClauseFacts | null> {
  const pack = await packFor(db, platform.id);
  const clause = pack?.clauses.find(({ ref }) => ref === decision.clauseRef);
  if (!pack || !clause || !decision.versionRef) return null;
  const [version] = await db
    .select({
      label: policyVersions.label,
      effectiveFrom: policyVersions.effectiveFrom,
      effectiveTo: policyVersions.effectiveTo,
    })
    .from(policyVersions)
    .where(and(eq(policyVersions.platformId, platform.id), eq(policyVersions.ref, decision.versionRef)));
  return {
    ref: clause.ref,
    title: inLanguage(titleOf(clause), language),
    summary: inLanguage(summaryOf(clause), language),
    original: null,
    documentTitle: inLanguage(documentTitle(pack, clause.document), language),
    versionLabel: version?.label ?? decision.versionRef,
    effectiveFrom: version?.effectiveFrom ?? null,
    effectiveTo: version?.effectiveTo ?? null,
  };
}

/** The facts of the answer: what fell, what stays, by which rules it was judged, what tools were used (AE3). */
export async function answerFacts(db: Db, material: AppealMaterial, now: Date): Promise<AppealAnswerFacts> {
  const { appeal, decision, language, statement } = material;
  const measures = await db.select().from(sanctions).where(eq(sanctions.decisionId, decision.id));
  const label = (id: string) => {
    const measure = measures.find((row) => row.id === id);
    return measure ? inLanguage(measure.label, language) : "";
  };
  const ledger = await db.select().from(remedies).where(eq(remedies.appealId, appeal.id));
  const undone: UndoneEffect[] = ledger
    .filter(({ kind }) => told.includes(kind))
    .map(({ kind, subjectId, note }) => ({
      kind: kind as ToldRemedy,
      label: label(subjectId ?? ""),
      ...(note ? { points: Number(note) } : {}),
    }));
  const remains =
    appeal.by === "affected"
      ? measures
          .filter(({ state }) => state === "in_force" || state === "held")
          .map((row) => inLanguage(row.label, language))
      : [];
  return {
    ...common(material),
    appellant: appeal.by,
    contentKind: contentKind(material.surface),
    outcome: appeal.state === "inadmissible" ? "inadmissible" : (appeal.outcome ?? "omitted"),
    answeredOn: dayIn(appeal.decidedAt ?? now, statement.zone),
    reasons: appeal.reasons ?? appeal.inadmissibleWhy ?? "",
    clause: await clauseOf(db, material),
    undone,
    remains,
    acted: [],
    automation: { noticeProcessedByTool: true, decision: decision.automatedDecision },
    redress: { disputeBodiesUrl },
  };
}
