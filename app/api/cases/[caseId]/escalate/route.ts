import { answerWrite } from "@/lib/platform/write-route";
import { escalateCase } from "@/lib/queue/commands";

export async function POST(request: Request, { params }: { params: Promise<{ caseId: string }> }): Promise<Response> {
  return answerWrite(request, escalateCase, await params);
}
