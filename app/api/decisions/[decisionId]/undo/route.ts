import { undoDecision } from "@/lib/decisions/undo.command";
import { answerWrite } from "@/lib/platform/write-route";

export async function POST(
  request: Request,
  { params }: { params: Promise<{ decisionId: string }> },
): Promise<Response> {
  return answerWrite(request, undoDecision, await params);
}
