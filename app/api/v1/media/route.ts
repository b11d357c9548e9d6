import { localeAccepted } from "@/i18n/locales";
import { storePicture } from "@/lib/intake/picture.command";
import { pictureLimits } from "@/lib/intake/picture.rules";
import { apiCaller } from "@/lib/platform/api-caller";
import { bodyWithin, respond } from "@/lib/platform/http";
import { measured } from "@/lib/platform/metrics";
import { otherMethods } from "@/lib/platform/other-methods";
import { fail } from "@/lib/platform/result";

export const dynamic = "force-dynamic";
export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");

/** One picture of reported content (`?platform=`), the file itself as the body; 201 with the id to name in a notice. */
export const POST = measured("/media", async (request: Request) => {
  const now = new Date();
  const locale = localeAccepted(request.headers.get("accept-language")) ?? "en";
  const asked = await apiCaller(request, "media", now);
  if (!asked.ok) return respond(asked.failure, { locale, headers: asked.headers });
  const { actor, headers } = asked.caller;
  // Before anything is read: only a program of the platform stores pictures.
  if (actor.kind === "public") return respond(fail("signed_out"), { locale, headers });
  const max = pictureLimits.bytes;
  const bytes = await bodyWithin(request, max);
  if (!bytes) return respond(fail("too_large", "picture_too_large", { values: { max } }), { locale, headers });
  const platform = new URL(request.url).searchParams.get("platform") ?? "";
  return respond(await storePicture(actor, { platform, bytes }, now), { locale, status: 201, headers });
});
