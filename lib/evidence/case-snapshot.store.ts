import "server-only";
import { and, asc, eq, inArray, isNotNull } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/client";
import { appealAttachments, appeals, decisions } from "@/db/schema";
import type { Actor } from "@/lib/platform/permissions.rules";
import { openSpool, type Spool } from "@/lib/platform/spool";
import { spansOf } from "./chain.queries";
import type { CaseExport } from "./export-case.command";
import { type Letter, lettersOfCase } from "./letters.queries";
import { type Pictures, picturesFor } from "./pictures.queries";
import { linesOfTable, tablesOf } from "./rows.queries";

export type Attachment = Pick<typeof appealAttachments.$inferSelect, "id" | "sha256" | "mime">;

/** A case as it stood at one instant, however much is written to it while its archive is made. */
export type CaseSnapshot = Pictures & {
  /** Files with rows, in their order. */
  paths: string[];
  lines: Spool["lines"];
  letters: () => AsyncGenerator<Letter>;
  attachments: Attachment[];
  /** Versions of the rules that its decisions are pinned to. */
  versionRefs: string[];
  /** Where each chain of the log about the case stood: what it says further on is of rows that are not here. */
  asOf: Record<string, number>;
  close: () => Promise<void>;
};

const letterLines = "letters";
const StoredLetter = z.custom<Omit<Letter, "row"> & { row: Omit<Letter["row"], "at"> & { at: string } }>();

async function* asLines(letters: AsyncIterable<Letter>): AsyncGenerator<string> {
  for await (const letter of letters) yield JSON.stringify(letter);
}

async function* readLetters(lines: AsyncIterable<string>): AsyncGenerator<Letter> {
  for await (const line of lines) {
    const { letter, row } = StoredLetter.parse(JSON.parse(line));
    yield { letter, row: { ...row, at: new Date(row.at) } };
  }
}

function attachmentsOf(db: Db, caseId: string): Promise<Attachment[]> {
  const { sha256, mime, id } = appealAttachments;
  const ofCase = db.select({ id: decisions.id }).from(decisions).where(eq(decisions.caseId, caseId));
  return db
    .select({ id, sha256, mime })
    .from(appealAttachments)
    .innerJoin(appeals, eq(appeals.id, appealAttachments.appealId))
    .where(inArray(appeals.decisionId, ofCase))
    .orderBy(asc(id));
}

async function versionRefsOf(db: Db, caseId: string): Promise<string[]> {
  const { versionRef } = decisions;
  const rows = await db
    .selectDistinct({ ref: versionRef })
    .from(decisions)
    .where(and(eq(decisions.caseId, caseId), isNotNull(versionRef)))
    .orderBy(asc(versionRef));
  return rows.flatMap(({ ref }) => ref ?? []);
}

/**
 * Reads all that an archive is made of in one transaction that sees one instant, into a file without a name: the rows leave
 * as slowly as their reader takes them, and the embedded database, which has one connection, must not wait for that.
 */
export async function caseSnapshot(db: Db, actor: Actor, exported: CaseExport): Promise<CaseSnapshot> {
  const spool = await openSpool();
  try {
    return await db.transaction(
      async (tx) => {
        const { caseId } = exported;
        const spans = await spansOf(tx, caseId);
        const tables = tablesOf(tx, exported);
        for (const table of tables) await spool.write(table.path, linesOfTable(tx, table));
        await spool.write(letterLines, asLines(lettersOfCase(tx, exported)));
        return {
          ...(await picturesFor(tx, actor, exported.itemId)),
          paths: tables.map(({ path }) => path),
          lines: spool.lines,
          letters: () => readLetters(spool.lines(letterLines)),
          attachments: await attachmentsOf(tx, caseId),
          versionRefs: await versionRefsOf(tx, caseId),
          asOf: Object.fromEntries(spans.map(({ chain, head }) => [chain, head.position])),
          close: spool.close,
        };
      },
      { isolationLevel: "repeatable read", accessMode: "read only" },
    );
  } catch (error) {
    await spool.close();
    throw error;
  }
}
