import { database } from "@/db/client";
import { accountPage } from "@/lib/decisions/standing.queries";
import { fail } from "@/lib/platform/result";
import { answerRead } from "@/lib/platform/write-route";
import { isId } from "@/lib/queue/ids.rules";

export async function GET(
  _request: Request,
  { params }: { params: Promise<{ accountId: string }> },
): Promise<Response> {
  const { accountId } = await params;
  return answerRead(async (actor) => {
    if (!isId(accountId)) return fail("not_found", "account_not_found");
    return accountPage(await database(), actor, accountId);
  });
}
