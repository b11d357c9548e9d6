import { previewCleared } from "@/lib/decisions/cleared-preview.queries";
import { answerWrite } from "@/lib/platform/write-route";

/** What is read if no violation is found. A question, though asked with POST: it is too large for an address, and writes nothing. */
export async function POST(request: Request, { params }: { params: Promise<{ caseId: string }> }): Promise<Response> {
  return answerWrite(request, previewCleared, await params);
}
