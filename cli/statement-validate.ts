import { validateStatementPayload } from "@/lib/transparency-database/statement-payload.rules";
import { keywordWarnings, personalDataWarnings } from "@/lib/transparency-database/statement-payload-words.rules";
import type { Io } from "./io";
import { linesOf, longestLine, writeLine } from "./ndjson";

/**
 * `statement validate`: each line is a bare Transparency Database payload, judged alone, without sending it; the answer
 * is `{line, id?, valid, errors: [{field, message}], warnings?: [{field, message}]}`. `line` counts from 1 in the input, empty
 * lines too; `id` is the line's own, where it has one. `warnings` name keywords of another category and texts that look
 * like personal data: the database would take them, so `valid` does not depend on them. A payload that breaks rules was judged, which is what was
 * asked for: the exit code is 1 only when some line could not be (it is no JSON, or too long). Needs no database and no build (DESIGN.md section 5).
 */
export async function run(args: string[], io: Io): Promise<number> {
  if (args.length > 0) {
    io.errors.write("usage: npm run -s cli -- statement validate < payloads.ndjson\n");
    return 2;
  }
  let hasFailed = false;
  let line = 0;
  for await (const text of linesOf(io.input)) {
    line += 1;
    if (text?.trim() === "") continue;
    const parsed = parse(text);
    if ("error" in parsed) hasFailed = true;
    await writeLine(io.output, { line, ...("error" in parsed ? parsed : judged(parsed.value)) });
  }
  return hasFailed ? 1 : 0;
}

function judged(value: unknown) {
  const warnings = [...keywordWarnings(value), ...personalDataWarnings(value)];
  return { ...idOf(value), ...validateStatementPayload(value), ...(warnings.length > 0 ? { warnings } : {}) };
}

/** The database knows no `id`: one that the line has serves whoever wrote it. */
function idOf(value: unknown): { id?: string | number } {
  if (typeof value !== "object" || value === null || !("id" in value)) return {};
  return typeof value.id === "string" || typeof value.id === "number" ? { id: value.id } : {};
}

function parse(line: string | null): { value: unknown } | { error: { code: string; message: string } } {
  if (line === null) {
    return { error: { code: "line_too_long", message: `The line is longer than ${longestLine} characters.` } };
  }
  try {
    const value: unknown = JSON.parse(line);
    return { value };
  } catch {
    return { error: { code: "invalid_json", message: "The line is not valid JSON." } };
  }
}
