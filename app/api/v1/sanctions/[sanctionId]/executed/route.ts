import { reportExecuted } from "@/lib/decisions/report-executed.command";
import { answerApi } from "@/lib/platform/api-route";
import { jsonBody } from "@/lib/platform/http";
import { measured } from "@/lib/platform/metrics";
import { otherMethods } from "@/lib/platform/other-methods";
import { fail } from "@/lib/platform/result";

export const dynamic = "force-dynamic";
export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");

type At = { params: Promise<{ sanctionId: string }> };

/** That the platform carried a measure out (commitment AE5): `{executedAt?}`. A repeat changes nothing. Needs `sanction.report`. */
export const POST = measured("/sanctions/{id}/executed", (request: Request, { params }: At) => {
  return answerApi(request, { what: "sanctions", permission: "sanction.report" }, async ({ actor, now }) => {
    const body = await jsonBody(request);
    if (!body.ok) return body;
    if (typeof body.value !== "object" || body.value === null || Array.isArray(body.value))
      return fail("invalid", "body_not_object");
    return reportExecuted(actor, { ...body.value, ...(await params) }, now);
  });
});
