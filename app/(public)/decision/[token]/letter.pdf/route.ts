import { database } from "@/db/client";
import { letterLanguageOfTag } from "@/i18n/locales";
import { decisionAtLink } from "@/lib/appeals/addressee.queries";
import { inLanguage } from "@/lib/decisions/localised.rules";
import { appUrl } from "@/lib/platform/env";
import { respond } from "@/lib/platform/http";
import { pdfAnswer } from "@/lib/platform/pdf-answer";
import { addressOf, allow, trackingAllowance } from "@/lib/platform/rate-limit";

type Context = { params: Promise<{ token: string }> };

/** The letter at a signed link as a tagged PDF, for its addressee alone: what is stored as sent, never composed anew. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { token } = await params;
  const page = new URL(`/decision/${encodeURIComponent(token)}`, appUrl());
  // Making one takes a second of the machine: as many as anybody needs, not as many as a script asks for.
  if (!allow("letters", addressOf(request.headers), trackingAllowance, new Date()).granted)
    return Response.redirect(page, 303);
  const found = await decisionAtLink(await database(), token, new Date());
  // A link that was altered is nobody's; one that has ended is told of on its page.
  if (!found.ok) return found.code === "not_found" ? respond(found) : Response.redirect(page, 303);
  const { language, subject, parts, reference, platform } = found.value;
  const platformName = inLanguage(platform, letterLanguageOfTag(language) ?? "en");
  return pdfAnswer({ language, subject, parts, reference, platformName });
}
