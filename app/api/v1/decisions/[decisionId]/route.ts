import { database } from "@/db/client";
import { decisionFor } from "@/lib/decisions/api.queries";
import { answerApi } from "@/lib/platform/api-route";

export const dynamic = "force-dynamic";

type At = { params: Promise<{ decisionId: string }> };

/** One decision, with clause, version, sanctions and where it stands now. Needs `decision.read`. */
export function GET(request: Request, { params }: At): Promise<Response> {
  return answerApi(request, { what: "decisions", permission: "decision.read" }, async ({ actor, now }) =>
    decisionFor(await database(), actor, (await params).decisionId, now),
  );
}
