import { database } from "@/db/client";
import { readAccount } from "@/lib/appeals/read-case.command";
import { isId } from "@/lib/platform/ids.rules";
import { can } from "@/lib/platform/permissions.rules";
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
    const page = await accountAtDesk(await database(), actor, accountId);
    // Asked for by a program of their own it is read as much as on the page.
    if (page.ok && can(actor, "appeal.decide")) await readAccount(actor, { accountId });
    return page;
  });
}
