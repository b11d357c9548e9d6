import { retryOutbox } from "@/lib/administration/retry-outbox.command";
import { answerWrite } from "@/lib/platform/write-route";

export async function POST(
  request: Request,
  { params }: { params: Promise<{ messageId: string }> },
): Promise<Response> {
  return answerWrite(request, retryOutbox, await params);
}
