import { database } from "@/db/client";
import { matchFor } from "@/lib/matching/api.queries";
import { answerApi } from "@/lib/platform/api-route";
import { jsonBody } from "@/lib/platform/http";
import { measured } from "@/lib/platform/metrics";
import { otherMethods } from "@/lib/platform/other-methods";

export const dynamic = "force-dynamic";
export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");

/** Which clauses a text may break, best first, with the words that say so: the shape of `cli policy match`. */
export const POST = measured("/policy/match", (request: Request) => {
  return answerApi(request, { what: "policy", permission: "policy.match" }, async ({ actor, now }) => {
    const body = await jsonBody(request);
    return body.ok ? matchFor(await database(), actor, body.value, now) : body;
  });
});
