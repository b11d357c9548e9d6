import { answerWrite } from "@/lib/platform/write-route";
import { reopenCopy } from "@/lib/transparency/give-up-copy.command";

export async function POST(request: Request, { params }: { params: Promise<{ copyId: string }> }): Promise<Response> {
  return answerWrite(request, reopenCopy, await params);
}
