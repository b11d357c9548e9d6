import { database } from "@/db/client";
import { answerRead } from "@/lib/platform/write-route";
import { madeAtDesk } from "@/lib/quality/desk.queries";

export async function GET(_request: Request, { params }: { params: Promise<{ caseId: string }> }): Promise<Response> {
  const { caseId } = await params;
  return answerRead(async (actor) => madeAtDesk(await database(), actor, caseId));
}
