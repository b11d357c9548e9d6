import { reportReversalExecuted } from "@/lib/appeals/confirm-remedy.command";
import { answerApi } from "@/lib/platform/api-route";
import { measured } from "@/lib/platform/metrics";
import { otherMethods } from "@/lib/platform/other-methods";

export const dynamic = "force-dynamic";
export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");

type At = { params: Promise<{ decisionId: string }> };

/** That the platform carried out the reversal of a decision. A repeat changes nothing. Needs `sanction.report`. */
export const POST = measured("/decisions/{id}/reversal/executed", (request: Request, { params }: At) =>
  answerApi(request, { what: "sanctions", permission: "sanction.report" }, async ({ actor, now }) =>
    reportReversalExecuted(actor, await params, now),
  ),
);
