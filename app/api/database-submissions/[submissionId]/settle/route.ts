import { answerWrite } from "@/lib/platform/write-route";
import { settleSubmission } from "@/lib/transparency/settle-submission.command";

export async function POST(
  request: Request,
  { params }: { params: Promise<{ submissionId: string }> },
): Promise<Response> {
  return answerWrite(request, settleSubmission, await params);
}
