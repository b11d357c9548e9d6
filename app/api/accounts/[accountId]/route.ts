import { database } from "@/db/client";
import { accountPage } from "@/lib/decisions/standing.queries";
import { isId } from "@/lib/platform/ids.rules";
import { fail } from "@/lib/platform/result";
import { answerRead } from "@/lib/platform/write-route";

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
