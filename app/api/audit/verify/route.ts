import { checkAudit } from "@/lib/platform/audit-check";
import { answerWrite } from "@/lib/platform/write-route";

export function POST(request: Request): Promise<Response> {
  return answerWrite(request, (actor) => checkAudit(actor, new Date()));
}
