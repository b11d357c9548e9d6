import { answerTerminal, terminal } from "@/lib/platform/cli-route";
import { makeReport } from "@/lib/transparency/report.queries";

export function POST(request: Request): Promise<Response> {
  return answerTerminal(request, (body) => makeReport(terminal, body));
}
