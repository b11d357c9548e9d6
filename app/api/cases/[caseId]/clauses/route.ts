import { database } from "@/db/client";
import { isId } from "@/lib/platform/ids.rules";
import { fail } from "@/lib/platform/result";
import { answerRead } from "@/lib/platform/write-route";
import { clausesAtDesk } from "@/lib/quality/desk.queries";

/** Clauses that govern this case's content and hold the words of `q`; a whole reference finds that clause. */
export async function GET(request: Request, { params }: { params: Promise<{ caseId: string }> }): Promise<Response> {
  const { caseId } = await params;
  const text = new URL(request.url).searchParams.get("q") ?? "";
  return answerRead(async (actor) => {
    if (!isId(caseId)) return fail("not_found", "case_not_found");
    return clausesAtDesk(await database(), actor, caseId, text.slice(0, 200));
  });
}
