import { database } from "@/db/client";
import { answerRead } from "@/lib/platform/write-route";
import { forMeAtDesk } from "@/lib/quality/desk.queries";

/** What colleagues want of whoever asks, and what they hold for later. */
export function GET(): Promise<Response> {
  return answerRead(async (actor) => forMeAtDesk(await database(), actor));
}
