import { answerWrite } from "@/lib/platform/write-route";
import { claimCase } from "@/lib/queue/claim.command";

export async function POST(request: Request, { params }: { params: Promise<{ caseId: string }> }): Promise<Response> {
  return answerWrite(request, claimCase, await params);
}
