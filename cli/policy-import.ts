import { readFileSync, statSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { type ImportedDraft, ImportFormat, importLimits } from "@/lib/policy/import/contract";
import { importDocument } from "@/lib/policy/import/document.rules";
import type { Io } from "./io";
import { writeLine } from "./ndjson";

const formats = ImportFormat.options.join("|");
const usage = `usage: npm run -s cli -- policy import FILE --platform SLUG [--format ${formats}]\n`;
const noSave = "--save: this does not work yet. The draft is printed without it; nothing is stored.\n";

type Options = { file: string; platform: string; format: ImportFormat };

/**
 * `policy import`: the draft that a guideline document would become, with the source lines of each clause and every line
 * that was left out (DESIGN.md section 5). Stores nothing and needs no database. A document that cannot be read gives
 * `{"error": {code, message, place}}` and exit code 1.
 */
export async function run(args: string[], io: Io): Promise<number> {
  const options = optionsOf(args, io);
  if (!options) return 2;
  const { file, platform, format } = options;
  let bytes: Uint8Array | null;
  try {
    bytes = statSync(file).size > importLimits.bytes ? null : readFileSync(file);
  } catch (error) {
    io.errors.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  }
  if (!bytes) {
    const message = `A document may have ${importLimits.bytes} bytes; this one has more.`;
    await writeLine(io.output, { error: { code: "too_large", message, place: "the whole file" } });
    return 1;
  }
  const imported = importDocument({ bytes, name: basename(file), format, platform });
  if (!imported.ok) {
    await writeLine(io.output, { error: imported.refusal });
    return 1;
  }
  await writeLine(io.output, imported.value);
  io.errors.write(summary(imported.value));
  return 0;
}

function summary({ document, clauses, rows, notUnderstood, commitments }: ImportedDraft): string {
  const unread = notUnderstood.filter(({ why }) => why === "unread").length;
  if (document === "commitments")
    return `These are commitments of the platform (${commitments.length}), no rules against users: nothing is proposed.\n`;
  return `${clauses.length} clauses and ${rows.length} rows proposed; ${notUnderstood.length} lines left out, ${unread} of them unexplained.\n`;
}

function optionsOf(args: string[], io: Io): Options | null {
  const text = { type: "string" } as const;
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { platform: text, format: text, save: { type: "boolean" } },
    });
    const [file, ...more] = positionals;
    const format = ImportFormat.safeParse(values.format ?? "auto");
    const slug = /^[a-z0-9]+(-[a-z0-9]+)*$/.test(values.platform ?? "");
    if (values.save) {
      io.errors.write(noSave);
      return null;
    }
    if (file && more.length === 0 && slug && format.success)
      return { file, platform: values.platform ?? "", format: format.data };
  } catch (error) {
    io.errors.write(`${error instanceof Error ? error.message : String(error)}\n`);
  }
  io.errors.write(usage);
  return null;
}
