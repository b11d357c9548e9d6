import { getLocale } from "next-intl/server";
import { importFlaggers } from "@/lib/intake/flagger.command";
import { longestFlaggerList } from "@/lib/intake/flagger.contract";
import { jsonBody, respond } from "@/lib/platform/http";
import { actorForWrite, noActor } from "@/lib/platform/session";

/** The public list of trusted flaggers, in a body larger than other writes of the desk have. */
export async function POST(request: Request): Promise<Response> {
  const locale = await getLocale();
  const actor = await actorForWrite(request);
  if (!actor) return respond(await noActor(), { locale });
  const body = await jsonBody(request, longestFlaggerList + 10_000);
  return respond(body.ok ? await importFlaggers(actor, body.value) : body, { locale });
}
