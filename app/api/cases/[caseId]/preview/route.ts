import { answerWrite } from "@/lib/platform/write-route";
import { previewAtDesk } from "@/lib/quality/desk.queries";

/** The consequence card. A question, though asked with POST: it is too large for an address, and writes nothing. */
export async function POST(request: Request, { params }: { params: Promise<{ caseId: string }> }): Promise<Response> {
  return answerWrite(request, previewAtDesk, await params);
}
