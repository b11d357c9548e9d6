import { database } from "@/db/client";
import { letterAsSent } from "@/lib/decisions/made-letters.queries";
import { respond } from "@/lib/platform/http";
import { pdfAnswer } from "@/lib/platform/pdf-answer";
import { fail } from "@/lib/platform/result";
import { currentActor } from "@/lib/platform/session";

type Context = { params: Promise<{ statementId: string }> };

/** A letter as a tagged PDF for who reads it at the desk: without the addressee's own link, as on its page. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const actor = await currentActor();
  if (!actor) return respond(fail("signed_out"));
  const letter = await letterAsSent(await database(), actor, (await params).statementId);
  return letter.ok ? pdfAnswer(letter.value) : respond(letter);
}
