import { makeTrusteeReport } from "@/lib/commitments/terminal.command";
import { answerTerminal, terminal } from "@/lib/platform/cli-route";

export function POST(request: Request): Promise<Response> {
  return answerTerminal(request, (body) => makeTrusteeReport(terminal, body));
}
