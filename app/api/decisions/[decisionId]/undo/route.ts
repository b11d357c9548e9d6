import { answerWrite } from "@/lib/platform/write-route";
import { undoAtDesk } from "@/lib/quality/desk.command";

export async function POST(
  request: Request,
  { params }: { params: Promise<{ decisionId: string }> },
): Promise<Response> {
  return answerWrite(request, undoAtDesk, await params);
}
