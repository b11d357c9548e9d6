import { validateStatementPayload } from "@/lib/transparency-database/statement-payload.rules";
import type { Io } from "./io";
import { linesOf, longestLine, writeLine } from "./ndjson";

/**
 * `statement validate`: each line is a bare Transparency Database payload, judged alone, without sending it; the answer
 * is `{valid, errors: [{field, message}]}`. A payload that breaks rules is an answer, not a failure: the exit code is 1
 * only for lines that are no JSON. Needs no database and no build (DESIGN.md section 5).
 */
export async function run(args: string[], io: Io): Promise<number> {
  if (args.length > 0) {
    io.errors.write("usage: npm run -s cli -- statement validate < payloads.ndjson\n");
    return 2;
  }
  let unread = 0;
  for await (const line of linesOf(io.input)) {
    if (line?.trim() === "") continue;
    const parsed = parse(line);
    if ("error" in parsed) unread += 1;
    await writeLine(io.output, "error" in parsed ? parsed : validateStatementPayload(parsed.value));
  }
  return unread > 0 ? 1 : 0;
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
