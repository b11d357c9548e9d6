import { previewCase } from "@/lib/decisions/preview.queries";
import { answerWrite } from "@/lib/platform/write-route";

/** The consequence card. A question, though asked with POST: it is too large for an address, and writes nothing. */
export async function POST(request: Request, { params }: { params: Promise<{ caseId: string }> }): Promise<Response> {
  return answerWrite(request, previewCase, await params);
}
