import { answerWrite } from "@/lib/platform/write-route";
import { writeTerms } from "@/lib/policy/terms.command";

export async function POST(request: Request): Promise<Response> {
  return answerWrite(request, writeTerms, {}, 201);
}
