import { answerMisuseAppeal } from "@/lib/misuse/appeal.command";
import { answerWrite } from "@/lib/platform/write-route";

export async function POST(request: Request, { params }: { params: Promise<{ appealId: string }> }): Promise<Response> {
  return answerWrite(request, answerMisuseAppeal, await params);
}
