import { bindSender } from "@/lib/intake/flagger.command";
import { answerWrite } from "@/lib/platform/write-route";

export async function POST(request: Request): Promise<Response> {
  return answerWrite(request, bindSender, {}, 201);
}
