import { answerWrite } from "@/lib/platform/write-route";
import { goldenFromCase } from "@/lib/quality/golden-item.command";

/** Makes a golden item of a decided case: `{caseId, outcome, clauses, sanctions, reason}`. */
export function POST(request: Request): Promise<Response> {
  return answerWrite(request, goldenFromCase, {}, 201);
}
