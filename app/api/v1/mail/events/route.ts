import { localeAccepted } from "@/i18n/locales";
import { recordMailEvent } from "@/lib/decisions/mail-event.command";
import { apiCaller } from "@/lib/platform/api-caller";
import { bodyWithin, respond } from "@/lib/platform/http";
import { signedByMailService } from "@/lib/platform/mail-signature";
import { measured } from "@/lib/platform/metrics";
import { otherMethods } from "@/lib/platform/other-methods";
import { type Failure, fail, ok } from "@/lib/platform/result";

export const dynamic = "force-dynamic";
export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");

const largest = 20_000;

/** Whoever cannot sign is a visitor, and as often as a visitor may try. */
async function refused(request: Request, failure: Failure, now: Date): Promise<Response> {
  const locale = localeAccepted(request.headers.get("accept-language")) ?? "en";
  const asked = await apiCaller(request, "mail events", now);
  if (!asked.ok) return respond(asked.failure, { locale, headers: asked.headers });
  return respond(failure, { locale, headers: asked.caller.headers });
}

/**
 * What became of a mail, from the mail service: `{messageId, event: delivered|bounced|complained, at, reason?}`, signed by
 * the Standard Webhooks specification with MAIL_EVENTS_SECRET. A repeat changes nothing and is answered as the first.
 */
export const POST = measured("/mail/events", async (request: Request) => {
  const now = new Date();
  const bytes = await bodyWithin(request, largest);
  if (!bytes) return refused(request, fail("too_large", "body_too_large", { values: { max: largest } }), now);
  const body = new TextDecoder().decode(bytes);
  const signed = signedByMailService(request.headers, body, now);
  if (!signed.ok) return refused(request, signed, now);
  const event = jsonOf(body);
  if (event === undefined) return respond(fail("invalid", "body_not_json"));
  const recorded = await recordMailEvent({ kind: "system", name: "mail service" }, event, now);
  return respond(recorded.ok ? ok({ changed: recorded.value.changed }) : recorded);
});

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
