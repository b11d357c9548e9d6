import "server-only";
import { and, asc, desc, eq, inArray, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { cases, decisions, mails, platforms, statements } from "@/db/schema";
import { letterLanguageOfTag } from "@/i18n/locales";
import { isId } from "@/lib/platform/ids.rules";
import { letterKinds, letterState } from "@/lib/platform/letter-state.rules";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { shownTo } from "@/lib/queue/filters.queries";
import { caseReference } from "@/lib/queue/row.rules";
import { handRefusal } from "./hand-link.rules";
import { inLanguage } from "./localised.rules";
import type { LetterAsSent, MadeLetter, MadeLetters } from "./made.contract";
import { withoutSignedLinks } from "./signed-links.rules";

/** A case with ten thousand reports has as many letters: so many are listed, those to the person concerned first, the newest before the older. */
const lettersShown = 20;

const letterColumns = {
  id: statements.id,
  decisionId: statements.decisionId,
  addressee: statements.addressee,
  letter: statements.letter,
  subject: statements.subject,
  language: statements.language,
  delivery: statements.delivery,
  sentAt: statements.sentAt,
  readAt: statements.readAt,
};

type Place = { id: string; addressee: "affected" | "notifier"; composedAt: Date };

type LetterRow = { id: string; delivery: MadeLetter["delivery"]; sentAt: Date | null; readAt: Date | null };

/** The rows with what became of each. What a mail server said may tell whose address it was, so it is for who keeps the outbox. */
async function withStates<Row extends LetterRow>(db: Db, actor: Actor, rows: readonly Row[]) {
  const newest = await newestMails(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map(({ readAt, ...row }) => {
    const { state, at, why } = letterState({ ...row, readAt }, newest.get(row.id) ?? null);
    const told = can(actor, "outbox.view") ? why : null;
    return { ...row, sentAt: row.sentAt?.toISOString() ?? null, state, stateAt: at?.toISOString() ?? null, why: told };
  });
}

async function newestMails(db: Db, letters: readonly string[]) {
  const { statementId, deliveredAt, bouncedAt, bounceReason, sentAt } = mails;
  if (letters.length === 0) return new Map();
  const rows = await db
    .select({ statementId, deliveredAt, bouncedAt, bounceReason })
    .from(mails)
    .where(and(inArray(statementId, [...letters]), inArray(mails.kind, [...letterKinds])))
    .orderBy(asc(sentAt), asc(mails.id));
  return new Map(rows.map((row) => [row.statementId ?? "", row]));
}

/** Letters of a decision, from its first or by keyset from the one after `past`; with how many follow. */
export async function lettersOf(db: Db, actor: Actor, decisionId: string, past?: Place): Promise<MadeLetters> {
  const { id, addressee, composedAt } = statements;
  const after = past
    ? sql`(${addressee} > ${past.addressee} or (${addressee} = ${past.addressee} and (${composedAt}, ${id}) < (${past.composedAt.toISOString()}, ${past.id}::uuid)))`
    : undefined;
  const rows = await db
    .select({ ...letterColumns, all: sql<number>`count(*) over ()::int` })
    .from(statements)
    .where(and(eq(statements.decisionId, decisionId), after))
    .orderBy(asc(statements.addressee), desc(statements.composedAt), desc(statements.id))
    .limit(lettersShown);
  const shown = rows.map(({ all: _all, decisionId: _decision, ...row }) => row);
  const letters = await withStates(db, actor, shown);
  return { letters, moreLetters: Math.max(0, (rows[0]?.all ?? 0) - letters.length) };
}

/** The letters of a decision behind one of them, for who pages through them. Answers `not_found`. */
export async function olderLetters(
  db: Db,
  actor: Actor,
  { decisionId, after }: { decisionId: string; after: string | null },
): Promise<Result<MadeLetters>> {
  if (!can(actor, "case.view")) return fail("forbidden");
  if (!isId(decisionId) || !after || !isId(after)) return fail("not_found", "not_found");
  const { id, addressee, composedAt } = statements;
  const [past] = await db
    .select({ id, addressee, composedAt })
    .from(statements)
    .innerJoin(decisions, eq(decisions.id, statements.decisionId))
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .where(and(eq(id, after), eq(statements.decisionId, decisionId), shownTo(actor)));
  return past ? ok(await lettersOf(db, actor, decisionId, past)) : fail("not_found", "not_found");
}

/** A letter of a decision as it was sent, without the addressee's own links. Answers `not_found`. */
export async function letterAsSent(db: Db, actor: Actor, statementId: string): Promise<Result<LetterAsSent>> {
  if (!can(actor, "case.view")) return fail("forbidden");
  const [row] = isId(statementId)
    ? await db
        .select({
          ...letterColumns,
          parts: statements.parts,
          revokedAt: statements.revokedAt,
          undoneAt: decisions.undoneAt,
          caseId: cases.id,
          prefix: platforms.prefix,
          platform: platforms.name,
          number: cases.number,
        })
        .from(statements)
        .innerJoin(decisions, eq(decisions.id, statements.decisionId))
        .innerJoin(cases, eq(cases.id, decisions.caseId))
        .innerJoin(platforms, eq(platforms.id, statements.platformId))
        .where(and(eq(statements.id, statementId), shownTo(actor)))
    : [];
  if (!row) return fail("not_found", "not_found");
  const [withState] = await withStates(db, actor, [row]);
  if (!withState) return fail("not_found", "not_found");
  const { decisionId: _decision, revokedAt: _ended, undoneAt: _undone, ...shown } = withState;
  const { prefix, platform, number, parts, ...letter } = shown;
  const platformName = inLanguage(platform, letterLanguageOfTag(letter.language) ?? "en");
  const mayHandLink = can(actor, "statement.hand_link") && handRefusal(row) === null;
  const mayReplaceLink = can(actor, "statement.replace_link") && !row.revokedAt && !row.undoneAt;
  return ok({
    ...letter,
    mayHandLink,
    mayReplaceLink,
    platformName,
    reference: caseReference(prefix, number),
    parts: withoutSignedLinks(parts),
  });
}
