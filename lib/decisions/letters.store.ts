import "server-only";
import { v4, v7 } from "uuid";
import type { Tx } from "@/db/client";
import { statements } from "@/db/schema";
import type { Locale } from "@/i18n/locales";
import { appUrl, secrets } from "@/lib/platform/env";
import type { Message } from "@/lib/platform/letter.rules";
import { enqueue } from "@/lib/platform/outbox";
import type { AffectedLetter } from "./letter.rules";
import { languageFor } from "./letter-facts.rules";
import { signLink } from "./link.rules";
import type { CaseMaterial, CaseNotice } from "./material.rules";

/** A statement's id, made before it is written, because its own text holds its link. */
export function newStatement(): { id: string; appealUrl: string } {
  const id = v7();
  return { id, appealUrl: `${appUrl()}/decision/${signLink(id, secrets().links)}/appeal` };
}

type Row = typeof statements.$inferInsert;

/** Mail waits with the decision until the undo window is over; nobody is written to whose address is not known. */
async function send(
  tx: Tx,
  row: Row & { id: string },
  kind: "mail.statement" | "mail.outcome",
  at: { runAt: Date; now: Date },
) {
  const message = { kind, payload: { statementId: row.id }, dedupeKey: `${kind}:${row.id}` };
  await enqueue(tx, { ...message, platformId: row.platformId, decisionId: row.decisionId, runAt: at.runAt }, at.now);
}

/** Stores what the affected person is told. Without an address it stays readable at its link, marked as not deliverable. */
export async function writeAffected(
  tx: Tx,
  material: CaseMaterial,
  { id, decisionId, letter, runAt }: { id: string; decisionId: string; letter: AffectedLetter; runAt: Date },
  now: Date,
): Promise<void> {
  if (!letter.message) return;
  const deliverable = Boolean(material.account?.email);
  const row = {
    id,
    platformId: material.platform.id,
    decisionId,
    addressee: "affected" as const,
    accountId: material.account?.id ?? null,
    isStatementOfReasons: letter.isDue,
    language: letter.language,
    zone: letter.zone,
    subject: letter.message.subject,
    parts: letter.message.parts,
    delivery: deliverable ? ("held" as const) : ("not_deliverable" as const),
    composedAt: now,
    // Random, made once and never used again (DSA.md B3); a warning or a point is not in the database.
    puid: letter.isDue ? v4() : null,
  };
  await tx.insert(statements).values(row);
  if (deliverable) await send(tx, row, "mail.statement", { runAt, now });
}

export type NotifierLetter = { notice: CaseNotice; id: string; appealUrl: string; language: Locale; zone: string };

/** One letter for each person who reported; what we found ourselves has nobody to be answered. */
export function notifierLetters(material: CaseMaterial): NotifierLetter[] {
  return material.notices
    .filter((notice) => notice.source !== "own_detection")
    .map((notice) => ({
      notice,
      ...newStatement(),
      language: languageFor(notice.contactLanguage, notice.language),
      zone: notice.contactZone ?? material.platform.zone,
    }));
}

/** Stores what each notifier is told, and mails those who left an address (DSA Art. 16(5), N9). */
export async function writeNotifiers(
  tx: Tx,
  material: CaseMaterial,
  {
    decisionId,
    letters,
    runAt,
    compose,
  }: {
    decisionId: string;
    letters: readonly NotifierLetter[];
    runAt: Date;
    compose: (letter: NotifierLetter) => Message;
  },
  now: Date,
): Promise<void> {
  const rows = letters.map((letter) => {
    const { subject, parts } = compose(letter);
    return {
      id: letter.id,
      platformId: material.platform.id,
      decisionId,
      addressee: "notifier" as const,
      noticeId: letter.notice.id,
      isStatementOfReasons: false,
      language: letter.language,
      zone: letter.zone,
      subject,
      parts,
      delivery: letter.notice.contactEmail ? ("held" as const) : ("not_deliverable" as const),
      composedAt: now,
    };
  });
  if (rows.length > 0) await tx.insert(statements).values(rows);
  for (const row of rows.filter(({ delivery }) => delivery === "held"))
    await send(tx, row, "mail.outcome", { runAt, now });
}
