import "server-only";
import { isOwnCommandLine } from "./api-caller";
import { jsonBody, problemOf, respond } from "./http";
import { fail, type Result } from "./result";

/** The terminal of the machine the product runs on; what it does is in the log under this name. */
export const terminal = { kind: "system", name: "cli" } as const;

/** Answers a command of this machine's terminal: only with the secret of the data folder; others find nothing here. */
export async function answerTerminal(
  request: Request,
  run: (body: unknown) => Promise<Result<unknown> | Response>,
): Promise<Response> {
  if (!isOwnCommandLine(request.headers.get("authorization") ?? "")) return respond(fail("not_found"));
  const body = request.method === "GET" ? { ok: true as const, value: {} } : await jsonBody(request);
  if (!body.ok) return respond(body);
  const answer = await run(body.value);
  return answer instanceof Response ? answer : respond(answer);
}

/** What a long command of the terminal tells while it runs, and at last its value, or why there is none. */
export type ToldLine<Value> =
  | { progress: string }
  | { value: Value }
  | { problem: { message: string; isUsage: boolean } };

/**
 * The body of an answer that takes long: a line of JSON for each thing `work` says, then one with its result. A reader who
 * goes away ends the work at the next thing it would say.
 */
export function toldLines<Value>(
  work: (say: (line: string) => void) => Promise<Result<Value>>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async start(controller) {
      const tell = (line: ToldLine<Value>) => controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`));
      const result = await work((progress) => tell({ progress }));
      tell(
        result.ok
          ? { value: result.value }
          : { problem: { message: problemOf(result).detail, isUsage: result.code === "invalid" } },
      );
      controller.close();
    },
  });
}
