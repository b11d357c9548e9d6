import { database } from "@/db/client";
import { orderLetterFor } from "@/lib/decisions/order-letter.queries";
import { answerApi } from "@/lib/platform/api-route";
import { measured } from "@/lib/platform/metrics";
import { otherMethods } from "@/lib/platform/other-methods";

export const dynamic = "force-dynamic";
export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");

type At = { params: Promise<{ letterId: string }> };

/** Whom a letter on an authority's order is for, and their link to it (DSA Art. 9(5), 10(5)). Needs `statement.link`. */
export const GET = measured("/orders/letters/{id}", (request: Request, { params }: At) => {
  return answerApi(request, { what: "orders", permission: "statement.link" }, async ({ actor }) =>
    orderLetterFor(await database(), actor, (await params).letterId),
  );
});
