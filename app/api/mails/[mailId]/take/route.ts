import { takeMail } from "@/lib/decisions/next-contact.command";
import { answerWrite } from "@/lib/platform/write-route";

export async function POST(request: Request, { params }: { params: Promise<{ mailId: string }> }): Promise<Response> {
  return answerWrite(request, takeMail, await params);
}
