import { decideAndNext } from "@/lib/decisions/next-case.command";
import { answerWrite } from "@/lib/platform/write-route";

/** Decides; with `?next=1` and the queue's filters it answers the next case as well: one round trip for both. */
export async function POST(request: Request, { params }: { params: Promise<{ caseId: string }> }): Promise<Response> {
  const filter = Object.fromEntries(new URL(request.url).searchParams);
  return answerWrite(request, (actor, raw) => decideAndNext(actor, raw, filter), await params);
}
