import { z } from "zod";
import { StoredPart } from "@/lib/platform/letter.contract";
import type { ArchivedFile, ArchivedLetter } from "./archive.contract";
import { type LetterRow, pdfOfArchived } from "./letters.queries";
import { sha256Of } from "./zip-reader";

const Parts = z.array(StoredPart);
const StatementRow = z
  .object({ id: z.string(), subject: z.string(), parts: Parts, composed_at: z.coerce.date() })
  .transform(({ composed_at: at, ...row }): LetterRow => ({ ...row, at }));
const AnswerRow = z
  .object({ id: z.string(), answer_subject: z.string(), answer_parts: Parts, notified_at: z.coerce.date() })
  .transform(
    ({ id, answer_subject: subject, answer_parts: parts, notified_at: at }): LetterRow => ({ id, subject, parts, at }),
  );

type Report = (file: string, detail: string) => void;
type Given = {
  letters: readonly ArchivedLetter[];
  files: readonly Pick<ArchivedFile, "path" | "sha256">[];
  rows: (path: string) => AsyncIterable<unknown>;
};

/**
 * Whether each PDF of a letter says what the row beside it says: it is made again from the row and compared, byte by byte.
 * A letter without its file or its row is a fault. One that differs is a doubt: another release may set it otherwise.
 */
export async function checkLetters({ letters, files, rows }: Given, found: Report, doubt: Report): Promise<void> {
  const there = new Map(files.map(({ path, sha256 }) => [path, sha256]));
  for (const [of, path, shape] of [
    ["statement", "statements.ndjson", StatementRow],
    ["appeal", "appeals.ndjson", AnswerRow],
  ] as const) {
    const open = new Map(letters.filter((letter) => letter.of === of).map((letter) => [letter.id, letter]));
    for await (const row of open.size > 0 ? rows(path) : []) {
      const read = shape.safeParse(row);
      const letter = read.success ? open.get(read.data.id) : undefined;
      if (!read.success || !letter) continue;
      open.delete(letter.id);
      if (!there.has(letter.file)) found(letter.file, "is missing");
      else if (sha256Of(await pdfOfArchived(letter, read.data)) !== there.get(letter.file))
        doubt(letter.file, `is not what this release makes of its row in ${path}`);
    }
    for (const { file } of open.values()) found(file, `has no row in ${path}`);
  }
}
