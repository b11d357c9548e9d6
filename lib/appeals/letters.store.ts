import "server-only";
import { eq } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { accounts, appeals, cases, contentItems, decisions, noticeContacts, platforms, statements } from "@/db/schema";
import { letterLanguageOfTag } from "@/i18n/locales";
import { linkAddress } from "@/lib/decisions/link.rules";
import { linkSerial } from "@/lib/decisions/links.store";
import { inLanguage } from "@/lib/decisions/localised.rules";
import { appUrl, secrets } from "@/lib/platform/env";
import { dayIn } from "@/lib/platform/time.rules";
import type { AppealReceiptFacts } from "./letter.rules";

/** Everything that the letters of one appeal are made of, and where they go; null when there is no such appeal. */
export async function appealLetterMaterial(db: Db | Tx, appealId: string) {
  const [row] = await db
    .select({
      appeal: appeals,
      decision: decisions,
      statement: {
        id: statements.id,
        letter: statements.letter,
        zone: statements.zone,
        language: statements.language,
        noticeId: statements.noticeId,
        parts: statements.parts,
        accountId: statements.accountId,
        serial: linkSerial,
      },
      platform: { id: platforms.id, name: platforms.name, prefix: platforms.prefix },
      caseNumber: cases.number,
      surface: contentItems.surface,
      location: contentItems.location,
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
  return { ...row, to, language: letterLanguageOfTag(row.statement.language) ?? ("en" as const) };
}
export type AppealMaterial = NonNullable<Awaited<ReturnType<typeof appealLetterMaterial>>>;

/** What every letter of an appeal holds. */
export function common({ appeal, platform, language, statement }: AppealMaterial) {
  return {
    language,
    zone: statement.zone,
    reference: appeal.reference,
    platformName: inLanguage(platform.name, language),
    url: linkAddress(appUrl(), statement.id, secrets().links, statement.serial),
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
