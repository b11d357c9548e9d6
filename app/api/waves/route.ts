import { database } from "@/db/client";
import { openWaves } from "@/lib/decisions/wave-list.queries";
import { answerRead } from "@/lib/platform/write-route";

/** A page of the waves that hold at least two undecided items, the largest first. */
export function GET(request: Request): Promise<Response> {
  const after = new URL(request.url).searchParams.get("after") ?? undefined;
  return answerRead(async (actor) => openWaves(await database(), actor, after));
}
