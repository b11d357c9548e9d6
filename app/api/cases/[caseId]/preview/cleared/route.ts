import { answerWrite } from "@/lib/platform/write-route";
import { clearedAtDesk } from "@/lib/quality/desk.queries";

/** What is read if no violation is found. A question, though asked with POST: it is too large for an address, and writes nothing. */
export async function POST(request: Request, { params }: { params: Promise<{ caseId: string }> }): Promise<Response> {
  return answerWrite(request, clearedAtDesk, await params);
}
