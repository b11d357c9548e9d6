import "server-only";
import { isOwnCommandLine } from "./api-caller";
import { jsonBody, respond } from "./http";
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
