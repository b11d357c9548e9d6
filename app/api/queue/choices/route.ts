import { database } from "@/db/client";
import { answerRead } from "@/lib/platform/write-route";
import { queueChoices } from "@/lib/queue/counts.queries";

/** What the queue's filters may be set to. */
export function GET(): Promise<Response> {
  return answerRead(async (actor) => queueChoices(await database(), actor));
}
