import { answerWrite } from "@/lib/platform/write-route";
import { writeFacts } from "@/lib/transparency/write-facts.command";

export function POST(request: Request): Promise<Response> {
  return answerWrite(request, writeFacts);
}
