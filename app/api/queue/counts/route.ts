import { database } from "@/db/client";
import { fieldFailures } from "@/lib/platform/field-failures";
import { fail } from "@/lib/platform/result";
import { answerRead } from "@/lib/platform/write-route";
import { QueueRequest } from "@/lib/queue/contract";
import { queueCounts } from "@/lib/queue/counts.queries";

/** How much each view of the queue holds under the same filters, never counted past 1000. */
export function GET(request: Request): Promise<Response> {
  return answerRead(async (actor) => {
    const asked = QueueRequest.safeParse(Object.fromEntries(new URL(request.url).searchParams), { reportInput: true });
    if (!asked.success) return fail("invalid", "invalid", { fields: fieldFailures(asked.error) });
    return queueCounts(await database(), actor, asked.data);
  });
}
