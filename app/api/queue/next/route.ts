import { answerWrite } from "@/lib/platform/write-route";
import { nextAtDesk } from "@/lib/quality/desk.command";

/** Takes the next case of a filtered queue and answers it whole, or null when there is none. */
export function POST(request: Request): Promise<Response> {
  return answerWrite(request, nextAtDesk);
}
