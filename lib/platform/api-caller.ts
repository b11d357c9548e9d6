import "server-only";
import { createHash, timingSafeEqual } from "node:crypto";
import { database } from "@/db/client";
import { actorOfApiKey, expiryOfApiKey } from "./api-key";
import { secrets } from "./env";
import type { Actor } from "./permissions.rules";
import { addressOf, allow, rateHeaders, visitorAllowance } from "./rate-limit";
import type { Grant } from "./rate-limit.rules";
import { appendRefusal } from "./refusals";
import { fail, type Result } from "./result";

/** Who calls the public API: a key, the command line of this machine (as the system), or a visitor. */
export type ApiActor = Extract<Actor, { kind: "key" | "system" | "public" }>;
export type ApiCaller = { actor: ApiActor; headers: Record<string, string> };
/** Failure of a call before it began, with the headers to answer it with. */
export type ApiRefusal = { failure: Extract<Result<never>, { ok: false }>; headers: Record<string, string> };

const perMinute = 60_000;
/** A program may send as fast as the product stores. */
const keyAllowance = { limit: 60_000, windowMs: perMinute };
const wrongKeyAllowance = { limit: 20, windowMs: 10 * perMinute };

const digest = (text: string) => createHash("sha256").update(text).digest();

/** True when the header carries the secret that the product keeps in its data folder for `npm run cli`. */
export function isOwnCommandLine(authorization: string): boolean {
  return timingSafeEqual(digest(authorization), digest(`Bearer ${secrets().cli}`));
}

type Found = { ok: true; actor: ApiActor } | ({ ok: false } & ApiRefusal);

async function actorOf(authorization: string | null, now: Date, address: string): Promise<Found> {
  if (authorization === null) return { ok: true, actor: { kind: "public" } };
  if (isOwnCommandLine(authorization)) return { ok: true, actor: { kind: "system", name: "cli" } };
  const db = await database();
  const actor = await actorOfApiKey(db, authorization, now);
  if (actor) return { ok: true, actor };
  const grant = allow("wrong key", address, wrongKeyAllowance, now);
  const headers = { ...rateHeaders(grant), "www-authenticate": "Bearer" };
  if (!grant.granted) return { ok: false, failure: tooOften(grant), headers };
  // Only who holds the right key learns that it is one.
  const ended = await expiryOfApiKey(db, authorization, now);
  const failure = ended
    ? fail("signed_out", "key_expired", { values: { at: ended.toISOString().slice(0, 16).replace("T", " ") } })
    : fail("signed_out", "key_unknown");
  const subject = { kind: "key", id: "unknown", detail: { reason: failure.reason } };
  await appendRefusal(db, { actor: { kind: "public" }, verb: "key.use", subject, now });
  return { ok: false, failure, headers };
}

function tooOften({ retryAfter }: Grant) {
  return fail("rate_limited", "rate_limited_until", { values: { seconds: retryAfter } });
}

/** Says who calls the API by the `Authorization` header, and counts the call; without one the caller is a visitor. */
export async function apiCaller(
  request: Request,
  what: string,
  now: Date,
): Promise<{ ok: true; caller: ApiCaller } | ({ ok: false } & ApiRefusal)> {
  const address = addressOf(request.headers);
  const found = await actorOf(request.headers.get("authorization"), now, address);
  if (!found.ok) return found;
  const { actor } = found;
  const grant: Grant =
    actor.kind === "public"
      ? allow(what, address, visitorAllowance(), now)
      : allow(what, actor.kind === "key" ? actor.id : "cli", keyAllowance, now);
  const headers = rateHeaders(grant);
  if (!grant.granted) return { ok: false, failure: tooOften(grant), headers };
  return { ok: true, caller: { actor, headers } };
}
