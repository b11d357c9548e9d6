import { handOrderLink } from "@/lib/decisions/order-letter.command";
import { answerWrite } from "@/lib/platform/write-route";

export async function POST(request: Request, { params }: { params: Promise<{ letterId: string }> }): Promise<Response> {
  return answerWrite(request, handOrderLink, await params);
}
