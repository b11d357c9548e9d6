import { answerWrite } from "@/lib/platform/write-route";
import { waitFor } from "@/lib/queue/commands";

export async function POST(request: Request, { params }: { params: Promise<{ caseId: string }> }): Promise<Response> {
  return answerWrite(request, waitFor, await params);
}
