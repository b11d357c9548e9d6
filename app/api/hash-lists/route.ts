import { getLocale } from "next-intl/server";
import { loadHashList } from "@/lib/intake/hash-list.command";
import { longestList } from "@/lib/intake/hash-list.contract";
import { jsonBody, respond } from "@/lib/platform/http";
import { actorForWrite, noActor } from "@/lib/platform/session";

/** A list of hashes of known content, in a body larger than other writes of the desk have. */
export async function POST(request: Request): Promise<Response> {
  const locale = await getLocale();
  const actor = await actorForWrite(request);
  if (!actor) return respond(await noActor(), { locale });
  const body = await jsonBody(request, longestList + 100_000);
  return respond(body.ok ? await loadHashList(actor, body.value) : body, { locale, status: 201 });
}
