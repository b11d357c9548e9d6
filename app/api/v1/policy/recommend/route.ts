import { database } from "@/db/client";
import { answerApi } from "@/lib/platform/api-route";
import { jsonBody } from "@/lib/platform/http";
import { measured } from "@/lib/platform/metrics";
import { otherMethods } from "@/lib/platform/other-methods";
import { recommendFor } from "@/lib/policy/api.queries";

export const dynamic = "force-dynamic";
export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");

/** What follows from breaking a clause, from the platform's own table: the shape of `cli policy recommend`. */
export const POST = measured("/policy/recommend", (request: Request) => {
  return answerApi(request, { what: "policy", permission: "policy.match" }, async ({ actor, now }) => {
    const body = await jsonBody(request);
    return body.ok ? recommendFor(await database(), actor, body.value, now) : body;
  });
});
