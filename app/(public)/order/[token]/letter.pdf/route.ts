import { database } from "@/db/client";
import { letterLanguageOfTag } from "@/i18n/locales";
import { inLanguage } from "@/lib/decisions/localised.rules";
import { orderLetterAtLink } from "@/lib/decisions/order-letter.queries";
import { appUrl } from "@/lib/platform/env";
import { respond } from "@/lib/platform/http";
import { pdfAnswer } from "@/lib/platform/pdf-answer";
import { addressOf, allow, trackingAllowance } from "@/lib/platform/rate-limit";

type Context = { params: Promise<{ token: string }> };

/** A letter on an order at its signed link as a tagged PDF: what is stored as sent. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { token } = await params;
  if (!allow("letters", addressOf(request.headers), trackingAllowance, new Date()).granted)
    return Response.redirect(new URL(`/order/${encodeURIComponent(token)}`, appUrl()), 303);
  const found = await orderLetterAtLink(await database(), token);
  if (!found.ok) return respond(found);
  const { platform, ...printed } = found.value;
  return pdfAnswer({ ...printed, platformName: inLanguage(platform, letterLanguageOfTag(printed.language) ?? "en") });
}
