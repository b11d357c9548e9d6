import { database } from "@/db/client";
import { isId } from "@/lib/platform/ids.rules";
import { fail } from "@/lib/platform/result";
import { answerRead } from "@/lib/platform/write-route";
import { colleaguesAtDesk } from "@/lib/quality/desk.queries";

export async function GET(_: Request, { params }: { params: Promise<{ caseId: string }> }): Promise<Response> {
  const { caseId } = await params;
  return answerRead(async (actor) =>
    isId(caseId) ? colleaguesAtDesk(await database(), actor, caseId) : fail("not_found", "case_not_found"),
  );
}
