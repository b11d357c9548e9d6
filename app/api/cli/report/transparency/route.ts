import { answerTerminal, terminal, toldLines } from "@/lib/platform/cli-route";
import { makeReport } from "@/lib/transparency/report.queries";

/** The counting takes minutes where there is much to count, so it is told as it goes. */
export function POST(request: Request): Promise<Response> {
  return answerTerminal(request, async (body) => {
    const lines = toldLines((progress) => makeReport(terminal, body, { progress }));
    return new Response(lines, { headers: { "content-type": "application/x-ndjson", "cache-control": "no-store" } });
  });
}
