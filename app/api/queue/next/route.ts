import { answerWrite } from "@/lib/platform/write-route";
import { nextForScreen } from "@/lib/quality/desk.command";

/** Takes the next case of a filtered queue and answers it whole or null, and what is gone of those laid ready. */
export function POST(request: Request): Promise<Response> {
  return answerWrite(request, nextForScreen);
}
