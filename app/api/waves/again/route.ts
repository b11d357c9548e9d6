import { answerWrite } from "@/lib/platform/write-route";
import { gatherAgain } from "@/lib/queue/gather-again.command";

/** Has the worker compare again what was compared before, so that waves that grew apart are joined. */
export function POST(request: Request): Promise<Response> {
  return answerWrite(request, gatherAgain);
}
