import { answerWrite } from "@/lib/platform/write-route";
import { giveUpCopy } from "@/lib/transparency/give-up-copy.command";

export async function POST(request: Request, { params }: { params: Promise<{ copyId: string }> }): Promise<Response> {
  return answerWrite(request, giveUpCopy, await params);
}
