import { database } from "@/db/client";
import { answerApi } from "@/lib/platform/api-route";
import { jsonBody } from "@/lib/platform/http";
import { recommendFor } from "@/lib/policy/api.queries";

export const dynamic = "force-dynamic";

/** What follows from breaking a clause, from the platform's own table: the shape of `cli policy recommend`. */
export function POST(request: Request): Promise<Response> {
  return answerApi(request, { what: "policy", permission: "policy.match" }, async ({ actor, now }) => {
    const body = await jsonBody(request);
    return body.ok ? recommendFor(await database(), actor, body.value, now) : body;
  });
}
