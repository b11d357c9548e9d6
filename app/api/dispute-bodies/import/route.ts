import { getLocale } from "next-intl/server";
import { importBodies } from "@/lib/administration/dispute-body.command";
import { longestBodyList } from "@/lib/administration/dispute-body.contract";
import { jsonBody, respond } from "@/lib/platform/http";
import { actorForWrite, noActor } from "@/lib/platform/session";

/** A list of certified bodies, in a body larger than other writes of the desk have. */
export async function POST(request: Request): Promise<Response> {
  const locale = await getLocale();
  const actor = await actorForWrite(request);
  if (!actor) return respond(await noActor(), { locale });
  const body = await jsonBody(request, longestBodyList + 10_000);
  return respond(body.ok ? await importBodies(actor, body.value) : body, { locale });
}
