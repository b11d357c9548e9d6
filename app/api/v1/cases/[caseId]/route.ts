import { database } from "@/db/client";
import { blindOnCase } from "@/lib/appeals/held-blind.queries";
import { caseView } from "@/lib/decisions/queries";
import { answerApi } from "@/lib/platform/api-route";
import { isId } from "@/lib/platform/ids.rules";
import { measured } from "@/lib/platform/metrics";
import { otherMethods } from "@/lib/platform/other-methods";
import { fail } from "@/lib/platform/result";
import { personOf } from "../acting-for";

export const dynamic = "force-dynamic";
export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");

type At = { params: Promise<{ caseId: string }> };

/** One case, whole, as the person in `Acting-For` sees it at the desk; it is not taken by this. Needs `case.act`. */
export const GET = measured("/cases/{id}", (request: Request, { params }: At) =>
  answerApi(request, { what: "cases", permission: "case.act" }, async (call) => {
    const person = await personOf(request, call);
    if (!person.ok) return person;
    const { caseId } = await params;
    if (!isId(caseId)) return fail("not_found", "case_not_found");
    const db = await database();
    return (await blindOnCase(db, person.value, caseId)) ?? caseView(db, person.value, caseId, call.now);
  }),
);
