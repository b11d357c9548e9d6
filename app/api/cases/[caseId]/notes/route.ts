import { answerWrite } from "@/lib/platform/write-route";
import { noteAtDesk } from "@/lib/quality/desk.command";

export async function POST(request: Request, { params }: { params: Promise<{ caseId: string }> }): Promise<Response> {
  return answerWrite(request, noteAtDesk, await params, 201);
}
