import { database } from "@/db/client";
import { olderLetters } from "@/lib/decisions/made-letters.queries";
import { answerRead } from "@/lib/platform/write-route";

/** Letters of a decision behind the one named by `after`. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ decisionId: string }> },
): Promise<Response> {
  const { decisionId } = await params;
  const after = new URL(request.url).searchParams.get("after");
  return answerRead(async (actor) => olderLetters(await database(), actor, { decisionId, after }));
}
