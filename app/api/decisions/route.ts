import { database } from "@/db/client";
import { recentDecisions } from "@/lib/decisions/standing.queries";
import { ok } from "@/lib/platform/result";
import { answerRead } from "@/lib/platform/write-route";

/** One's own latest decisions, newest first, with how long each can be taken back. */
export function GET(): Promise<Response> {
  return answerRead(async (actor) => ok(await recentDecisions(await database(), actor)));
}
