import { database } from "@/db/client";
import { madeDecisions } from "@/lib/decisions/made.queries";
import { answerRead } from "@/lib/platform/write-route";

export async function GET(_request: Request, { params }: { params: Promise<{ caseId: string }> }): Promise<Response> {
  const { caseId } = await params;
  return answerRead(async (actor) => madeDecisions(await database(), actor, caseId));
}
