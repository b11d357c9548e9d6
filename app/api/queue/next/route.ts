import { nextCase } from "@/lib/decisions/next-case.command";
import { answerWrite } from "@/lib/platform/write-route";

/** Takes the next case of a filtered queue and answers it whole, or null when there is none. */
export function POST(request: Request): Promise<Response> {
  return answerWrite(request, nextCase);
}
