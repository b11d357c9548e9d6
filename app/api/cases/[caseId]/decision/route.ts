import { answerWrite } from "@/lib/platform/write-route";
import { decideAtDesk } from "@/lib/quality/desk.command";

/**
 * Decides; with `?next=1` and the queue's filters it answers the next case as well: one round trip for both. A repeat with
 * the same `Idempotency-Key` decides nothing more, and is told what was decided.
 */
export async function POST(request: Request, { params }: { params: Promise<{ caseId: string }> }): Promise<Response> {
  const filter = Object.fromEntries(new URL(request.url).searchParams);
  const key = request.headers.get("idempotency-key");
  return answerWrite(request, (actor, raw) => decideAtDesk(actor, raw, filter, new Date(), key), await params);
}
