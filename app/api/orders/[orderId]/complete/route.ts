import { completeOrder } from "@/lib/intake/order.command";
import { answerWrite } from "@/lib/platform/write-route";

export async function POST(request: Request, { params }: { params: Promise<{ orderId: string }> }): Promise<Response> {
  return answerWrite(request, completeOrder, await params);
}
