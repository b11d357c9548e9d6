import { database } from "@/db/client";
import { isId } from "@/lib/platform/ids.rules";
import { fail } from "@/lib/platform/result";
import { answerRead } from "@/lib/platform/write-route";
import { waveAtDesk } from "@/lib/quality/desk.queries";

/** The wave that this case is in with others, or null. */
export async function GET(_request: Request, { params }: { params: Promise<{ caseId: string }> }): Promise<Response> {
  const { caseId } = await params;
  return answerRead(async (actor) => {
    if (!isId(caseId)) return fail("not_found", "case_not_found");
    return waveAtDesk(await database(), actor, caseId);
  });
}
