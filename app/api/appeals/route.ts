import { database } from "@/db/client";
import { AppealListRequest } from "@/lib/appeals/contract";
import { listAppeals } from "@/lib/appeals/list.queries";
import { fieldFailures } from "@/lib/platform/field-failures";
import { fail } from "@/lib/platform/result";
import { answerRead } from "@/lib/platform/write-route";

/** Appeals by what is due first: `?state=&platform=&order=&after=&limit=`. */
export function GET(request: Request): Promise<Response> {
  return answerRead(async (actor) => {
    const asked = AppealListRequest.safeParse(Object.fromEntries(new URL(request.url).searchParams));
    if (!asked.success) return fail("invalid", "invalid", { fields: fieldFailures(asked.error) });
    return listAppeals(await database(), asked.data, actor, new Date());
  });
}
