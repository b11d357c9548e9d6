import { lookAtMisuseAppeal } from "@/lib/misuse/look.command";
import { answerWrite } from "@/lib/platform/write-route";

export async function POST(request: Request, { params }: { params: Promise<{ appealId: string }> }): Promise<Response> {
  return answerWrite(request, lookAtMisuseAppeal, await params);
}
