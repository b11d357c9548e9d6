import { recordOrder } from "@/lib/intake/order.command";
import { answerWrite } from "@/lib/platform/write-route";

export async function POST(request: Request): Promise<Response> {
  return answerWrite(request, recordOrder, {}, 201);
}
