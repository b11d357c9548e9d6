import { database } from "@/db/client";
import { answerRead, answerWrite } from "@/lib/platform/write-route";
import { saveView } from "@/lib/queue/views.command";
import { viewsFor } from "@/lib/queue/views.queries";

/** A person's own views of the queue, and the shared ones. */
export function GET(): Promise<Response> {
  return answerRead(async (actor) => viewsFor(await database(), actor));
}

/** Gives a part of the queue a name. */
export function POST(request: Request): Promise<Response> {
  return answerWrite(request, saveView, {}, 201);
}
