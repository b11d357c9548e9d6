import { reviewCopy } from "@/lib/decisions/copy-review.command";
import { answerWrite } from "@/lib/platform/write-route";

export async function POST(request: Request, { params }: { params: Promise<{ copyId: string }> }): Promise<Response> {
  return answerWrite(request, reviewCopy, await params);
}
