import { database } from "@/db/client";
import { listedCases } from "@/lib/decisions/listed.queries";
import { fieldFailures } from "@/lib/platform/field-failures";
import { fail } from "@/lib/platform/result";
import { answerRead } from "@/lib/platform/write-route";
import { QueueRequest } from "@/lib/queue/contract";

/** One page of the queue to be decided where it stands: `order`, `state`, filters, `after`, `limit` as in the address bar. */
export function GET(request: Request): Promise<Response> {
  return answerRead(async (actor) => {
    const asked = QueueRequest.safeParse(Object.fromEntries(new URL(request.url).searchParams), { reportInput: true });
    if (!asked.success) return fail("invalid", "invalid", { fields: fieldFailures(asked.error) });
    return listedCases(await database(), asked.data, actor);
  });
}
