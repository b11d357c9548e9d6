import { database } from "@/db/client";
import { needsYou } from "@/lib/clocks/board.queries";
import { answerRead } from "@/lib/platform/write-route";

/** What is overdue and waits for whoever asks. */
export function GET(): Promise<Response> {
  return answerRead(async (actor) => needsYou(await database(), actor, new Date()));
}
