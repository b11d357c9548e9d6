import { answerWrite } from "@/lib/platform/write-route";
import { substantiateAtDesk } from "@/lib/quality/desk.command";

/** Marks a notice as substantiated: from this moment the platform knows of what it shows (DSA Art. 16(3)). */
export async function POST(request: Request, { params }: { params: Promise<{ caseId: string }> }): Promise<Response> {
  return answerWrite(request, substantiateAtDesk, await params);
}
