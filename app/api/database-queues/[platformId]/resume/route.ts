import { answerWrite } from "@/lib/platform/write-route";
import { resumeDatabase } from "@/lib/transparency/settle-submission.command";

export async function POST(
  request: Request,
  { params }: { params: Promise<{ platformId: string }> },
): Promise<Response> {
  return answerWrite(request, resumeDatabase, await params);
}
