import { database } from "@/db/client";
import { PublicStatementsRequest } from "@/lib/decisions/public-statement.contract";
import { publicStatements } from "@/lib/decisions/public-statement.queries";
import { answerApi, searchOf } from "@/lib/platform/api-route";
import { measured } from "@/lib/platform/metrics";
import { otherMethods } from "@/lib/platform/other-methods";

export const dynamic = "force-dynamic";
export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");

/** Statements of reasons for everybody, without personal data, oldest first: `after` a cursor, `limit`, `platform`. No key is needed. */
export const GET = measured("/transparency/statements", (request: Request) => {
  return answerApi(request, { what: "public statements", permission: null }, async ({ now }) => {
    const asked = searchOf(request, PublicStatementsRequest);
    return asked.ok ? publicStatements(await database(), asked.value, now) : asked;
  });
});
