import { endSender } from "@/lib/intake/flagger.command";
import { answerWrite } from "@/lib/platform/write-route";

export async function POST(request: Request, { params }: { params: Promise<{ senderId: string }> }): Promise<Response> {
  return answerWrite(request, endSender, await params);
}
