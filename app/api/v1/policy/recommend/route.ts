import { database } from "@/db/client";
import { apiCaller } from "@/lib/platform/api-caller";
import { jsonBody, respond } from "@/lib/platform/http";
import { can } from "@/lib/platform/permissions.rules";
import { fail } from "@/lib/platform/result";
import { recommendFor } from "@/lib/policy/api.queries";

export const dynamic = "force-dynamic";

/** What follows from breaking a clause, from the platform's own table: the shape of `cli policy recommend`. */
export async function POST(request: Request): Promise<Response> {
  const now = new Date();
  const asked = await apiCaller(request, "policy", now);
  if (!asked.ok) return respond(asked.failure, { headers: asked.headers });
  const { actor, headers } = asked.caller;
  if (actor.kind === "public") return respond(fail("signed_out", "key_needed"), { headers });
  if (!can(actor, "policy.match")) return respond(fail("forbidden"), { headers });
  const body = await jsonBody(request);
  if (!body.ok) return respond(body, { headers });
  return respond(await recommendFor(await database(), body.value, now), { headers });
}
