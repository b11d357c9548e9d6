import { database } from "@/db/client";
import { ListedTraderRequest } from "@/lib/decisions/trader.contract";
import { listedTrader } from "@/lib/decisions/trader.queries";
import { answerApi, searchOf } from "@/lib/platform/api-route";
import { measured } from "@/lib/platform/metrics";
import { otherMethods } from "@/lib/platform/other-methods";

export const dynamic = "force-dynamic";
export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");

/** A trader as a listing shows it, and whether it may trade (DSA Art. 30(7)). Needs `trader.view`. */
export const GET = measured("/traders", (request: Request) => {
  return answerApi(request, { what: "traders", permission: "trader.view" }, async ({ actor, now }) => {
    const asked = searchOf(request, ListedTraderRequest);
    return asked.ok ? listedTrader(await database(), actor, asked.value, now) : asked;
  });
});
