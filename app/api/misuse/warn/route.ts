import { warnMisuse } from "@/lib/misuse/measure.command";
import { answerWrite } from "@/lib/platform/write-route";

export async function POST(request: Request): Promise<Response> {
  return answerWrite(request, warnMisuse, {}, 201);
}
