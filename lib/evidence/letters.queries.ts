import "server-only";
import { and, asc, eq, gt, inArray, isNotNull, notInArray } from "drizzle-orm";
import type { Db } from "@/db/client";
import { appeals, decisions, platforms, type StatementPart, statements } from "@/db/schema";
import { letterLanguageOfTag } from "@/i18n/locales";
import { inLanguage } from "@/lib/decisions/localised.rules";
import { withoutSignedLinks } from "@/lib/decisions/signed-links.rules";
import { pdfOfLetter } from "@/lib/platform/letter-pdf";
import type { ArchivedLetter } from "./archive.contract";
import type { CaseExport } from "./export-case.command";

/** A letter as its row has it: what its PDF says, and the moment that is written into the file. */
export type LetterRow = { id: string; subject: string; parts: StatementPart[]; at: Date };

/** The tagged PDF of a letter in an archive. Of one row it is the same bytes each time: the check makes it again. */
export function pdfOfArchived(about: ArchivedLetter, { subject, parts, at }: LetterRow): Promise<Buffer> {
  const { language, platformName, reference } = about;
  return pdfOfLetter({ language, platformName, reference, subject, parts: withoutSignedLinks(parts), made: at });
}

const batch = 50;
const ofCase = (db: Db, caseId: string) =>
  db.select({ id: decisions.id }).from(decisions).where(eq(decisions.caseId, caseId));

type Found = LetterRow & { language: string; reference: string | null };

/** Letters about decisions of the case that left the house, or were there to be read: not those held or taken back before. */
async function sentStatements(db: Db, caseId: string, after: string | null): Promise<Found[]> {
  const { id, subject, parts, language, composedAt: at, decisionId, delivery } = statements;
  const rows = await db
    .select({ id, subject, parts, language, at })
    .from(statements)
    .where(
      and(
        inArray(decisionId, ofCase(db, caseId)),
        notInArray(delivery, ["held", "cancelled"]),
        after === null ? undefined : gt(id, after),
      ),
    )
    .orderBy(asc(id))
    .limit(batch);
  return rows.map((row) => ({ ...row, reference: null }));
}

/** Answers to appeals, in the language of the letter that was appealed against. */
async function sentAnswers(db: Db, caseId: string, after: string | null): Promise<Found[]> {
  const { id, answerSubject, answerParts, notifiedAt, reference, decisionId } = appeals;
  const rows = await db
    .select({ id, answerSubject, answerParts, at: notifiedAt, reference, language: statements.language })
    .from(appeals)
    .innerJoin(statements, eq(statements.id, appeals.statementId))
    .where(
      and(
        inArray(decisionId, ofCase(db, caseId)),
        isNotNull(answerParts),
        isNotNull(notifiedAt),
        after === null ? undefined : gt(id, after),
      ),
    )
    .orderBy(asc(id))
    .limit(batch);
  return rows.flatMap(({ answerSubject: subject, answerParts: parts, at, ...row }) =>
    parts && at ? [{ ...row, at, parts, subject: subject ?? "" }] : [],
  );
}

/** A letter as the archive lists it, and the row that its file is made of. */
export type Letter = { letter: ArchivedLetter; row: LetterRow };

/** The letters of the case as the archive has them, one at a time. */
export async function* lettersOfCase(
  db: Db,
  { caseId, platform, reference: ofThisCase }: Pick<CaseExport, "caseId" | "platform" | "reference">,
): AsyncGenerator<Letter> {
  const [service] = await db.select({ name: platforms.name }).from(platforms).where(eq(platforms.id, platform));
  for (const [of, read] of [
    ["statement", sentStatements],
    ["appeal", sentAnswers],
  ] as const) {
    let rows: Found[] = [];
    let after: string | null = null;
    do {
      rows = await read(db, caseId, after);
      for (const { language, reference, ...row } of rows) {
        const name = service ? inLanguage(service.name, letterLanguageOfTag(language) ?? "en") : platform;
        const file = `letters/${row.id}.pdf`;
        const about = { language, platformName: name, reference: reference ?? ofThisCase };
        const letter: ArchivedLetter = { of, id: row.id, file, ...about };
        yield { letter, row };
        after = row.id;
      }
    } while (rows.length === batch);
  }
}
