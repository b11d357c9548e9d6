import { database } from "@/db/client";
import { AccountListRequest } from "@/lib/decisions/account-list.contract";
import { listAccounts } from "@/lib/decisions/account-list.queries";
import { fieldFailures } from "@/lib/platform/field-failures";
import { fail } from "@/lib/platform/result";
import { answerRead } from "@/lib/platform/write-route";

/** One page of accounts: `q`, `platform`, `role`, `sanctions`, `after`, `limit` as in the address bar. */
export function GET(request: Request): Promise<Response> {
  return answerRead(async (actor) => {
    const asked = AccountListRequest.safeParse(Object.fromEntries(new URL(request.url).searchParams), {
      reportInput: true,
    });
    if (!asked.success) return fail("invalid", "invalid", { fields: fieldFailures(asked.error) });
    return listAccounts(await database(), asked.data, actor, new Date());
  });
}
