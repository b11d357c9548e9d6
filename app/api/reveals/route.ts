import { askReveal } from "@/lib/decisions/reveal.command";
import { answerWrite } from "@/lib/platform/write-route";

/** Asks that a statement names who sent a report; a second person answers. */
export async function POST(request: Request): Promise<Response> {
  return answerWrite(request, askReveal, {}, 201);
}
