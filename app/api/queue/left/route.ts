import { database } from "@/db/client";
import { fieldFailures } from "@/lib/platform/field-failures";
import { fail } from "@/lib/platform/result";
import { answerRead } from "@/lib/platform/write-route";
import { QueueRequest } from "@/lib/queue/contract";
import { whatIsLeft } from "@/lib/wellbeing/left.queries";

/** Where nothing was given under the filters of the address: whether something is free without them, and what is not given. */
export function GET(request: Request): Promise<Response> {
  return answerRead(async (actor) => {
    const asked = QueueRequest.safeParse(Object.fromEntries(new URL(request.url).searchParams), { reportInput: true });
    if (!asked.success) return fail("invalid", "invalid", { fields: fieldFailures(asked.error) });
    return whatIsLeft(await database(), actor, asked.data);
  });
}
