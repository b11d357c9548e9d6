import { database } from "@/db/client";
import { actingForHeader } from "@/lib/people/consent.contract";
import { answerApi, permissionRefusal, searchOf } from "@/lib/platform/api-route";
import { measured } from "@/lib/platform/metrics";
import { otherMethods } from "@/lib/platform/other-methods";
import { CasesRequest } from "@/lib/queue/api.contract";
import { casesFor } from "@/lib/queue/api.queries";
import { personOf } from "./acting-for";

export const dynamic = "force-dynamic";
export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");

/** One page of the queue: filters, orders and cursor as at the desk. Needs `case.view`; with `Acting-For` as that person sees it. */
export const GET = measured("/cases", (request: Request) => {
  return answerApi(request, { what: "cases", permission: "case.view" }, async (call) => {
    const asked = searchOf(request, CasesRequest);
    if (!asked.ok) return asked;
    if (!request.headers.has(actingForHeader)) return casesFor(await database(), call.actor, asked.value, call.now);
    const refusal = await permissionRefusal(call.actor, "case.act", call.now);
    if (refusal) return refusal;
    const person = await personOf(request, call);
    return person.ok ? casesFor(await database(), person.value, asked.value, call.now) : person;
  });
});
