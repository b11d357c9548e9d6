import "server-only";
import type { z } from "zod";
import { database } from "@/db/client";
import { type Locale, localeAccepted } from "@/i18n/locales";
import { type ApiActor, apiCaller } from "./api-caller";
import { fieldFailures } from "./field-failures";
import { respond } from "./http";
import { can, type Permission } from "./permissions.rules";
import { appendRefusal } from "./refusals";
import { type Failure, fail, ok, type Result } from "./result";

/** What a route of the API is told: who asks (a key that has the route's permission, where it needs one), when, in what language. */
export type ApiCall = { actor: ApiActor; now: Date; locale: Locale };

type Route = {
  /** What is counted together for the rate limit. */
  what: string;
  /** Null: open to everybody, the route says itself who may. */
  permission: Permission | null;
  /** Of success; 200 when not given. */
  status?: number;
  /** Of a text that is sent as it is, and not as JSON. */
  contentType?: string;
};

/**
 * A call of the public API: who asks, the rate limit, the permission, one query or command, the answer as JSON or
 * problem+json in the reader's language, with the headers of the limit on each answer.
 */
export async function answerApi<Value>(
  request: Request,
  { what, permission, status, contentType }: Route,
  run: (call: ApiCall) => Promise<Result<Value>>,
): Promise<Response> {
  const now = new Date();
  const locale = localeAccepted(request.headers.get("accept-language")) ?? "en";
  const asked = await apiCaller(request, what, now);
  if (!asked.ok) return respond(asked.failure, { locale, headers: asked.headers });
  const { actor, headers } = asked.caller;
  const refusal = permission ? await permissionRefusal(actor, permission, now) : null;
  if (refusal) return respond(refusal, { locale, headers });
  const result = await run({ actor, now, locale });
  if (contentType && result.ok)
    return new Response(String(result.value), {
      headers: { ...headers, "content-type": contentType, "cache-control": "no-store" },
    });
  return respond(result, { locale, headers, ...(status ? { status } : {}) });
}

/** Why a call may not do this, written down, or null; for a route that needs a second permission for part of what it does. */
export async function permissionRefusal(actor: ApiActor, permission: Permission, now: Date): Promise<Failure | null> {
  if (can(actor, permission)) return null;
  if (actor.kind === "public") return fail("signed_out", "key_needed");
  const subject = { kind: "api", id: permission, detail: { reason: "key_lacks_permission" } };
  await appendRefusal(await database(), { actor, verb: permission, subject, now });
  return fail("forbidden", "key_lacks_permission", { values: { permission } });
}

/** What stands behind the `?` of a call, or each field of it that is wrong. */
export function searchOf<Shape extends z.ZodType>(request: Request, shape: Shape): Result<z.infer<Shape>> {
  const asked = shape.safeParse(Object.fromEntries(new URL(request.url).searchParams), { reportInput: true });
  return asked.success ? ok(asked.data) : fail("invalid", "invalid", { fields: fieldFailures(asked.error) });
}
