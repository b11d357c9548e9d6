import { database } from "@/db/client";
import { decisionFor } from "@/lib/decisions/api.queries";
import { answerApi } from "@/lib/platform/api-route";
import { measured } from "@/lib/platform/metrics";
import { otherMethods } from "@/lib/platform/other-methods";

export const dynamic = "force-dynamic";
export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");

type At = { params: Promise<{ decisionId: string }> };

/** One decision, with clause, version, sanctions and where it stands now. Needs `decision.read`. */
export const GET = measured("/decisions/{id}", (request: Request, { params }: At) => {
  return answerApi(request, { what: "decisions", permission: "decision.read" }, async ({ actor, now }) =>
    decisionFor(await database(), actor, (await params).decisionId, now),
  );
});
