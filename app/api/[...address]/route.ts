import { localeAccepted } from "@/i18n/locales";
import { respond } from "@/lib/platform/http";
import { fail } from "@/lib/platform/result";

/** An address of the API that is not there, or that nobody can read: a program gets a problem (RFC 9457), not a page. */
async function answer(request: Request): Promise<Response> {
  const locale = localeAccepted(request.headers.get("accept-language")) ?? "en";
  return respond(fail("not_found"), { locale });
}

// OPTIONS too: Next's own answer would say that something is here.
export { answer as DELETE, answer as GET, answer as OPTIONS, answer as PATCH, answer as POST, answer as PUT };
