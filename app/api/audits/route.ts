import { drawAudit } from "@/lib/oversight/audit.command";
import { answerWrite } from "@/lib/platform/write-route";

/** Draws decisions for an audit: `{title, platform, from, to, size, seed}`. */
export function POST(request: Request): Promise<Response> {
  return answerWrite(request, drawAudit, {}, 201);
}
