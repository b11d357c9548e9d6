import { answerWrite } from "@/lib/platform/write-route";
import { claimAtDesk } from "@/lib/quality/desk.command";

export async function POST(request: Request, { params }: { params: Promise<{ caseId: string }> }): Promise<Response> {
  return answerWrite(request, claimAtDesk, await params);
}
