import { localeAccepted } from "@/i18n/locales";
import { submitNotice } from "@/lib/intake/commands";
import { apiCaller } from "@/lib/platform/api-caller";
import { jsonBody, respond } from "@/lib/platform/http";
import { idempotencyOf } from "@/lib/platform/idempotency";
import { measured } from "@/lib/platform/metrics";
import { otherMethods } from "@/lib/platform/other-methods";
import { addressOf } from "@/lib/platform/rate-limit";

export const dynamic = "force-dynamic";
export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");

/** One notice (DSA Art. 16), from a visitor or a key: 201 with reference and tracking link. Shape: SubmitNotice. */
export const POST = measured("/notices", async (request: Request) => {
  const now = new Date();
  const locale = localeAccepted(request.headers.get("accept-language")) ?? "en";
  const asked = await apiCaller(request, "notices", now);
  if (!asked.ok) return respond(asked.failure, { locale, headers: asked.headers });
  const { actor, headers } = asked.caller;
  const body = await jsonBody(request);
  if (!body.ok) return respond(body, { locale, headers });
  const who =
    actor.kind === "key" ? actor.id : actor.kind === "system" ? actor.name : `visitor ${addressOf(request.headers)}`;
  const idempotency = idempotencyOf(request.headers.get("idempotency-key"), {
    scope: `notices ${who}`,
    body: body.value,
  });
  if (!idempotency.ok) return respond(idempotency, { locale, headers });
  const channel = actor.kind === "system" ? "cli" : "api";
  const result = await submitNotice(
    actor,
    body.value,
    { channel, ...(idempotency.value ? { idempotency: idempotency.value } : {}) },
    now,
  );
  return respond(result, { locale, status: 201, headers });
});
