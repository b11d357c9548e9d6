import { nextCase } from "@/lib/decisions/next-case.command";
import { answerApi } from "@/lib/platform/api-route";
import { measured } from "@/lib/platform/metrics";
import { otherMethods } from "@/lib/platform/other-methods";
import { ok } from "@/lib/platform/result";
import { personOf } from "../acting-for";

export const dynamic = "force-dynamic";
/** Without HEAD, which Next would answer by calling GET: that takes a case. */
export const { POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = otherMethods("GET", { isSafe: false });

/**
 * Takes the next case of a filtered queue for the person in `Acting-For`, and answers it whole as they would see it at
 * the desk: `{next}`, null when there is none. Asked again, it is the same one while they have it. Needs `case.act`.
 */
export const GET = measured("/cases/next", (request: Request) => {
  return answerApi(request, { what: "cases", permission: "case.act" }, async (call) => {
    const person = await personOf(request, call);
    if (!person.ok) return person;
    const { searchParams } = new URL(request.url);
    const filter = { ...Object.fromEntries(searchParams), except: searchParams.getAll("except") };
    const next = await nextCase(person.value, filter, call.now);
    return next.ok ? ok({ next: next.value }) : next;
  });
});
