import { closeOrderLetter } from "@/lib/decisions/order-telling.command";
import { answerWrite } from "@/lib/platform/write-route";

export async function POST(request: Request, { params }: { params: Promise<{ letterId: string }> }): Promise<Response> {
  return answerWrite(request, closeOrderLetter, await params);
}
