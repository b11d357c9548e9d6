import { database } from "@/db/client";
import { actingForHeader } from "@/lib/people/acting.queries";
import { answerApi, searchOf } from "@/lib/platform/api-route";
import { measured } from "@/lib/platform/metrics";
import { can } from "@/lib/platform/permissions.rules";
import { fail } from "@/lib/platform/result";
import { CasesRequest } from "@/lib/queue/api.contract";
import { casesFor } from "@/lib/queue/api.queries";
import { personOf } from "./acting-for";

export const dynamic = "force-dynamic";

/** One page of the queue: filters, orders and cursor as at the desk. Needs `case.view`; with `Acting-For` as that person sees it. */
export const GET = measured("/cases", (request: Request) => {
  return answerApi(request, { what: "cases", permission: "case.view" }, async (call) => {
    const asked = searchOf(request, CasesRequest);
    if (!asked.ok) return asked;
    if (!request.headers.has(actingForHeader)) return casesFor(await database(), call.actor, asked.value, call.now);
    if (!can(call.actor, "case.act"))
      return fail("forbidden", "key_lacks_permission", { values: { permission: "case.act" } });
    const person = await personOf(request, call);
    return person.ok ? casesFor(await database(), person.value, asked.value, call.now) : person;
  });
});
