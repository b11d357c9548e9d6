import "server-only";
import { getLocale } from "next-intl/server";
import { jsonBody, respond } from "./http";
import type { Actor } from "./permissions.rules";
import { fail, type Result } from "./result";
import { actorForWrite, currentActor } from "./session";

type Command<Value> = (actor: Actor, raw: unknown) => Promise<Result<Value>>;

/**
 * A write of the desk: who asks (and from our own pages), the JSON body, one command, the answer in the reader's
 * language. `more` is what the address says and wins over the body: `{ personId }`.
 */
export async function answerWrite<Value>(
  request: Request,
  run: Command<Value>,
  more: Record<string, unknown> = {},
  status = 200,
): Promise<Response> {
  const locale = await getLocale();
  const actor = await actorForWrite(request);
  if (!actor) return respond(fail("signed_out"), { locale });
  const body = await jsonBody(request);
  if (!body.ok) return respond(body, { locale });
  const said = typeof body.value === "object" && body.value !== null && !Array.isArray(body.value) ? body.value : {};
  return respond(await run(actor, { ...said, ...more }), { locale, status });
}

/** A read of the desk: who asks, one query that says itself who may, the answer in the reader's language. */
export async function answerRead<Value>(run: (actor: Actor) => Promise<Result<Value>>): Promise<Response> {
  const locale = await getLocale();
  const actor = await currentActor();
  return respond(actor ? await run(actor) : fail("signed_out"), { locale });
}
