import { markMisuse } from "@/lib/misuse/mark.command";
import { answerWrite } from "@/lib/platform/write-route";

export async function POST(request: Request): Promise<Response> {
  return answerWrite(request, markMisuse, {}, 201);
}
