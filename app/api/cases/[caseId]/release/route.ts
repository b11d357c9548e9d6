import { answerWrite } from "@/lib/platform/write-route";
import { releaseCase } from "@/lib/queue/claim.command";

export async function POST(request: Request, { params }: { params: Promise<{ caseId: string }> }): Promise<Response> {
  return answerWrite(request, releaseCase, await params);
}
