import { answerWrite } from "@/lib/platform/write-route";
import { requestTryOut } from "@/lib/quality/try-out.command";

export function POST(request: Request): Promise<Response> {
  return answerWrite(request, requestTryOut, {}, 201);
}
