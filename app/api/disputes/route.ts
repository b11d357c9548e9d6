import { logDispute } from "@/lib/appeals/dispute.command";
import { answerWrite } from "@/lib/platform/write-route";

export async function POST(request: Request): Promise<Response> {
  return answerWrite(request, logDispute, {}, 201);
}
