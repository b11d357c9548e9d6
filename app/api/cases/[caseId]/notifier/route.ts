import { answerWrite } from "@/lib/platform/write-route";
import { askNotifierAtDesk } from "@/lib/quality/desk.command";

/** A question to whoever reported: it stands on their page. */
export async function POST(request: Request, { params }: { params: Promise<{ caseId: string }> }): Promise<Response> {
  return answerWrite(request, askNotifierAtDesk, await params, 201);
}
