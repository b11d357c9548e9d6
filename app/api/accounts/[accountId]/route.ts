import { database } from "@/db/client";

import { isId } from "@/lib/platform/ids.rules";
import { fail } from "@/lib/platform/result";
import { answerRead } from "@/lib/platform/write-route";
import { accountAtDesk } from "@/lib/quality/golden-account.queries";

export async function GET(
  _request: Request,
  { params }: { params: Promise<{ accountId: string }> },
): Promise<Response> {
  const { accountId } = await params;
  return answerRead(async (actor) => {
    if (!isId(accountId)) return fail("not_found", "account_not_found");
    return accountAtDesk(await database(), actor, accountId);
  });
}
