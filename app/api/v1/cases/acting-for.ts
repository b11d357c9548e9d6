import { database } from "@/db/client";
import { personActedFor } from "@/lib/people/acting.queries";
import { actingForHeader } from "@/lib/people/consent.contract";
import type { ApiCall } from "@/lib/platform/api-route";
import type { Person } from "@/lib/platform/permissions.rules";
import type { Result } from "@/lib/platform/result";

/** The person a call acts for; in the language that the call asks for, else in theirs. */
export async function personOf(request: Request, { actor, now, locale }: ApiCall): Promise<Result<Person>> {
  const asked = request.headers.has("accept-language") ? locale : null;
  return personActedFor(await database(), actor, { named: request.headers.get(actingForHeader), locale: asked }, now);
}
