import { database } from "@/db/client";
import { letterLanguageOfTag } from "@/i18n/locales";
import { inLanguage } from "@/lib/decisions/localised.rules";
import { orderLetterAsSent } from "@/lib/decisions/order-letter.queries";
import { respond } from "@/lib/platform/http";
import { pdfAnswer } from "@/lib/platform/pdf-answer";
import { fail } from "@/lib/platform/result";
import { currentActor } from "@/lib/platform/session";

type Context = { params: Promise<{ letterId: string }> };

/** A letter on an order as a tagged PDF, to print it for somebody who has no e-mail address. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const actor = await currentActor();
  if (!actor) return respond(fail("signed_out"));
  const letter = await orderLetterAsSent(await database(), actor, (await params).letterId);
  if (!letter.ok) return respond(letter);
  const { platform, ...printed } = letter.value;
  return pdfAnswer({ ...printed, platformName: inLanguage(platform, letterLanguageOfTag(printed.language) ?? "en") });
}
