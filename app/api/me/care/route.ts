import { database } from "@/db/client";
import { answerRead } from "@/lib/platform/write-route";
import { dayAtDesk } from "./care-at-desk";

/** The asker's own day; nobody else's can be asked for. */
export function GET(): Promise<Response> {
  return answerRead(async (actor) => dayAtDesk(await database(), actor));
}
