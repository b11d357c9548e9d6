import { database } from "@/db/client";
import { isId } from "@/lib/platform/ids.rules";
import { fail } from "@/lib/platform/result";
import { answerRead } from "@/lib/platform/write-route";
import { caseAtDesk } from "@/lib/quality/desk.queries";

export async function GET(_request: Request, { params }: { params: Promise<{ caseId: string }> }): Promise<Response> {
  const { caseId } = await params;
  return answerRead(async (actor) => {
    if (!isId(caseId)) return fail("not_found", "case_not_found");
    return caseAtDesk(await database(), actor, caseId);
  });
}
