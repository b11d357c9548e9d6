import { database } from "@/db/client";
import { localeAccepted } from "@/i18n/locales";
import { withOutcomeLinks } from "@/lib/decisions/tracked.queries";
import { trackNotice } from "@/lib/intake/queries";
import { apiCaller } from "@/lib/platform/api-caller";
import { respond } from "@/lib/platform/http";
import { measured } from "@/lib/platform/metrics";
import { otherMethods } from "@/lib/platform/other-methods";

export const dynamic = "force-dynamic";
export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");

/** Where a notice stands, for the holder of its tracking key (`?key=`) or a key of its platform with `notice.track`. */
export const GET = measured(
  "/notices/{reference}",
  async (request: Request, { params }: { params: Promise<{ reference: string }> }) => {
    const now = new Date();
    const locale = localeAccepted(request.headers.get("accept-language")) ?? "en";
    const asked = await apiCaller(request, "tracking", now);
    if (!asked.ok) return respond(asked.failure, { locale, headers: asked.headers });
    const { reference } = await params;
    const secret = new URL(request.url).searchParams.get("key");
    const db = await database();
    const tracked = await trackNotice(db, reference, secret, asked.caller.actor, now);
    return respond(tracked.ok ? { ok: true, value: await withOutcomeLinks(db, tracked.value) } : tracked, {
      locale,
      headers: asked.caller.headers,
    });
  },
);
