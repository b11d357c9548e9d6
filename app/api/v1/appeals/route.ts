import { localeAccepted } from "@/i18n/locales";
import { fileAppeal } from "@/lib/appeals/file.command";
import { apiAppealBytes, FileAppealByApi, filesSent } from "@/lib/appeals/sent-files.contract";
import { apiCaller } from "@/lib/platform/api-caller";
import { fieldFailures } from "@/lib/platform/field-failures";
import { jsonBody, respond } from "@/lib/platform/http";
import { idempotencyOf } from "@/lib/platform/idempotency";
import { measured } from "@/lib/platform/metrics";
import { otherMethods } from "@/lib/platform/other-methods";
import { addressOf } from "@/lib/platform/rate-limit";
import { fail } from "@/lib/platform/result";

export const dynamic = "force-dynamic";
export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");

/**
 * An appeal (DSA Art. 20) by whoever holds the link of a decision: `{token, text, files?}`, 201 with reference and aimed date.
 * The token is the right to appeal, so nobody signs in; with an Idempotency-Key a repeat gets the first answer.
 */
export const POST = measured("/appeals", async (request: Request) => {
  const now = new Date();
  const locale = localeAccepted(request.headers.get("accept-language")) ?? "en";
  const asked = await apiCaller(request, "appeals", now);
  if (!asked.ok) return respond(asked.failure, { locale, headers: asked.headers });
  const { caller } = asked;
  const { headers } = caller;
  const body = await jsonBody(request, apiAppealBytes);
  if (!body.ok) return respond(body, { locale, headers });
  const who = caller.actor.kind === "key" ? caller.actor.id : `visitor ${addressOf(request.headers)}`;
  const idempotency = idempotencyOf(request.headers.get("idempotency-key"), {
    scope: `appeals ${who}`,
    body: body.value,
  });
  if (!idempotency.ok) return respond(idempotency, { locale, headers });
  const sent = FileAppealByApi.safeParse(body.value, { reportInput: true });
  if (!sent.success)
    return respond(fail("invalid", "invalid", { fields: fieldFailures(sent.error) }), { locale, headers });
  // A key of a platform's program files for the person who pressed the button there: the token is theirs.
  const result = await fileAppeal({ kind: "public" }, body.value, now, idempotency.value, filesSent(sent.data));
  return respond(result, { locale, status: 201, headers });
});
