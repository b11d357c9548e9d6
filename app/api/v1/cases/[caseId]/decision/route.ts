import { decideAndNext } from "@/lib/decisions/next-case.command";
import { answerApi } from "@/lib/platform/api-route";
import { jsonBody } from "@/lib/platform/http";
import { measured } from "@/lib/platform/metrics";
import { otherMethods } from "@/lib/platform/other-methods";
import { personOf } from "../../acting-for";

export const dynamic = "force-dynamic";
export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");

type At = { params: Promise<{ caseId: string }> };

/**
 * Decides for the person in `Acting-For`: the desk's own command, body and refusals; with `?next=1` and filters it takes
 * the next case as well. A repeat with the same `Idempotency-Key` decides nothing more, and answers the same next case.
 * Needs `case.act`.
 */
export const POST = measured("/cases/{id}/decision", (request: Request, { params }: At) => {
  return answerApi(request, { what: "cases", permission: "case.act" }, async (call) => {
    const person = await personOf(request, call);
    if (!person.ok) return person;
    const body = await jsonBody(request);
    if (!body.ok) return body;
    const said = typeof body.value === "object" && body.value !== null && !Array.isArray(body.value) ? body.value : {};
    const { searchParams } = new URL(request.url);
    const filter = { ...Object.fromEntries(searchParams), except: searchParams.getAll("except") };
    const key = request.headers.get("idempotency-key");
    return decideAndNext(person.value, { ...said, ...(await params) }, filter, call.now, key);
  });
});
