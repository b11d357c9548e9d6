import { makeReport } from "@/lib/commitments/report.command";
import { answerWrite } from "@/lib/platform/write-route";

/** Measures what is due and seals a report. A repeat with the same `Idempotency-Key` seals nothing more, and is told the first. */
export function POST(request: Request): Promise<Response> {
  const key = request.headers.get("idempotency-key");
  return answerWrite(request, (actor, raw) => makeReport(actor, raw, new Date(), key), {}, 201);
}
