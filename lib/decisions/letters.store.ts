import "server-only";
import { v4, v7 } from "uuid";
import type { Tx } from "@/db/client";
import { statements } from "@/db/schema";
import type { LetterLanguage } from "@/i18n/locales";
import { appUrl, secrets } from "@/lib/platform/env";
import type { Message } from "@/lib/platform/letter.rules";
import { enqueueAll, type NewMessage } from "@/lib/platform/outbox";
import { dayIn, endOfDay } from "@/lib/platform/time.rules";
import { zoneOfNotifier } from "./addressee-days.rules";
import type { AffectedLetter } from "./letter.rules";
import { languageFor } from "./letter-facts.rules";
import { signLink } from "./link.rules";
import type { CaseMaterial, CaseNotice } from "./material.rules";
import { reportsOf } from "./origin.rules";

/** A statement's id, made before it is written, because its own text holds its link. */
export function newStatement(): { id: string; appealUrl: string } {
  const id = v7();
  return { id, appealUrl: `${appUrl()}/decision/${signLink(id, secrets().links)}/appeal` };
}

export type StatementRow = typeof statements.$inferInsert & { id: string; delivery: "held" | "not_deliverable" };
type Composing = { decisionId: string; now: Date };

/** What the affected person is told, or null. Without an address it stays readable at its link, marked not deliverable. */
export function affectedRow(
  material: CaseMaterial,
  { id, letter }: { id: string; letter: AffectedLetter },
  { decisionId, now }: Composing,
): StatementRow | null {
  if (!letter.message) return null;
  return {
    id,
    platformId: material.platform.id,
    decisionId,
    addressee: "affected",
    accountId: material.account?.id ?? null,
    isStatementOfReasons: letter.isDue,
    language: letter.language,
    zone: letter.zone,
    subject: letter.message.subject,
    parts: letter.message.parts,
    delivery: material.account?.email ? "held" : "not_deliverable",
    composedAt: now,
    // Random, made once and never used again (DSA.md B3); a warning or a point is not in the database.
    puid: letter.isDue ? v4() : null,
  };
}

export type NotifierLetter = {
  notice: CaseNotice;
  id: string;
  appealUrl: string;
  language: LetterLanguage;
  zone: string;
};

/**
 * What each person who reported is told (DSA Art. 16(5), N9), one row a report. What we found ourselves has nobody to be
 * answered; somebody without an address reads it on the tracking page, and so does who reported their own content: they
 * get the affected person's letter, and no second one that seems to say the opposite (edge case 31).
 */
export function notifierRows(
  material: CaseMaterial,
  compose: (letter: NotifierLetter) => Message,
  { decisionId, now, isAffectedTold }: Composing & { isAffectedTold: boolean },
): StatementRow[] {
  const answered = reportsOf(material.notices).filter(({ order }) => order === null);
  const told = isAffectedTold ? (material.account?.email?.toLowerCase() ?? null) : null;
  return answered.map((notice) => {
    const language = languageFor(notice.contactLanguage, notice.language, material.letterLanguage);
    const zone = zoneOfNotifier(material, notice);
    const made = newStatement();
    const { subject, parts } = compose({ notice, ...made, language, zone });
    return {
      id: made.id,
      platformId: material.platform.id,
      decisionId,
      addressee: "notifier",
      noticeId: notice.id,
      isStatementOfReasons: false,
      language,
      zone,
      subject,
      parts,
      delivery: notice.contactEmail && notice.contactEmail.toLowerCase() !== told ? "held" : "not_deliverable",
      composedAt: now,
    };
  });
}

/**
 * A statement of reasons is owed by the end of the day on which its restriction begins, in its addressee's zone (S2), or
 * on which an authority first allows to tell of it (O3): `startsAt` is the later of the two.
 */
export function withDueDay(row: StatementRow, startsAt: Date): StatementRow {
  if (!row.isStatementOfReasons || row.delivery !== "held") return row;
  return { ...row, dueAt: endOfDay(dayIn(startsAt, row.zone), row.zone) };
}

const batch = 500;

/** Stores the letters; mail waits with the decision until the undo window is over. */
export async function writeLetters(tx: Tx, rows: readonly StatementRow[], runAt: Date, now: Date): Promise<void> {
  for (let from = 0; from < rows.length; from += batch) {
    const some = rows.slice(from, from + batch);
    await tx.insert(statements).values(some.map((row) => withDueDay(row, runAt)));
    await enqueueAll(
      tx,
      some.flatMap((row) => mailOf(row, runAt) ?? []),
      now,
    );
  }
}

/** The mail of a letter, or null where it has no address. */
export function mailOf(
  { id, addressee, delivery, platformId, decisionId }: StatementRow,
  runAt: Date,
): NewMessage | null {
  if (delivery !== "held") return null;
  const kind = addressee === "affected" ? "mail.statement" : "mail.outcome";
  return { kind, payload: { statementId: id }, dedupeKey: `${kind}:${id}`, platformId, decisionId, runAt };
}
