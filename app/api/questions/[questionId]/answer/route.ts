import { answerWrite } from "@/lib/platform/write-route";
import { answerQuestion } from "@/lib/queue/handing.command";

export async function POST(
  request: Request,
  { params }: { params: Promise<{ questionId: string }> },
): Promise<Response> {
  return answerWrite(request, answerQuestion, await params);
}
