import { database } from "@/db/client";
import { SearchRequest } from "@/lib/appeals/search.contract";
import { search } from "@/lib/appeals/search.queries";
import { fieldFailures } from "@/lib/platform/field-failures";
import { fail } from "@/lib/platform/result";
import { answerRead } from "@/lib/platform/write-route";

/** One page of what holds the words: `q`, `kind`, `platform`, `language`, `after`, `limit` as in the address bar. */
export function GET(request: Request): Promise<Response> {
  return answerRead(async (actor) => {
    const asked = SearchRequest.safeParse(Object.fromEntries(new URL(request.url).searchParams), { reportInput: true });
    if (!asked.success) return fail("invalid", "invalid", { fields: fieldFailures(asked.error) });
    return search(await database(), asked.data, actor, new Date());
  });
}
