import { answerWrite } from "@/lib/platform/write-route";
import { translateAtDesk } from "@/lib/quality/desk.command";

/** The content in a language of the desk (`to`), where a service is set. */
export async function POST(request: Request, { params }: { params: Promise<{ caseId: string }> }): Promise<Response> {
  return answerWrite(request, translateAtDesk, await params);
}
