import "server-only";
import { getLocale } from "next-intl/server";
import { jsonBody, respond } from "./http";
import type { Actor } from "./permissions.rules";
import { type Failure, fail, type Result } from "./result";
import { actorForWrite, currentActor, currentPerson, isOurOrigin, noActor } from "./session";

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
  const actor = await actorForWrite(request);
  return actor
    ? answered(request, actor, run, more, status)
    : respond(await noWriter(request), { locale: await getLocale() });
}

/** The one write that is open to whoever has a password to choose first: choosing it. */
export async function answerPasswordWrite<Value>(request: Request, run: Command<Value>): Promise<Response> {
  const person = isOurOrigin(request) ? await currentPerson() : null;
  return person ? answered(request, person, run, {}, 200) : respond(fail("signed_out"), { locale: await getLocale() });
}

/** Another site is told nothing of who is signed in. */
async function noWriter(request: Request): Promise<Failure> {
  return isOurOrigin(request) ? noActor() : fail("signed_out");
}

async function answered<Value>(
  request: Request,
  actor: Actor,
  run: Command<Value>,
  more: Record<string, unknown>,
  status: number,
): Promise<Response> {
  const locale = await getLocale();
  const body = await jsonBody(request);
  if (!body.ok) return respond(body, { locale });
  const said = typeof body.value === "object" && body.value !== null && !Array.isArray(body.value) ? body.value : {};
  return respond(await run(actor, { ...said, ...more }), { locale, status });
}

/** A read of the desk: who asks, one query that says itself who may, the answer in the reader's language. */
export async function answerRead<Value>(run: (actor: Actor) => Promise<Result<Value>>): Promise<Response> {
  const locale = await getLocale();
  const actor = await currentActor();
  return respond(actor ? await run(actor) : await noActor(), { locale });
}
