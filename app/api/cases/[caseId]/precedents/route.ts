import { database } from "@/db/client";
import { answerRead } from "@/lib/platform/write-route";
import { precedentsAtDesk } from "@/lib/quality/desk.queries";

/** What was decided under `clause` about content like this case's. */
export async function GET(request: Request, { params }: { params: Promise<{ caseId: string }> }): Promise<Response> {
  const { caseId } = await params;
  const ref = (new URL(request.url).searchParams.get("clause") ?? "").slice(0, 80);
  return answerRead(async (actor) => precedentsAtDesk(await database(), actor, { caseId, ref, now: new Date() }));
}
