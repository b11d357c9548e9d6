import { database } from "@/db/client";
import { LookupRequest } from "@/lib/appeals/lookup.contract";
import { lookUp } from "@/lib/appeals/lookup.queries";
import { fieldFailures } from "@/lib/platform/field-failures";
import { fail } from "@/lib/platform/result";
import { answerRead } from "@/lib/platform/write-route";

/** What a reference or an id names: `q`. */
export function GET(request: Request): Promise<Response> {
  return answerRead(async (actor) => {
    const asked = LookupRequest.safeParse(Object.fromEntries(new URL(request.url).searchParams), { reportInput: true });
    if (!asked.success) return fail("invalid", "invalid", { fields: fieldFailures(asked.error) });
    return lookUp(await database(), actor, asked.data.q);
  });
}
