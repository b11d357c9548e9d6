import { database } from "@/db/client";
import { precedentsOf } from "@/lib/decisions/precedents.queries";
import { answerRead } from "@/lib/platform/write-route";

/** What was decided under `clause` about content like this case's. */
export async function GET(request: Request, { params }: { params: Promise<{ caseId: string }> }): Promise<Response> {
  const { caseId } = await params;
  const ref = (new URL(request.url).searchParams.get("clause") ?? "").slice(0, 80);
  return answerRead(async (actor) => precedentsOf(await database(), actor, { caseId, ref, now: new Date() }));
}
