import { database } from "@/db/client";
import { DecisionsRequest } from "@/lib/decisions/api.contract";
import { decisionsAfter } from "@/lib/decisions/api.queries";
import { answerApi, searchOf } from "@/lib/platform/api-route";
import { measured } from "@/lib/platform/metrics";
import { otherMethods } from "@/lib/platform/other-methods";

export const dynamic = "force-dynamic";
export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");

/** Decisions of the key's platforms, oldest first: `after` a cursor, `limit`, `platform`. Needs `decision.read`. */
export const GET = measured("/decisions", (request: Request) => {
  return answerApi(request, { what: "decisions", permission: "decision.read" }, async ({ actor, now }) => {
    const asked = searchOf(request, DecisionsRequest);
    return asked.ok ? decisionsAfter(await database(), actor, asked.value, now) : asked;
  });
});
