import { answerWrite } from "@/lib/platform/write-route";
import { requestReport } from "@/lib/transparency/request-report.command";

export function POST(request: Request): Promise<Response> {
  return answerWrite(request, requestReport, {}, 201);
}
