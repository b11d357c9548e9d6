import { unmarkMisuse } from "@/lib/misuse/mark.command";
import { answerWrite } from "@/lib/platform/write-route";

export async function DELETE(request: Request, { params }: { params: Promise<{ markId: string }> }): Promise<Response> {
  return answerWrite(request, unmarkMisuse, await params);
}
