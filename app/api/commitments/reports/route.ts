import { sealReport } from "@/lib/commitments/report.command";
import { answerWrite } from "@/lib/platform/write-route";

export function POST(request: Request): Promise<Response> {
  return answerWrite(request, sealReport, {}, 201);
}
